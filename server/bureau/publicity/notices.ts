import { desc, eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { calendarOf } from '../../training/calendar/calendar'
import { publicFirm } from './for-everybody'
import type { PublicNotice } from './public-page'
import { isShown, type PublicityRecord, termOf } from './publicity'
import { standingOf } from './standing'

/** A 公示 as the public finds it, of whichever bureau of this server. Throws `not-found`. */
export async function noticeOf(deps: Deps, id: string): Promise<PublicNotice> {
  const { t, read } = deps.store
  const [row] = await read
    .select({ record: t.bureauPublicity, bureau: t.organisation.name })
    .from(t.bureauPublicity)
    .innerJoin(t.organisation, eq(t.organisation.id, t.bureauPublicity.organisation))
    .where(eq(t.bureauPublicity.id, id))
  if (!row) throw new Refused('not-found', '没有这次公示，请核对网址')
  return asNotice(deps, row)
}

/** Every 公示 whose names may be read today, the newest first. */
export async function runningNotices(deps: Deps): Promise<PublicNotice[]> {
  const { t, read } = deps.store
  const rows = await read
    .select({ record: t.bureauPublicity, bureau: t.organisation.name })
    .from(t.bureauPublicity)
    .innerJoin(t.organisation, eq(t.organisation.id, t.bureauPublicity.organisation))
    .where(eq(t.bureauPublicity.status, 'open'))
    .orderBy(desc(t.bureauPublicity.at))
  const notices: PublicNotice[] = []
  for (const row of rows) notices.push(await asNotice(deps, row))
  return notices.filter(({ shown }) => shown)
}

async function asNotice(
  { store, clock }: Deps,
  { record, bureau }: { record: PublicityRecord; bureau: string },
): Promise<PublicNotice> {
  const calendar = await calendarOf(store.read, store, record.organisation)
  const up = (await standingOf(store.read, store, record)).filter(({ off }) => !off)
  return {
    ...{
      record,
      bureau: publicFirm(bureau),
      term: termOf(record, calendar),
      shown: isShown(record, dayOf(clock.now()), calendar),
    },
    people: up.reduce((sum, one) => sum + one.people, 0),
    amount: up.reduce((sum, one) => sum + one.amount, 0),
  }
}
