import { describe, expect, it } from 'vitest'
import type { Piece } from '../../shared/study/credited'
import type { Reason } from '../../shared/study/reasons'
import { grouped } from './study-log'

const noon = Date.parse('2026-11-20T04:00:00Z')
const DAY = 86_400_000
const piece = (from: number, seconds: number, lesson: string, reason?: Reason, course = '电工'): Piece => ({
  seat: 's',
  chain: 'c',
  seq: 1,
  span: 0,
  view: 'v',
  course: { key: course, title: course },
  lesson: { key: lesson, title: lesson },
  from,
  to: from + seconds * 1000,
  ...(reason && { reason }),
})

describe('the own log', () => {
  const pieces = [
    piece(noon, 60, '第一节'),
    piece(noon + 60_000, 30, '第一节', 'rate'),
    piece(noon + 90_000, 30, '第一节', 'hidden'),
    piece(noon + 200_000, 10, '第二节'),
    piece(noon + DAY, 20, '第一节'),
    piece(noon + DAY + 60_000, 5, '讲座', 'not-in-plan', '别的课'),
  ]

  it('by day: the newest first, a lesson on one line, with what did not count and why', () => {
    const [second, first] = grouped(pieces, 'day')
    expect(first).toMatchObject({ name: '2026-11-20', counted: 70_000, notCounted: 60_000 })
    expect(first?.rows).toMatchObject([
      {
        lesson: '第一节',
        from: noon,
        to: noon + 120_000,
        counted: 60_000,
        notCounted: [
          { reason: 'rate', ms: 30_000 },
          { reason: 'hidden', ms: 30_000 },
        ],
      },
      { lesson: '第二节', counted: 10_000, notCounted: [] },
    ])
    expect(second).toMatchObject({ name: '2026-11-21', counted: 20_000, notCounted: 5000 })
  })

  it('by course: days together, and nothing is lost on the way', () => {
    const groups = grouped(pieces, 'course')
    expect(groups.map(({ name, counted, notCounted }) => [name, counted, notCounted])).toEqual([
      ['电工', 90_000, 60_000],
      ['别的课', 0, 5000],
    ])
  })
})
