import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { valueKey } from '../../shared/site/calls'
import { PageCalls } from './page-calls'

const allowed = [{ name: 'exam', url: '/exam$', pointers: ['/score', '/max'] }]
const said = (call: unknown, values: unknown) => JSON.stringify({ call, values })
let now = 10_000
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now))
afterEach(() => vi.restoreAllMocks())

it('takes the places that a rule names, of the newest answer', () => {
  const calls = new PageCalls()
  expect(calls.take(said('exam', { '/score': '92', '/max': '100', '/name': '王晓明' }), allowed)).toBe(true)
  expect([...calls.at('http://a.cn/1')]).toEqual([
    [valueKey('exam', '/score'), '92'],
    [valueKey('exam', '/max'), '100'],
  ])
  calls.take(said('exam', { '/score': '95' }), allowed)
  expect([...calls.at('http://a.cn/1')]).toEqual([[valueKey('exam', '/score'), '95']])
})

it('takes nothing else, whatever a page forges', () => {
  const calls = new PageCalls()
  for (const forged of [
    undefined,
    { call: 'exam', values: { '/score': '1' } },
    'no json',
    'null',
    '[]',
    said('login', { '/token': 'x' }),
    said(7, {}),
    'x'.repeat(200_000),
  ])
    expect(calls.take(forged, allowed)).toBe(false)
  calls.take(said('exam', { '/score': 92, '/max': 'y'.repeat(5000) }), allowed)
  expect([...calls.at('http://a.cn/1')]).toEqual([[valueKey('exam', '/max'), 'y'.repeat(1000)]])
  calls.take(said('exam', null), allowed)
  expect(calls.at('http://a.cn/1').size).toBe(0)
})

it('forgets at a new address what was said of the old one, but not what came just ahead of it', () => {
  const calls = new PageCalls()
  calls.take(said('exam', { '/score': '92' }), allowed)
  calls.at('http://a.cn/1')
  now += 5000
  expect(calls.at('http://a.cn/1').size).toBe(1)
  expect(calls.at('http://a.cn/2').size).toBe(0)
  calls.take(said('exam', { '/score': '88' }), allowed)
  now += 300
  expect(calls.at('http://a.cn/3').get(valueKey('exam', '/score'))).toBe('88')
})
