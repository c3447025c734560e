import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { hashOfFile } from '../../../shared/plan/signed-file'
import { nodeCrypto } from '../../crypto'
import type { Queries, Store } from '../../db/store'

/** What names the newest signed decision on a claim, of whatever version: the act that takes it back says it. */
export async function newestDecision(q: Queries, { t }: Pick<Store, 't'>, claim: string): Promise<string | undefined> {
  const [row] = await q
    .select({ file: t.bureauDecision.statement })
    .from(t.bureauDecision)
    .where(and(eq(t.bureauDecision.claim, claim), isNotNull(t.bureauDecision.statement)))
    .orderBy(desc(t.bureauDecision.at))
    .limit(1)
  return row?.file ? hashOfFile(nodeCrypto, row.file) : undefined
}
