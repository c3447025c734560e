import { eq } from 'drizzle-orm'
import type { NoteReturn } from '../../../shared/api/bureau-payments'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { deciding } from '../acts/act'
import { requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { holdDesk } from '../hold-desk'
import { codeOfLine, linesOfPayment } from './payment'
import { confirmedPayment } from './results'

/**
 * A bank sent back what was noted as paid: the line counts as not paid, its claim is cleared again and can go on another table, and its people
 * are on no write-back list. Of another than who noted that it was paid. Throws `not-allowed`, `not-found`, `bad-request`, and `conflict`
 * where the line is not paid or something of the claim was recovered. Audited.
 */
export async function noteReturn(deps: Deps, actor: Actor, id: string, input: NoteReturn): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { day, reason } = input
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const payment = await confirmedPayment(q, deps, actor, id)
    const found = (await linesOfPayment(q, store, id)).find((one) => one.line.id === input.line)
    if (!found) throw new Refused('not-found', '这张资金拨付表里没有这一笔')
    const { line, claim, result, returned } = found
    const code = codeOfLine(payment, line)
    if (result?.outcome !== 'paid' || returned) throw new Refused('conflict', `${code} 不是“已拨付”，不能登记银行退回`)
    if (result.by === actor.member)
      throw new Refused('not-allowed', '登记已拨付和登记银行退回须由两个人办理，请由别人登记')
    if (day < result.day || day > dayOf(clock.now()))
      throw new Refused('bad-request', `退回日期 ${day} 应在拨付日期（${result.day}）到今天之间`)
    const [recovered] = await q
      .select({ id: t.bureauRecovery.id })
      .from(t.bureauRecovery)
      .where(eq(t.bureauRecovery.claim, claim.id))
      .limit(1)
    if (recovered) throw new Refused('conflict', `${claim.number} 已经登记追回，说明款已付到，请核对`)
    await q.insert(t.bureauPaymentReturn).values({ line: line.id, day, reason, by: actor.member, at: clock.now() })
    await moveClaim(q, store, clock, claim, 'paid', 'cleared')
    const { amount } = line
    await acts.onClaim('pay-returned', claim, {
      decided: { number: code, amount, day, reason },
      detail: { payment: id, number: payment.number, code, day, amount, reason },
      under: { type: 'payment', id, number: payment.number },
    })
    await recordAudit(q, store, clock, actor, 'payment.bank-return', id, {
      ...{ number: code, total: amount, reason, date: day },
    })
  })
}
