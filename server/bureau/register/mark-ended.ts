import { and, eq, gte, inArray, ne } from 'drizzle-orm'
import * as v from 'valibot'
import { claimState } from '../../../shared/api/bureau'
import type { KeyEnded } from '../../../shared/api/bureau-register'
import type { Actor } from '../../access/actor'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { checkOneKindIn } from '../across/check-claim'
import { receivedClaim } from '../bureau'
import { addEvent } from '../events'
import { refreshRisk } from '../review/claim-risk'

const WHY = '密钥的停用日期有变动'

/**
 * In the transaction that ends a key: every claim whose package was signed with it after that moment gets a 疑点, and a step of its own; answers with
 * them, and with the filings, for whoever ends the key to see. Nothing is undone: what was agreed stays so until somebody asks for another review.
 */
export async function markEnded(
  q: Queries,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  key: string,
  until: number,
): Promise<KeyEnded> {
  const { t } = store
  const signed = await q
    .selectDistinct({ claim: t.bureauClaim.id })
    .from(t.bureauPackage)
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.package, t.bureauPackage.id))
    .where(
      and(
        ...[eq(t.bureauPackage.organisation, actor.organisation), eq(t.bureauPackage.key, key)],
        ne(t.bureauClaim.status, 'refused'),
      ),
    )
  for (const { claim } of signed) await checkOneKindIn(q, { store, clock }, claim, 'key-ended', WHY)
  const marked = await q
    .select({ claim: t.bureauClaim, detail: t.bureauFinding.detail, foundAt: t.bureauFinding.foundAt })
    .from(t.bureauFinding)
    .innerJoin(
      t.bureauClaim,
      and(eq(t.bureauClaim.id, t.bureauFinding.claim), eq(t.bureauClaim.version, t.bureauFinding.version)),
    )
    .where(
      and(
        ...[eq(t.bureauFinding.code, 'key-ended'), eq(t.bureauFinding.key, key)],
        inArray(
          t.bureauFinding.claim,
          signed.map(({ claim }) => claim),
        ),
      ),
    )
    .orderBy(t.bureauClaim.number)
  for (const { claim, detail } of marked)
    await addEvent(q, store, clock, actor, claim, 'comment', { text: `单位密钥已停用：${detail}` })
  const filings = await q
    .select({ id: t.bureauFiling.id, number: t.bureauFiling.number, title: t.bureauFiling.title })
    .from(t.bureauFiling)
    .where(
      and(
        ...[eq(t.bureauFiling.organisation, actor.organisation), eq(t.bureauFiling.key, key)],
        ...[gte(t.bureauFiling.filedAt, until), inArray(t.bureauFiling.status, ['received', 'agreed'])],
      ),
    )
    .orderBy(t.bureauFiling.number)
  return {
    claims: marked.map(({ claim: { id, number, title, status } }) => ({
      ...{ id, number, title, status: v.parse(claimState, status) },
    })),
    filings,
  }
}

/** Once that is committed: the queue goes by it at once. */
export async function weighEnded(deps: Deps, actor: Actor, { claims }: KeyEnded): Promise<void> {
  for (const { id } of claims)
    await refreshRisk(deps, await receivedClaim(deps.store.read, deps.store, actor, id)).catch((error: unknown) =>
      // The rounds reckon it again within a minute.
      console.error('risk after the end of a key:', error instanceof Error ? error.message : typeof error),
    )
}
