import { expect, it } from 'vitest'
import { dayOf, dayRange, daysBetween, instantOf, showClock, showDuration, showTime } from './beijing'

it('reckons days in Beijing: 16:00 UTC is the next day', () => {
  expect(dayOf(Date.parse('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22')
  expect(dayOf(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  expect(dayRange('2026-11-23')).toEqual({
    from: Date.parse('2026-11-22T16:00:00Z'),
    to: Date.parse('2026-11-23T16:00:00Z'),
  })
})

it('refuses a day that does not exist', () => {
  expect(() => dayRange('2026-02-30')).toThrow(RangeError)
  expect(() => dayRange('yesterday')).toThrow(RangeError)
})

it('lists every day a stretch touches, and not the one that begins where it ends', () => {
  const midnight = Date.parse('2026-11-22T16:00:00Z')
  expect(daysBetween(midnight - 1000, midnight)).toEqual(['2026-11-22'])
  expect(daysBetween(midnight - 1000, midnight + 1)).toEqual(['2026-11-22', '2026-11-23'])
  expect(daysBetween(midnight, midnight)).toEqual(['2026-11-23'])
})

it('shows times and durations as people read them', () => {
  const at = Date.parse('2026-11-22T06:05:09Z')
  expect(showTime(at)).toBe('2026-11-22 14:05')
  expect(showClock(at)).toBe('14:05:09')
  expect([0, 59_999, 303_000, 5_520_000].map(showDuration)).toEqual(['0秒', '59秒', '5分03秒', '1小时32分'])
})

it('a day and a time of it are one instant, in Beijing whatever the machine, and nothing where one of them is wrong', () => {
  expect(instantOf('2026-11-22', '8:30')).toBe(Date.parse('2026-11-22T00:30:00Z'))
  expect(instantOf(' 2026-11-22', '24:00')).toBe(Date.parse('2026-11-22T16:00:00Z'))
  for (const [day, time] of [
    ['2026-11-31', '08:30'],
    ['2026-11-22', '24:01'],
    ['2026-11-22', '08:60'],
    ['2026-11-22', '八点'],
    ['', '08:30'],
  ] as const)
    expect(instantOf(day, time), `${day} ${time}`).toBeUndefined()
})
