import { asc, eq } from 'drizzle-orm'
import type { ManualChoices } from '../../../../shared/api/bureau-interview'
import { standardInWords } from '../../../../shared/claim/describe'
import type { Actor } from '../../../access/actor'
import { knownTables } from '../../../claim/claims/rate-tables'
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
  return { firms, tables: [...tables.values()] }
}
