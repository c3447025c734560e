import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Queries, Store } from '../db/store'
import type { Tables } from '../db/tables'
import { Refused } from '../ledger/accept'

/** A lesson that is held at a time, as its newest version has it. */
export interface HeldLesson {
  id: string
  /** From 1. */
  version: number
  class: string
  form: 'live' | 'offline'
  practice: boolean
  /** Key of the plan's course. */
  course: string
  content: string
  teacher: string
  /** Room, or the platform of a live class. */
  place: string
  /** As planned, ms. */
  from: number
  to: number
  /** 课时, a decimal. */
  hours: string
  /** The lesson it is held again for (补课). */
  makesUp?: string | undefined
  /** Row of the plan's timetable it was made from. */
  timetable?: string
  /** Where it can be seen again; empty where nowhere. */
  recording: string
  remark: string
  /** Why it was not held. */
  cancelled?: string
}

type Row = Tables['heldLesson']['$inferSelect']

const lessonOf = (row: Row): HeldLesson => ({
  ...{ id: row.id, version: row.version, class: row.class, form: row.form === 'live' ? 'live' : 'offline' },
  ...{ practice: row.practice === 1, course: row.course, content: row.content, teacher: row.teacher },
  ...{ place: row.place, from: row.from, to: row.to, hours: row.hours, recording: row.recording, remark: row.remark },
  ...(row.makesUp !== null && { makesUp: row.makesUp }),
  ...(row.timetable !== null && { timetable: row.timetable }),
  ...(row.cancelled !== null && { cancelled: row.cancelled }),
})

/** Lessons of a class in their order, the cancelled ones as well. */
export const lessonsOf = (q: Queries, t: Store['t'], classId: string): Promise<HeldLesson[]> =>
  newest(q, t, eq(t.heldLesson.class, classId))

/** Lessons by their ids, in their order. */
export const lessonsBy = async (q: Queries, t: Store['t'], ids: readonly string[]): Promise<HeldLesson[]> =>
  ids.length === 0 ? [] : newest(q, t, inArray(t.heldLesson.id, [...ids]))

async function newest(q: Queries, t: Store['t'], which: SQL): Promise<HeldLesson[]> {
  const rows = await q.select().from(t.heldLesson).where(which).orderBy(asc(t.heldLesson.version))
  const last = new Map(rows.map((row) => [row.id, lessonOf(row)]))
  return [...last.values()].sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
}

/** A lesson of an organisation's class. Throws `not-found`. */
export async function lessonOfOrganisation(
  q: Queries,
  t: Store['t'],
  id: string,
  organisation: string,
): Promise<HeldLesson> {
  const [lesson] = await lessonsBy(q, t, [id])
  const [owner] = lesson
    ? await q
        .select({ id: t.class.id })
        .from(t.class)
        .where(and(eq(t.class.id, lesson.class), eq(t.class.organisation, organisation)))
    : []
  if (!lesson || !owner) throw new Refused('not-found', '没有这次课')
  return lesson
}
