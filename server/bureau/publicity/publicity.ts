import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type PublicityState, type PublicityTerm, publicityStates } from '../../../shared/api/bureau-publicity'
import { addWorkingDays, type Calendar } from '../../../shared/calendar/working-days'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import { Refused } from '../../ledger/accept'

export type PublicityRecord = Store['t']['bureauPublicity']['$inferSelect']

/** A 公示 of the actor's bureau. Throws `not-found`, also for another bureau's. */
export async function publicityOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation }: Pick<Actor, 'organisation'>,
  id: string,
): Promise<PublicityRecord> {
  const [row] = await q
    .select()
    .from(t.bureauPublicity)
    .where(and(eq(t.bureauPublicity.id, id), eq(t.bureauPublicity.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这次公示')
  return row
}

export const stateOf = ({ status }: Pick<PublicityRecord, 'status'>): PublicityState =>
  v.parse(v.picklist(publicityStates), status)

/**
 * The period of a 公示. While it runs its last day follows the calendar as it is known now: a notice of the State Council that came in
 * between moves a date that was 暂定; once closed it stays as it was.
 */
export function termOf(
  { days, opens, last }: Pick<PublicityRecord, 'days' | 'opens' | 'last'>,
  calendar: Calendar,
): PublicityTerm {
  if (last !== null) return { days, opens, last, tentative: false }
  const end = addWorkingDays(opens, days, calendar)
  return { days, opens, last: end.day, tentative: end.tentative }
}

/** Whether the public may read the names on that day: from the day it was put up to the end of the last one. */
export const isShown = (record: PublicityRecord, today: string, calendar: Calendar): boolean =>
  stateOf(record) === 'open' && record.opens <= today && !isOver(record, today, calendar)

/** Never while its end is 暂定: a holiday of a year without a notice would have counted as a working day, and the period been too short. */
export function isOver(record: PublicityRecord, today: string, calendar: Calendar): boolean {
  const { last, tentative } = termOf(record, calendar)
  return !tentative && today > last
}
