import { type SQL, sql } from 'drizzle-orm'
import type { Store } from '../../db/store'

/** Of a claim: agreed to and not paid yet, while its package was signed with a key that had ended by then, as somebody wrote down later. */
export const isSignedTooLate = ({ t: { bureauClaim: of, bureauFinding: found } }: Pick<Store, 't'>): SQL =>
  sql`(${of.status} IN ('agreed', 'published', 'cleared', 'batched') AND EXISTS (SELECT 1 FROM ${found}
    WHERE ${found.claim} = ${of.id} AND ${found.version} = ${of.version} AND ${found.code} = 'key-ended' AND ${found.goneAt} IS NULL))`
