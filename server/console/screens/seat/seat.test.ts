import { describe, expect, it } from 'vitest'
import { dayRange } from '../../../../shared/calendar/beijing'
import { layOutDay } from './lay-out-day'
import { deductionsOf, type Piece, sessionsOf } from './sessions'

const start = dayRange('2026-11-22').from
const at = (hours: number, minutes = 0, seconds = 0) => start + ((hours * 60 + minutes) * 60 + seconds) * 1000
const piece = (from: number, to: number, change: Partial<Piece> = {}): Piece => ({
  chain: 'a'.repeat(64),
  seq: 1,
  span: 0,
  course: { key: 'c', title: '电工基础' },
  lesson: { key: 'l1', title: '第一讲' },
  from,
  to,
  ...change,
})

describe('sessions of a day', () => {
  it('joins pieces that follow each other, and sums what was watched without the seam', () => {
    const sessions = sessionsOf([piece(at(9), at(9, 5)), piece(at(9, 5, 1), at(9, 10), { seq: 2 })])
    expect(sessions).toHaveLength(1)
    expect(sessions[0]).toMatchObject({ from: at(9), to: at(9, 10), ms: 599_000 })
  })
  it('begins anew at a break, another lesson and another result', () => {
    const other = { lesson: { key: 'l2', title: '第二讲' } }
    const pieces = [
      piece(at(9), at(9, 5)),
      piece(at(9, 5), at(9, 6), { reason: 'rate' }),
      piece(at(9, 6), at(9, 7)),
      piece(at(9, 7), at(9, 8), other),
      piece(at(9, 9), at(9, 10), other),
    ]
    expect(sessionsOf(pieces).map(({ reason, ms }) => [reason, ms / 1000])).toEqual([
      [undefined, 300],
      ['rate', 60],
      [undefined, 60],
      [undefined, 60],
      [undefined, 60],
    ])
  })
  it('keeps counted time and what ran beside it apart', () => {
    const sessions = sessionsOf([
      piece(at(9), at(9, 5)),
      piece(at(9, 1), at(9, 4), { reason: 'double' }),
      piece(at(9, 5), at(9, 8)),
    ])
    const total = (reason?: string) =>
      sessions.filter((one) => one.reason === reason).reduce((sum, one) => sum + one.ms, 0)
    expect(total()).toBe(8 * 60_000)
    expect(total('double')).toBe(3 * 60_000)
    expect(sessions.flatMap(({ pieces }) => pieces)).toHaveLength(3)
  })
  it('sums deductions by reason in the fixed order, unknown ones last', () => {
    const days = [
      { deductions: { hidden: 5, 'from-the-future': 1 } },
      { deductions: { rate: 2, hidden: 3, stalled: 0 } },
    ]
    expect(deductionsOf(days)).toEqual([
      { reason: 'rate', ms: 2 },
      { reason: 'hidden', ms: 8 },
      { reason: 'from-the-future', ms: 1 },
    ])
  })
})

describe('the time line', () => {
  const sessions = sessionsOf([
    piece(at(8, 55), at(9, 25)),
    piece(at(9, 25), at(9, 26), { reason: 'rate' }),
    piece(at(10), at(10, 20)),
  ])
  it('puts everything between whole ticks, in order, and at its true share of the width', () => {
    const { from, to, ticks, blocks } = layOutDay(sessions, 1000)
    expect([from, to]).toEqual([at(8, 50), at(10, 20)])
    expect(ticks[0]).toEqual({ x: 0, text: '08:50' })
    expect(ticks.at(-1)).toEqual({ x: 1000, text: '10:20' })
    expect(blocks[0]).toEqual({ session: 0, x: 55.6, width: 333.3 })
    expect(blocks[1]?.reason).toBe('rate')
  })
  it('shows a gap only between what was watched', () => {
    expect(layOutDay(sessions, 1000).gaps.map(({ ms }) => ms)).toEqual([34 * 60_000])
  })
  it('keeps a second of watching visible on a whole day, which ends at 24:00', () => {
    const day = layOutDay(sessionsOf([piece(at(0), at(0, 0, 1)), piece(at(23, 59), at(24))]), 1000)
    expect(day.blocks[0]?.width).toBe(2)
    expect(day.ticks.at(-1)?.text).toBe('24:00')
    expect(day.ticks.length).toBeLessThanOrEqual(13)
  })
  it('has width even for a session without length', () => {
    expect(layOutDay(sessionsOf([piece(at(9), at(9))]), 1000).to).toBeGreaterThan(at(9))
  })
})
