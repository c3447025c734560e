import { asc, eq, inArray, or } from 'drizzle-orm'
import type { Queries, Store } from '../db/store'
import type { HeldLesson } from './held'

/** Somebody of a class and the time in which they are expected at its lessons, ms. */
export interface Expected {
  seat: string
  number: string
  name: string
  /** Who came by a 名册变更: from then on. */
  from: number
  /** Who left by one: until then. */
  to: number
}

/** Everybody who ever had a seat in a class, in the order of the roster. */
export async function everybodyOf(q: Queries, t: Store['t'], classId: string): Promise<Expected[]> {
  const seats = await q
    .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name, leftAt: t.seat.leftAt })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, classId))
    .orderBy(asc(t.seat.number))
  const ofClass = q.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.class, classId))
  const changes = await q
    .select({
      kind: t.rosterChange.kind,
      seat: t.rosterChange.seat,
      other: t.rosterChange.otherSeat,
      at: t.rosterChange.effectiveAt,
    })
    .from(t.rosterChange)
    .where(or(inArray(t.rosterChange.seat, ofClass), inArray(t.rosterChange.otherSeat, ofClass)))
    .orderBy(asc(t.rosterChange.at))
  const came = new Map(
    changes.flatMap(({ kind, seat, other, at }) =>
      kind === 'add' ? [[seat, at] as const] : other === null ? [] : [[other, at] as const],
    ),
  )
  return seats.map(({ leftAt, ...seat }) => ({
    ...seat,
    from: came.get(seat.seat) ?? 0,
    to: leftAt ?? Number.POSITIVE_INFINITY,
  }))
}

/** Of them, who was to be at a lesson. */
export const expectedAt = <E extends Expected>(
  everybody: readonly E[],
  { from, to }: Pick<HeldLesson, 'from' | 'to'>,
): E[] => everybody.filter((one) => one.from < to && one.to > from)
