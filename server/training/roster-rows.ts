import { and, asc, eq, inArray, max, ne } from 'drizzle-orm'
import * as v from 'valibot'
import type { RosterRow } from '../../shared/api'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { type SeatTotal, shownOfSeat, totalsOf } from '../study/totals'
import type { TrainingClass } from './class-of'
import { lateSeats } from './hand-in-record'
import { openFindings } from './open-findings'
import { OWN } from './own-chain'
import { leftWords } from './roster/left'

type Reading = Pick<Deps, 'store'>

/** A whole class, one row a seat, in the order of the roster. */
export async function rosterOf(deps: Reading, trained: TrainingClass): Promise<RosterRow[]> {
  const { t, read } = deps.store
  const seats = await read
    .select({ id: t.seat.id })
    .from(t.seat)
    .where(eq(t.seat.class, trained.id))
    .orderBy(asc(t.seat.number))
  return rosterRows(
    deps,
    trained,
    seats.map(({ id }) => id),
  )
}

/** These seats of a class in the order given: hours, progress and scores as derived. */
export async function rosterRows(
  { store }: Reading,
  trained: TrainingClass,
  ids: readonly string[],
): Promise<RosterRow[]> {
  if (ids.length === 0) return []
  const { t, read } = store
  const seats = await read
    .select({
      ...{ id: t.seat.id, number: t.seat.number, leftAt: t.seat.leftAt, leftHow: t.rosterChange.kind },
      ...{ person: t.person.id, name: t.person.name, idMasked: t.person.idMasked, total: t.seatTotal },
    })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .leftJoin(t.rosterChange, eq(t.rosterChange.id, t.seat.leftBy))
    .where(and(inArray(t.seat.id, [...ids]), eq(t.seat.class, trained.id)))
  const untouched = seats.filter(({ total }) => total === null)
  const reckoned = await totalsOf(read, store, trained, untouched)
  const states = await statesOf(store, ids)
  const last = await lastOf(store, ids, trained.id)
  const late = await lateSeats(store, ids, trained.id)
  const { bySeat } = await openFindings(store, trained.id)
  const rows = new Map(
    seats.map(({ id, number, name, idMasked, leftAt, leftHow, total }): [string, RosterRow] => {
      const sums = total === null ? reckoned.find(({ seat }) => seat === id) : stored(total)
      const lastAt = last.get(id)
      const lateAt = late.get(id)
      return [
        id,
        {
          ...{ seat: id, number, name, idMasked, state: states.get(id) ?? 'waiting' },
          ...{ credited: sums?.credited ?? 0, notCounted: sums?.notCounted ?? 0 },
          ...(lastAt !== undefined && { lastAt }),
          ...(lateAt !== undefined && { lateAt }),
          findings: bySeat.get(id) ?? 0,
          ...(sums?.shown ?? { courses: [] }),
          // Nothing is missing of who need not complete.
          ...(leftAt !== null && { left: { at: leftAt, how: leftWords[leftHow ?? ''] ?? '已离开' }, missing: [] }),
        },
      ]
    }),
  )
  return ids.flatMap((id) => rows.get(id) ?? [])
}

const stored = ({ shown, ...sums }: Omit<SeatTotal, 'shown'> & { shown: string }): SeatTotal => ({
  ...sums,
  shown: v.parse(shownOfSeat, JSON.parse(shown)),
})

/** Joined with any device counts before waiting for somebody's look. */
export async function statesOf(
  { t, read }: Pick<Store, 't' | 'read'>,
  seats: readonly string[],
): Promise<Map<string, RosterRow['state']>> {
  const claims = await read
    .select({ seat: t.claim.seat, state: t.claim.state })
    .from(t.claim)
    .where(and(inArray(t.claim.seat, [...seats]), inArray(t.claim.state, ['bound', 'pending']), ne(t.claim.how, OWN)))
  const states = new Map<string, RosterRow['state']>()
  for (const { seat, state } of claims)
    if (seat !== null && states.get(seat) !== 'joined') states.set(seat, state === 'bound' ? 'joined' : 'pending')
  return states
}

async function lastOf({ t, read }: Store, seats: readonly string[], classId: string): Promise<Map<string, number>> {
  const rows = await read
    .select({ seat: t.chainTotal.seat, at: max(t.chainTotal.lastReceipt) })
    .from(t.chainTotal)
    .where(and(eq(t.chainTotal.class, classId), inArray(t.chainTotal.seat, [...seats])))
    .groupBy(t.chainTotal.seat)
  return new Map(rows.flatMap(({ seat, at }): [string, number][] => (at === null ? [] : [[seat, Number(at)]])))
}
