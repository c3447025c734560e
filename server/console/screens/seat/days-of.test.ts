import { expect, it } from 'vitest'
import type { SeatDetail } from '../../../../shared/api'
import { dayRange } from '../../../../shared/calendar/beijing'
import { daysOf, lessonsOf } from './days-of'

const start = dayRange('2026-11-22').from
const at = (hours: number, minutes = 0) => start + (hours * 60 + minutes) * 60_000
const chain = 'a'.repeat(64)
const piece = (
  from: number,
  to: number,
  lesson: string,
  reason?: string,
): SeatDetail['days'][number]['pieces'][number] => ({
  ...{
    chain,
    seq: 1,
    span: 0,
    course: { key: 'c', title: '电工基础' },
    lesson: { key: lesson, title: lesson },
    from,
    to,
  },
  ...(reason !== undefined && { reason }),
})
const event = (time: number, text: string) => ({ at: time, kind: 'signin', text, chain, seq: 1 })

it('puts everything of a day together, and shows days on which nobody watched as well', () => {
  const days = daysOf({
    days: [{ day: '2026-11-22', credited: 60_000, deductions: {}, pieces: [piece(at(9), at(9, 1), 'l1')] }],
    events: [event(at(8, 59), '签到'), event(at(-3), '签到')],
    others: [
      { source: '乙', start: at(20), seconds: 60, course: 'c', by: '王', at: at(100) },
      { source: '丙', seconds: 60, course: 'c', by: '王', at: at(50) },
    ],
    results: [{ part: 'theory', pass: true, attempt: 1, day: '2026-11-25', by: '王' }],
  })
  expect(
    days.map(({ day, pieces, events, others, results }) => [
      ...[day, pieces.length, events.length, others.length, results.length],
    ]),
  ).toEqual([
    ['2026-11-25', 0, 0, 0, 1],
    ['2026-11-24', 0, 0, 1, 0],
    ['2026-11-22', 1, 1, 1, 0],
    ['2026-11-21', 0, 1, 0, 0],
  ])
})

it('sums a lesson that was watched in several sittings, what counts and each reason apart', () => {
  const lessons = lessonsOf([
    piece(at(10), at(10, 5), 'l2'),
    piece(at(9), at(9, 10), 'l1'),
    piece(at(9, 10), at(9, 12), 'l1', 'rate'),
    piece(at(11), at(11, 1), 'l1', 'hidden'),
    piece(at(12), at(12, 3), 'l1'),
  ])
  expect(lessons.map(({ lesson, counted, lost }) => [lesson, counted / 60_000, Object.fromEntries(lost)])).toEqual([
    ['l1', 13, { rate: 120_000, hidden: 60_000 }],
    ['l2', 5, {}],
  ])
})
