import { expect, it } from 'vitest'
import { isOver, limitLines } from './limits'

it('says of each figure whether it is within its limit, and how far', () => {
  const all = [
    { name: 'a lesson', value: 36, limit: 50, unit: 'ms' },
    { name: 'the worker', value: 84, limit: 80, unit: 'kB' },
    { name: 'at the limit', value: 50, limit: 50, unit: 'ms' },
  ]
  expect(limitLines(all)).toEqual([
    'OK   a lesson: 36 of 50 ms (0.72)',
    'OVER the worker: 84 of 80 kB (1.05)',
    'OK   at the limit: 50 of 50 ms (1.00)',
  ])
  expect(all.filter(isOver).map(({ name }) => name)).toEqual(['the worker'])
})
