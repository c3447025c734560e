import { and, eq, like } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Milliseconds } from '../../../shared/record/fields'
import type { Queries, Store } from '../../db/store'

/** The next 受理号 of a bureau in the Beijing year: `受理〔2026〕12号`. Inside the transaction that uses it. */
export async function nextClaimNumber(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  now: Milliseconds,
): Promise<string> {
  const head = `受理〔${dayOf(now).slice(0, 4)}〕`
  const rows = await q
    .select({ number: t.bureauClaim.number })
    .from(t.bureauClaim)
    .where(and(eq(t.bureauClaim.organisation, organisation), like(t.bureauClaim.number, `${head}%`)))
  const used = rows.map(({ number }) => Number(/(\d+)号$/.exec(number)?.[1] ?? 0))
  return `${head}${used.reduce((most, one) => Math.max(most, one), 0) + 1}号`
}
