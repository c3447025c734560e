import { and, eq, gte, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Dimension } from '../../../shared/api/bureau-statistics'
import { dayRange } from '../../../shared/calendar/beijing'
import type { Store } from '../../db/store'

/** What is summed up of people whose rows say the same. `hours`: hundredths. */
export interface Sum {
  key: string
  people: number
  amount: number
  hours: number
}

export interface Range {
  organisation: string
  /** Beijing days, both counted. */
  from: string
  to: string
}

/** Beijing days since 1970, as both databases divide whole numbers. */
const dayNumber = (at: SQL | Store['t']['bureauClaim']['receivedAt']) => sql<number>`(${at} + 28800000) / 86400000`
const monthOfDay = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 7)

/** Of a row in each dimension but the month, which each measure has its own. */
const keys = (t: Store['t']): Readonly<Record<Exclude<Dimension, 'month'>, SQL<string>>> => ({
  county: sql<string>`substr(${t.bureauFirm.creditCode}, 1, 8)`,
  occupation: sql<string>`${t.bureauPerson.occupation}`,
  level: sql<string>`${t.bureauPerson.level}`,
  group: sql<string>`${t.bureauPerson.category}`,
})

const summed = (rows: readonly { key: string | number; people: number; amount: number; hours: number }[]): Sum[] =>
  rows.map(({ key, people, amount, hours }) => ({
    ...{ key: String(key), people: Number(people), amount: Number(amount), hours: Number(hours) },
  }))

/** Whom the current versions of claims asked for that came in within the range. */
export async function askedSums({ t, read }: Store, { organisation, from, to }: Range, by: Dimension): Promise<Sum[]> {
  const key = by === 'month' ? dayNumber(t.bureauClaim.receivedAt) : keys(t)[by]
  const rows = await read
    .select({
      ...{ key: sql<string | number>`${key}`, people: sql<number>`count(*)` },
      ...{ amount: sql<number>`sum(${t.bureauPerson.asked})`, hours: sql<number>`0` },
    })
    .from(t.bureauPerson)
    .innerJoin(
      t.bureauClaim,
      and(eq(t.bureauClaim.id, t.bureauPerson.claim), eq(t.bureauClaim.version, t.bureauPerson.version)),
    )
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .where(
      and(
        eq(t.bureauClaim.organisation, organisation),
        gte(t.bureauClaim.receivedAt, dayRange(from).from),
        lt(t.bureauClaim.receivedAt, dayRange(to).to),
      ),
    )
    .groupBy(key)
  const sums = summed(rows)
  return by === 'month' ? sums.map((one) => ({ ...one, key: monthOfDay(Number(one.key)) })) : sums
}

/** Whom nothing stands against: put up within the range, in the version that went on, and not taken off. */
export async function clearedSums(
  { t, read }: Store,
  { organisation, from, to }: Range,
  by: Dimension,
): Promise<Sum[]> {
  const row = t.bureauPublicityRow
  const key = by === 'month' ? sql<string>`substr(${t.bureauPublicity.opens}, 1, 7)` : keys(t)[by]
  const rows = await read
    .select({
      ...{ key, people: sql<number>`count(*)`, amount: sql<number>`sum(${row.amount})` },
      hours: sql<number>`sum(${row.hours})`,
    })
    .from(row)
    .innerJoin(t.bureauPublicity, eq(t.bureauPublicity.id, row.publicity))
    .innerJoin(t.bureauClaim, and(eq(t.bureauClaim.id, row.claim), eq(t.bureauClaim.version, row.version)))
    .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, row.person))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .leftJoin(
      t.bureauPublicityOff,
      and(eq(t.bureauPublicityOff.publicity, row.publicity), eq(t.bureauPublicityOff.claim, row.claim)),
    )
    .where(
      and(
        eq(t.bureauPublicity.organisation, organisation),
        inArray(t.bureauClaim.status, ['cleared', 'batched', 'paid']),
        isNull(t.bureauPublicityOff.claim),
        gte(t.bureauPublicity.opens, from),
        lte(t.bureauPublicity.opens, to),
      ),
    )
    .groupBy(key)
  return summed(rows)
}

/** Whom was paid for within the range; not what a bank sent back. */
export async function paidSums({ t, read }: Store, { organisation, from, to }: Range, by: Dimension): Promise<Sum[]> {
  const row = t.bureauPublicityRow
  const result = t.bureauPaymentResult
  const key = by === 'month' ? sql<string>`substr(${result.day}, 1, 7)` : keys(t)[by]
  const rows = await read
    .select({
      ...{ key, people: sql<number>`count(*)`, amount: sql<number>`sum(${row.amount})` },
      hours: sql<number>`sum(${row.hours})`,
    })
    .from(result)
    .leftJoin(t.bureauPaymentReturn, eq(t.bureauPaymentReturn.line, result.line))
    .innerJoin(t.bureauPaymentLine, eq(t.bureauPaymentLine.id, result.line))
    .innerJoin(row, and(eq(row.publicity, t.bureauPaymentLine.publicity), eq(row.claim, t.bureauPaymentLine.claim)))
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, row.claim))
    .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, row.person))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .where(
      and(
        eq(t.bureauClaim.organisation, organisation),
        eq(result.outcome, 'paid'),
        isNull(t.bureauPaymentReturn.line),
        gte(result.day, from),
        lte(result.day, to),
      ),
    )
    .groupBy(key)
  return summed(rows)
}

/** What came back of what was paid (追回), within the range. */
export async function recoveredSums(
  { t, read }: Store,
  { organisation, from, to }: Range,
  by: Dimension,
): Promise<Sum[]> {
  const back = t.bureauRecovery
  const key = by === 'month' ? sql<string>`substr(${back.day}, 1, 7)` : sql<string>`coalesce(${keys(t)[by]}, '')`
  const rows = await read
    .select({ key, people: sql<number>`0`, amount: sql<number>`sum(${back.amount})`, hours: sql<number>`0` })
    .from(back)
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, back.claim))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .leftJoin(t.bureauPerson, eq(t.bureauPerson.id, back.person))
    .where(and(eq(back.organisation, organisation), eq(back.kind, 'received'), gte(back.day, from), lte(back.day, to)))
    .groupBy(key)
  return summed(rows)
}
