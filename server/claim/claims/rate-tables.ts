import { asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type RateTable, rateTable } from '../../../shared/claim/rates'
import { defaultRateTable, rateTables } from '../../../shared/claim/rates/index'
import type { Queries, Store } from '../../db/store'
import { Refused } from '../../ledger/accept'

/** A version of a table with where it comes from. */
export interface KnownTable {
  table: RateTable
  /** Entered by the organisation; absent of a built-in one. */
  own?: { by: string; at: number }
}

/** Every version the organisation can reckon by: its own, then the built-in ones. */
export async function knownTables(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<KnownTable[]> {
  const rows = await q
    .select({ row: t.rateTable, name: t.member.name })
    .from(t.rateTable)
    .leftJoin(t.member, eq(t.member.id, t.rateTable.by))
    .where(eq(t.rateTable.organisation, organisation))
    .orderBy(asc(t.rateTable.id), asc(t.rateTable.version))
  return [
    ...rows.map(({ row, name }) => ({
      table: v.parse(rateTable, JSON.parse(row.body)),
      own: { by: name ?? row.by, at: row.at },
    })),
    ...rateTables.map((table) => ({ table })),
  ]
}

/** All versions of one table, the oldest first. Throws `bad-request` where there is none. */
export async function versionsOfTable(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  id: string,
): Promise<[RateTable, ...RateTable[]]> {
  const [first, ...rest] = (await knownTables(q, store, organisation))
    .map(({ table }) => table)
    .filter((table) => table.id === id)
    .sort((a, b) => a.version - b.version)
  if (!first) throw new Refused('bad-request', '没有这份补贴标准，请重新选择')
  return [first, ...rest]
}

/** The table that a new claim begins with: the organisation's newest own one, otherwise the one whose amounts are to be filled in. */
export async function usualTable(q: Queries, store: Pick<Store, 't'>, organisation: string): Promise<string> {
  const own = (await knownTables(q, store, organisation)).filter(({ own: entered }) => entered !== undefined)
  const newest = own.reduce<KnownTable | undefined>(
    (best, one) => ((best?.own?.at ?? -1) > (one.own?.at ?? 0) ? best : one),
    undefined,
  )
  return newest?.table.id ?? defaultRateTable.id
}
