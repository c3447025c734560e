import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { readClaimDecision } from '../../../shared/claim/claim-decision'
import { statementHash } from '../../../shared/plan/signed-file'
import { nodeCrypto } from '../../crypto'
import type { Queries, Store } from '../../db/store'

export interface SignedDecision {
  file: string
  version: number
  /** What names it in the act that takes it back. */
  hash: string
}

/** The newest signed decision on a claim, of whatever version. */
export async function newestDecision(
  q: Queries,
  { t }: Pick<Store, 't'>,
  claim: string,
): Promise<SignedDecision | undefined> {
  const [row] = await q
    .select({ file: t.bureauDecision.statement, version: t.bureauDecision.version })
    .from(t.bureauDecision)
    .where(and(eq(t.bureauDecision.claim, claim), isNotNull(t.bureauDecision.statement)))
    .orderBy(desc(t.bureauDecision.at))
    .limit(1)
  if (!row?.file) return undefined
  const { file, version } = row
  return { file, version, hash: statementHash(nodeCrypto, await readClaimDecision(nodeCrypto, file)) }
}
