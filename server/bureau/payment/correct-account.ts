import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { CorrectAccount } from '../../../shared/api/bureau-payments'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { accountIndex, accountOf, maskedAccount } from '../account'
import { deciding } from '../acts/act'
import { receivedClaim, requireBureau } from '../bureau'
import { holdDesk } from '../hold-desk'

/**
 * Puts the account of a claim right on a paper of its firm, before it is on a table. The account check says of it from then on that it changed
 * after 公示. Throws `conflict` where it is on a table or paid, or nothing changes. Audited.
 */
export async function correctAccount(deps: Deps, actor: Actor, id: string, input: CorrectAccount): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const claim = await receivedClaim(q, store, actor, id)
    if (!['published', 'cleared'].includes(claim.status))
      throw new Refused('conflict', '只有公示中和公示无异议的补贴申请可以更正账户')
    await demandEvidence(q, store, actor.organisation, input.evidence)
    const account = { name: input.name, bank: input.bank, number: input.number }
    const now = accountOf(secrets, claim)
    const before = accountIndex(secrets, now)
    const after = accountIndex(secrets, account)
    if (before === after && now.bank === account.bank) throw new Refused('conflict', '与现在的账户一样，不用更正')
    const change = randomUUID()
    await q.insert(t.bureauAccountChange).values({
      ...{ id: change, claim: id, before, after, reason: input.reason, evidence: input.evidence ?? null },
      ...{ accountCipher: secrets.encrypt(JSON.stringify(account), change), by: actor.member, at: clock.now() },
    })
    await q
      .update(t.bureauClaim)
      .set({ accountCipher: secrets.encrypt(JSON.stringify(account), id) })
      .where(eq(t.bureauClaim.id, id))
    await acts.onClaim('account', claim, {
      decided: { reason: input.reason },
      detail: { accountBefore: maskedAccount(now), account: maskedAccount(account), reason: input.reason },
    })
    await recordAudit(q, store, clock, actor, 'payment.account', id, { number: claim.number, reason: input.reason })
  })
}
