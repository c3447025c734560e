import { asc, inArray, type SQL } from 'drizzle-orm'
import type { Queries, Store } from '../db/store'
import type { Tables } from '../db/tables'

/** Whether somebody was at a lesson, by the statements that hold. */
export interface Presence {
  /** Of the statement: the sign-out where there is one. */
  id: string
  lesson: string
  seat: string
  /** `open`: signed in by the code and not yet out. */
  state: 'present' | 'absent' | 'open'
  /** `code`: entries of the seat's own chain; `sheet`: a signed 签到表, scanned; `roll`: called by the teacher. */
  how: 'code' | 'sheet' | 'roll'
  from?: number
  to?: number
  evidence?: string
  by: string
  at: number
}

type Mark = Tables['lessonMark']['$inferSelect']

/** Of these seats at any lesson. */
export const presenceOfSeats = async (q: Queries, t: Store['t'], seats: readonly string[]): Promise<Presence[]> =>
  seats.length === 0 ? [] : read(q, t, inArray(t.lessonMark.seat, [...seats]))

/** Of anybody at these lessons. */
export const presenceAt = async (q: Queries, t: Store['t'], lessons: readonly string[]): Promise<Presence[]> =>
  lessons.length === 0 ? [] : read(q, t, inArray(t.lessonMark.lesson, [...lessons]))

async function read(q: Queries, t: Store['t'], which: SQL): Promise<Presence[]> {
  const marks = await q.select().from(t.lessonMark).where(which).orderBy(asc(t.lessonMark.at), asc(t.lessonMark.id))
  const byPlace = new Map<string, Mark[]>()
  for (const mark of marks) {
    const key = `${mark.lesson}\n${mark.seat}`
    byPlace.set(key, [...(byPlace.get(key) ?? []), mark])
  }
  return [...byPlace.values()].flatMap((mine) => presenceOf(mine) ?? [])
}

/**
 * What the statements about one seat at one lesson come to. A pair of codes, in and out, holds over whatever else says that somebody was
 * there, for nobody had to call it; only a teacher who says afterwards that they were absent takes it away.
 */
export function presenceOf(marks: readonly Mark[]): Presence | undefined {
  const said = marks.filter(({ how }) => how !== 'code').at(-1)
  const signed = signedIn(marks)
  if (!said) return signed
  return signed?.state === 'present' && (said.act === 'present' || signed.at > said.at) ? signed : spoken(said)
}

/** From the first sign-in to the last sign-out: who goes out for lunch has not left. */
function signedIn(marks: readonly Mark[]): Presence | undefined {
  const first = marks.find(({ act }) => act === 'in')
  const out = marks.findLast(({ act }) => act === 'out')
  if (first?.from == null) return undefined
  const from = first.from
  if (out?.from == null) return { ...common(first), state: 'open', how: 'code', from }
  return { ...common(out), state: 'present', how: 'code', from, to: out.from }
}

function spoken(mark: Mark): Presence {
  const how = mark.how === 'sheet' ? ('sheet' as const) : ('roll' as const)
  if (mark.act === 'absent' || mark.from === null || mark.to === null) return { ...common(mark), state: 'absent', how }
  return { ...common(mark), state: 'present', how, from: mark.from, to: mark.to }
}

const common = ({ id, lesson, seat, evidence, by, at }: Mark) => ({
  ...{ id, lesson, seat, by, at },
  ...(evidence !== null && { evidence }),
})
