import { and, asc, eq, max, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { BoardRow } from '../../shared/api/board'
import type { HoursBySource } from '../../shared/api/person'
import { dayOf } from '../../shared/calendar/beijing'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { attendedOf } from '../lessons/attended'
import { type ShownOfSeat, shownOfSeat, totalsOf } from '../study/totals'
import type { TrainingClass } from '../training/class-of'
import { openFindings } from '../training/open-findings'
import { present } from '../training/roster/left'
import { statesOf } from '../training/roster-rows'
import { fourColumns } from './four-columns'
import { paceOf } from './pace'
import { studyingIn } from './studying'

type Reading = Pick<Deps, 'store' | 'clock'>

/** Everybody on the roster of a class now, in its order. Made of what is derived: a thousand people take some tens of ms. */
export async function boardRows({ store, clock }: Reading, trained: TrainingClass): Promise<BoardRow[]> {
  const { t, read } = store
  const now = clock.now()
  const seats = await read
    .select({ id: t.seat.id, person: t.seat.person, number: t.seat.number, name: t.person.name, total: t.seatTotal })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .where(and(eq(t.seat.class, trained.id), present(store)))
    .orderBy(asc(sql`length(${t.seat.number})`), asc(t.seat.number), asc(t.seat.id))
  const ids = seats.map(({ id }) => id)
  if (ids.length === 0) return []
  const columns = await fourColumns({ store }, trained, ids)
  const states = await statesOf(store, ids)
  const { bySeat } = await openFindings(store, trained.id)
  const last = await lastOf(store, trained.id)
  const offline = await offlineOf(store, ids)
  const studying = await studyingIn(store, trained.id, now)
  const unfolded = seats.filter(({ total }) => total === null)
  const reckoned = new Map((await totalsOf(read, store, trained, unfolded)).map(({ seat, shown }) => [seat, shown]))
  return seats.flatMap(({ id, number, name, total }): BoardRow[] => {
    const four = columns.get(id)
    if (!four) return []
    const shown = total ? v.parse(shownOfSeat, JSON.parse(total.shown)) : reckoned.get(id)
    const hours = hoursOf(total?.credited ?? 0, shown, offline.get(id) ?? 0)
    const pace = paceOf(trained.plan, hours.whole + hours.offline, dayOf(now))
    const lastAt = last.get(id)
    return [
      {
        ...{ seat: id, number, name, state: states.get(id) ?? 'waiting', studying: studying.has(id) },
        ...{ columns: four, hours, ...(pace && { pace }), missing: shown?.missing ?? [] },
        ...{ findings: bySeat.get(id) ?? 0, ...(lastAt !== undefined && { lastAt }) },
      },
    ]
  })
}

/** Hours of a seat by source, from what its row of the roster shows. */
export function hoursOf(
  credited: number,
  shown: Pick<ShownOfSeat, 'sources'> | undefined,
  offline: number,
): HoursBySource {
  const sources = shown?.sources
  return {
    own: sources?.甲 ?? credited,
    platform: sources?.乙.counted ?? 0,
    byHand: sources?.丙.counted ?? 0,
    offline,
    whole: sources?.whole ?? credited,
  }
}

async function offlineOf({ t, read }: Store, seats: readonly string[]): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  for (const { seat, seconds } of await attendedOf(read, t, seats))
    sums.set(seat, (sums.get(seat) ?? 0) + seconds * 1000)
  return sums
}

async function lastOf({ t, read }: Store, classId: string): Promise<Map<string, number>> {
  const rows = await read
    .select({ seat: t.chainTotal.seat, at: max(t.chainTotal.lastReceipt) })
    .from(t.chainTotal)
    .where(eq(t.chainTotal.class, classId))
    .groupBy(t.chainTotal.seat)
  return new Map(rows.flatMap(({ seat, at }): [string, number][] => (at === null ? [] : [[seat, Number(at)]])))
}
