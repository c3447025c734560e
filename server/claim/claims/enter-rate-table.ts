import { randomUUID } from 'node:crypto'
import { and, eq, max } from 'drizzle-orm'
import * as v from 'valibot'
import type { EnterRateTable, KnownRateTable } from '../../../shared/api/claims'
import { rulesInWords } from '../../../shared/claim/describe'
import { rateTable, rateTableKey } from '../../../shared/claim/rates'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { knownTables } from './rate-tables'

/** Ids of an organisation's own tables never meet a built-in one's. */
const PREFIX = 'own-'

/** Every table the organisation can reckon by, in words; its own first. */
export async function readRateTables({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<KnownRateTable[]> {
  requireRole(actor, 'finance')
  const known = await knownTables(store.read, store, actor.organisation)
  return known.map(({ table, own }) => ({
    ...{ table, key: rateTableKey(table), rules: rulesInWords(table) },
    ...(own && { own }),
  }))
}

/**
 * A rate table of the organisation's own, or the next version of one: a dated set of rules with its source, by the same schema as the built-in
 * ones. A version is never changed. Returns its key. Throws `not-found` for an unknown table. Audited.
 */
export async function enterRateTable(
  { store, clock }: Deps,
  actor: Actor,
  { id: of, ...input }: EnterRateTable,
): Promise<string> {
  requireRole(actor, 'hr')
  const { t } = store
  return store.tx(async (q) => {
    const id = of ?? `${PREFIX}${randomUUID().slice(0, 8)}`
    const [row] = await q
      .select({ last: max(t.rateTable.version) })
      .from(t.rateTable)
      .where(and(eq(t.rateTable.organisation, actor.organisation), eq(t.rateTable.id, id)))
    const last = row?.last ?? 0
    if (of !== undefined && last === 0) throw new Refused('not-found', '没有这份补贴标准，请新建一份')
    const table = v.parse(rateTable, { ...input, id, version: last + 1 })
    await q.insert(t.rateTable).values({
      ...{ organisation: actor.organisation, id, version: table.version, body: JSON.stringify(table) },
      ...{ by: actor.member, at: clock.now() },
    })
    const key = rateTableKey(table)
    await recordAudit(q, store, clock, actor, 'rate-table.enter', key, { table: key, name: table.title })
    return key
  })
}
