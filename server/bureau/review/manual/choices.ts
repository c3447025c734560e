import { and, asc, eq, inArray } from 'drizzle-orm'
import type { ManualChoices } from '../../../../shared/api/bureau-interview'
import { standardInWords } from '../../../../shared/claim/describe'
import type { Actor } from '../../../access/actor'
import { knownTables } from '../../../claim/claims/rate-tables'
import type { Store } from '../../../db/store'
import type { Deps } from '../../../deps'
import { requireBureau } from '../../bureau'

/** Which 单位 and which rate tables a claim by hand can be of. Throws `not-allowed`. */
export async function manualChoices({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<ManualChoices> {
  requireBureau(actor, 'hr')
  const { t, read } = store
  const firms = await read
    .select({ id: t.bureauFirm.id, name: t.bureauFirm.name, kind: t.bureauFirm.kind })
    .from(t.bureauFirm)
    .where(eq(t.bureauFirm.organisation, actor.organisation))
    .orderBy(asc(t.bureauFirm.name))
  const tables = new Map<string, ManualChoices['tables'][number]>()
  for (const { table } of await knownTables(read, store, actor.organisation))
    tables.set(table.id, { id: table.id, title: table.title, standard: standardInWords(table) })
  return { firms, tables: [...tables.values()], claims: await replaceable(store, actor) }
}

/** Claims by hand that wait or went back: a corrected workbook may be their next version. */
async function replaceable(
  { t, read }: Store,
  { organisation }: Pick<Actor, 'organisation'>,
): Promise<ManualChoices['claims']> {
  const rows = await read
    .select({ claim: t.bureauClaim, firm: t.bureauFirm.name, rateTable: t.bureauManual.rateTable })
    .from(t.bureauClaim)
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .innerJoin(
      t.bureauManual,
      and(eq(t.bureauManual.claim, t.bureauClaim.id), eq(t.bureauManual.version, t.bureauClaim.version)),
    )
    .where(
      and(
        ...[eq(t.bureauClaim.organisation, organisation), eq(t.bureauClaim.source, 'manual')],
        inArray(t.bureauClaim.status, ['received', 'returned']),
      ),
    )
    .orderBy(asc(t.bureauClaim.number))
  return rows.map(({ claim: { id, number, title, theirNumber, version }, firm, rateTable }) => ({
    ...{ id, number, firm, title, theirNumber, rateTable, version },
  }))
}
