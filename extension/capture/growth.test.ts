import { expect, it } from 'vitest'
import { Growth } from './growth'

const after = (...seen: [duration: number, mono: number][]) => {
  const growth = new Growth()
  for (const [duration, mono] of seen) growth.see(duration, mono)
  return growth.live
}

it('an end that moves away as time passes is that of a live stream', () => {
  expect(after([12_000, 0], [16_000, 4000], [20_000, 8000])).toBe(true)
  expect(after([12_000, 0], [14_000, 2000], [16_000, 4000], [18_000, 6000])).toBe(true)
})

it('a recording keeps its end, though it may be guessed anew while it loads', () => {
  expect(after([60_000, 0])).toBe(false)
  expect(after([60_000, 0], [60_040, 4000], [60_060, 8000], [60_090, 30_000])).toBe(false)
  expect(after([10_000, 0], [30_000, 200], [60_000, 900], [90_000, 1500])).toBe(false)
  expect(after([60_000, 0], [90_000, 20_000])).toBe(false)
  expect(after([Number.NaN, 0], [60_000, 500], [90_000, 7000])).toBe(false)
})

it('another source begins anew', () => {
  expect(after([12_000, 0], [16_000, 4000], [20_000, 8000], [9000, 9000], [13_000, 13_000])).toBe(false)
})
