import { and, eq } from 'drizzle-orm'
import type { ImportedClaimDecision } from '../../../shared/api/claims'
import { claimDecisionText, readClaimDecision } from '../../../shared/claim/claim-decision'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { keepFile } from '../../training/evidence'
import { isBureauKey, readBureauFile } from '../../training/plan/bureau-file'
import { claimOf } from './claim-row'
import { recordEvent } from './events'
import { foldOtherSeats } from './hand-in-claim'

/**
 * Takes the bureau's signed decision on a package of this claim, and keeps the file. Agreed: with the amount the bureau accepted, and the payment is still
 * to come; returned: everything to put right stands in the remark. A key that was not compared yet is answered with its fingerprint and nothing
 * else. Throws `file-refused` and `conflict`. Audited.
 */
export async function importClaimDecision(
  deps: Deps,
  actor: Actor,
  id: string,
  input: { file: string; confirmed?: string | undefined },
): Promise<ImportedClaimDecision> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  const statement = await readBureauFile(readClaimDecision(nodeCrypto, input.file))
  const { body, key } = statement
  const { outcome, date: day, number, received, remarks, items, agreed } = body
  const { name } = body.bureau
  const state = await store.tx(async (q) => {
    const claim = await claimOf(q, store, id, actor.organisation)
    if (claim.status !== 'handed-in') throw new Refused('conflict', '只有已提交、还没有结果的申请可以登记结果')
    const [packed] = await q
      .select({ id: t.claimPackage.id })
      .from(t.claimPackage)
      .where(and(eq(t.claimPackage.claim, id), eq(t.claimPackage.content, body.claim.content)))
    if (body.organisation !== actor.organisation || body.claim.id !== id || !packed)
      throw new Refused('file-refused', '这份审核决定不是针对这份申请的资料包的，请到对应的申请里导入')
    if (!(await isBureauKey(deps, q, actor, { key, name, confirmed: input.confirmed }))) return 'unknown-key' as const
    const bytes = new TextEncoder().encode(claimDecisionText(statement))
    const file = {
      organisation: actor.organisation,
      bytes,
      type: 'application/json',
      extension: 'json',
      at: clock.now(),
    }
    const document = await keepFile(q, store, file)
    const held = await q
      .selectDistinct({ person: t.claimHold.person })
      .from(t.claimHold)
      .where(eq(t.claimHold.claim, id))
    await recordEvent(deps, q, actor, claim, {
      ...{ kind: outcome, day, number: number || received, document },
      remark: [remarks, ...items.map((item, i) => `${i + 1}. ${item}`)].filter((one) => one !== '').join('；'),
      ...(outcome === 'agreed' && { amount: agreed }),
    })
    if (outcome !== 'agreed')
      await foldOtherSeats(
        deps,
        q,
        held.map(({ person }) => person),
      )
    await recordAudit(q, store, clock, actor, 'claim.decide', id, {
      ...{ number: claim.number, outcome, date: day, how: 'file', ...(outcome === 'agreed' && { total: agreed }) },
    })
    return 'taken' as const
  })
  deriver.wake()
  return { state, key, bureau: name }
}
