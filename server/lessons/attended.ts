import { eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import type { Attended, Facts } from '../../shared/study/facts'
import { policy } from '../../shared/study/policy'
import type { Queries, Store } from '../db/store'
import { type HeldLesson, lessonsBy } from './held'
import { type Presence, presenceOfSeats } from './presence'

/**
 * What these seats attended offline and holds, the oldest first: of the time between sign-in and sign-out what lies within the lesson as
 * planned, and no more than its class hours (breaks are in the timetable). What two lessons of one seat have in common counts once.
 */
export async function attendedOf(q: Queries, t: Store['t'], seats: readonly string[]): Promise<Attended[]> {
  const held = await heldFor(q, t, seats, 'offline')
  const busyUntil = new Map<string, number>()
  return held
    .flatMap(({ lesson, presence, most }): Attended[] => {
      const { seat, how } = presence
      if (how === 'roll' || (how === 'sheet' && presence.evidence === undefined)) return []
      const from = Math.max(presence.from, lesson.from, busyUntil.get(seat) ?? 0)
      const to = Math.min(presence.to, lesson.to)
      const seconds = Math.floor(Math.min(to - from, most) / 1000)
      if (seconds <= 0) return []
      busyUntil.set(seat, to)
      return [
        {
          ...{ id: presence.id, seat, session: lesson.id, course: lesson.course, practice: lesson.practice },
          ...{ start: from, seconds, how, by: presence.by, at: presence.at },
          ...(presence.evidence !== undefined && { evidence: presence.evidence }),
        },
      ]
    })
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
}

/**
 * Live classes that somebody was at by the teacher's roll and a file that shows it: hours by hand (丙), which count where the policy lets
 * them, and once where our own or the platform's record has the same time.
 */
export async function liveByHand(q: Queries, t: Store['t'], seats: readonly string[]): Promise<Facts['imported']> {
  const held = await heldFor(q, t, seats, 'live')
  return held.flatMap(({ lesson, presence, most }) => {
    const { evidence, seat, by, at } = presence
    const start = Math.max(presence.from, lesson.from)
    const seconds = Math.floor(Math.min(Math.min(presence.to, lesson.to) - start, most) / 1000)
    if (evidence === undefined || seconds <= 0) return []
    const { course, content } = lesson
    return [{ source: '丙' as const, seat, kind: 'live', course, lesson: content, start, seconds, evidence, by, at }]
  })
}

interface Held {
  lesson: HeldLesson
  presence: Presence & { from: number; to: number }
  /** Its class hours, ms. */
  most: number
}

/** In the order in which the lessons were held. */
async function heldFor(q: Queries, t: Store['t'], seats: readonly string[], form: HeldLesson['form']): Promise<Held[]> {
  const all = await presenceOfSeats(q, t, seats)
  const lessons = await lessonsBy(q, t, [...new Set(all.map(({ lesson }) => lesson))])
  const minutes = await minutesPerHour(q, t, [...new Set(lessons.map((one) => one.class))])
  return lessons
    .filter((lesson) => lesson.form === form && lesson.cancelled === undefined)
    .flatMap((lesson) =>
      all
        .filter((presence) => presence.lesson === lesson.id && presence.state === 'present')
        .flatMap((presence): Held[] => {
          const { from, to } = presence
          const most = Math.round(Number(lesson.hours) * (minutes.get(lesson.class) ?? 0) * 60_000)
          return from === undefined || to === undefined ? [] : [{ lesson, presence: { ...presence, from, to }, most }]
        }),
    )
}

const measured = v.pick(policy, ['minutesPerHour'])

async function minutesPerHour(q: Queries, t: Store['t'], classes: readonly string[]): Promise<Map<string, number>> {
  if (classes.length === 0) return new Map()
  const rows = await q
    .select({ id: t.class.id, policy: t.plan.policy })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(inArray(t.class.id, [...classes]))
  return new Map(
    rows.map(({ id, policy: text }) => [id, v.parse(v.looseObject(measured.entries), JSON.parse(text)).minutesPerHour]),
  )
}
