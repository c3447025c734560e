import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { AddScan } from '../../../shared/api/claims'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { SHORT_CODE } from '../data-hash'
import { claimOf } from './claim-row'

/**
 * A stamped or signed paper that came back, tied to the data it was printed from by the short code on its pages. Throws `conflict` where that
 * code is not of the data as they are (已盖章版本与数据不一致), or nothing was reckoned; `bad-request` for an unknown file or person. Audited.
 */
export async function addScan({ store, clock }: Deps, actor: Actor, id: string, input: AddScan): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const claim = await claimOf(q, store, id, actor.organisation)
    const { form, seat, file, code } = input
    if (!claim.reckoned) throw new Refused('conflict', '请先核算，再上传盖章件')
    const { dataHash } = claim.reckoned
    if (code !== undefined && code.toLowerCase() !== dataHash.slice(0, SHORT_CODE))
      throw new Refused(
        'conflict',
        `盖章件上的码是 ${code.toLowerCase()}，现在数据的码是 ${dataHash.slice(0, SHORT_CODE)}：已盖章版本与数据不一致，请重新打印`,
      )
    await demandEvidence(q, store, actor.organisation, file)
    if (seat !== undefined) {
      const [chosen] = await q
        .select({ seat: t.claimSeat.seat })
        .from(t.claimSeat)
        .where(and(eq(t.claimSeat.claim, id), eq(t.claimSeat.seat, seat)))
      if (!chosen) throw new Refused('bad-request', '这个人不在本申请里')
    }
    await q.insert(t.claimScan).values({
      ...{ id: randomUUID(), claim: id, form, seat: seat ?? null, dataHash, file },
      ...{ by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'claim.scan', id, { number: claim.number, form })
  })
}
