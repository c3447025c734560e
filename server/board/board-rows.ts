import { eq, max } from 'drizzle-orm'
import type { BoardRow } from '../../shared/api/board'
import type { HoursBySource } from '../../shared/api/person'
import { dayOf } from '../../shared/calendar/beijing'
import { columnsOf } from '../../shared/study/columns'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import type { ShownOfSeat } from '../study/totals'
import type { TrainingClass } from '../training/class-of'
import { openFindings } from '../training/open-findings'
import { statesOf } from '../training/roster-rows'
import { evidenceOf, exceptionsOf } from './evidence'
import { paceOf } from './pace'
import { studyingIn } from './studying'

/** Everybody on the roster of a class now, in its order. */
export async function boardRows(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  trained: TrainingClass,
): Promise<BoardRow[]> {
  const now = clock.now()
  const { plan } = trained
  const evidence = await evidenceOf(store, trained)
  const exceptions = await exceptionsOf(store, plan.id)
  const states = await statesOf(
    store,
    evidence.map(({ seat }) => seat),
  )
  const { bySeat } = await openFindings(store, trained.id)
  const last = await lastOf(store, trained.id)
  const studying = await studyingIn(store, trained.id, now)
  return evidence.map((one): BoardRow => {
    const { seat, number, name, shown } = one
    const hours = hoursOf(one.credited, shown, one.offline)
    const pace = paceOf(plan, hours.whole + hours.offline, dayOf(now))
    const lastAt = last.get(seat)
    return {
      ...{ seat, number, name, state: states.get(seat) ?? 'waiting', studying: studying.has(seat) },
      ...{ columns: columnsOf(one, plan.policy, exceptions), hours, ...(pace && { pace }) },
      ...{ missing: shown.missing ?? [], findings: bySeat.get(seat) ?? 0, ...(lastAt !== undefined && { lastAt }) },
    }
  })
}

/** Hours of a seat by source, from what its row of the roster shows. */
export function hoursOf(credited: number, { sources }: Pick<ShownOfSeat, 'sources'>, offline: number): HoursBySource {
  return {
    own: sources?.甲 ?? credited,
    platform: sources?.乙.counted ?? 0,
    byHand: sources?.丙.counted ?? 0,
    offline,
    whole: sources?.whole ?? credited,
  }
}

async function lastOf({ t, read }: Store, classId: string): Promise<Map<string, number>> {
  const rows = await read
    .select({ seat: t.chainTotal.seat, at: max(t.chainTotal.lastReceipt) })
    .from(t.chainTotal)
    .where(eq(t.chainTotal.class, classId))
    .groupBy(t.chainTotal.seat)
  return new Map(rows.flatMap(({ seat, at }): [string, number][] => (at === null ? [] : [[seat, Number(at)]])))
}
