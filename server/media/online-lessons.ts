import { setImmediate as breath } from 'node:timers/promises'
import { asc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { foldedDay } from '../../shared/study/fold'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { lessonsOf } from '../lessons/held'
import type { TrainingClass } from '../training/class-of'

/** A lesson of a class that was taught online, and so needs a video. */
export interface OnlineLesson {
  course: string
  key: string
  title: string
  /** How many trainees watched it. */
  watchedBy?: number
  /** When a live lesson was held, ms. */
  heldAt?: number
}

/** A plan that came with its class says nothing of its courses. */
const said = v.looseObject({
  courses: v.optional(
    v.array(v.looseObject({ key: v.string(), title: v.string(), online: v.optional(v.boolean()) })),
    [],
  ),
})

/** Courses of a class's plan that are taught online, by the plan or in fact: a room has no video of a platform. */
export async function onlineCourses(
  { t, read }: Pick<Store, 't' | 'read'>,
  { plan }: TrainingClass,
  lessons: readonly OnlineLesson[],
): Promise<TrainingClass['plan']['courses']> {
  const [row] = await read.select({ details: t.plan.details }).from(t.plan).where(eq(t.plan.id, plan.id))
  const offline = v
    .parse(said, JSON.parse(row?.details ?? '{}'))
    .courses.filter(({ online }) => online === false)
    .map(({ key, title }) => key.trim() || title.trim())
  const taught = new Set(lessons.map(({ course }) => course))
  return plan.courses.filter(({ key }) => !offline.includes(key) || taught.has(key))
}

/** Seats whose days are read at once. */
const CHUNK = 50
const watched = v.looseObject({ courses: foldedDay.entries.courses })

/**
 * Lessons of a class that were taught online: live ones that were held, and recorded ones that trainees watched, as their pages named them;
 * by course, live ones by their time, recorded ones by their titles.
 */
export async function onlineLessons(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  trained: TrainingClass,
): Promise<OnlineLesson[]> {
  const held = await lessonsOf(store.read, store.t, trained.id)
  const live = held.filter(({ form, cancelled, to }) => form === 'live' && !cancelled && to <= clock.now())
  return [
    ...live.map(({ course, id: key, content: title, from: heldAt }) => ({ course, key, title, heldAt })),
    ...(await watchedLessons(store, trained)),
  ]
}

async function watchedLessons(
  { t, read }: Pick<Store, 't' | 'read'>,
  { id, plan }: TrainingClass,
): Promise<OnlineLesson[]> {
  const seats = await read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.class, id)).orderBy(asc(t.seat.id))
  const found = new Map<string, { course: string; key: string; title: string; seats: Set<string> }>()
  for (let i = 0; i < seats.length; i += CHUNK) {
    const rows = await read
      .select({ seat: t.studyDay.seat, folded: t.studyDay.folded })
      .from(t.studyDay)
      .where(
        inArray(
          t.studyDay.seat,
          seats.slice(i, i + CHUNK).map((seat) => seat.id),
        ),
      )
    for (const { seat, folded } of rows)
      for (const course of v.parse(watched, JSON.parse(folded)).courses)
        for (const { key, title } of course.lessons) {
          const known = found.get(`${course.key}\n${key}`) ?? { course: course.key, key, title, seats: new Set() }
          found.set(`${course.key}\n${key}`, known)
          known.seats.add(seat)
        }
    // A class of a thousand is read in pieces: hand-ins come in between.
    await breath()
  }
  const turn = new Map(plan.courses.map(({ key }, i) => [key, i]))
  return [...found.values()]
    .filter(({ course }) => turn.has(course))
    .map(({ seats, ...lesson }) => ({ ...lesson, watchedBy: seats.size }))
    .sort(
      (a, b) =>
        (turn.get(a.course) ?? 0) - (turn.get(b.course) ?? 0) ||
        a.title.localeCompare(b.title, 'zh-Hans-CN', { numeric: true }),
    )
}
