import { and, eq } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import type { ReceivedClaim } from '../bureau'
import { packageOf } from './kept-package'

/** What an unknown content is called by: nothing hashes to it. */
const NONE = '0'.repeat(64)

/** What a version of a claim is known by: the content id of its package, or the SHA-256 of the workbook of one by hand. */
export async function contentOf(
  q: Queries,
  store: Pick<Store, 't'>,
  claim: Pick<ReceivedClaim, 'id' | 'version' | 'organisation' | 'source'>,
): Promise<string> {
  const { t } = store
  if (claim.source !== 'manual') return (await packageOf(q, store, claim))?.content ?? NONE
  const [row] = await q
    .select({ sha256: t.bureauManual.sha256 })
    .from(t.bureauManual)
    .where(and(eq(t.bureauManual.claim, claim.id), eq(t.bureauManual.version, claim.version)))
  return row?.sha256 ?? NONE
}
