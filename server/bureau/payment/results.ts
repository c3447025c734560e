import { and, eq } from 'drizzle-orm'
import type { NoteResult } from '../../../shared/api/bureau-payments'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { type Acts, deciding } from '../acts/act'
import { requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { holdDesk } from '../hold-desk'
import { codeOfLine, type LineOfPayment, linesOfPayment, type PaymentRecord, paymentOf } from './payment'

/** What became of a line, typed by hand. Throws `conflict` where the table is not confirmed or the line has its result, `bad-request`. Audited. */
export async function noteResult(deps: Deps, actor: Actor, id: string, input: NoteResult): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const payment = await confirmedPayment(q, deps, actor, id)
    const line = (await linesOfPayment(q, store, id)).find((one) => one.line.id === input.line)
    if (!line) throw new Refused('not-found', '这张资金拨付表里没有这一笔')
    const wrong = resultProblem(deps, payment, line, input)
    if (wrong) throw new Refused('bad-request', wrong.message)
    await keepResults(deps, q, acts, actor, payment, [{ line, result: input }])
    await recordAudit(q, store, clock, actor, 'payment.results', id, countsOf(payment, [input]))
  })
}

export type Result = Omit<NoteResult, 'line'>

export const countsOf = ({ number }: PaymentRecord, results: readonly Result[]) => ({
  number,
  paid: results.filter(({ outcome }) => outcome === 'paid').length,
  failed: results.filter(({ outcome }) => outcome === 'failed').length,
})

/** A table that 财政 confirmed: only then anything is paid. Throws `conflict`, `not-found`. */
export async function confirmedPayment(q: Queries, { store }: Deps, actor: Actor, id: string): Promise<PaymentRecord> {
  const payment = await paymentOf(q, store, actor, id)
  if (payment.status !== 'confirmed' && payment.status !== 'settled')
    throw new Refused('conflict', '财政复核确认以后才能登记拨付结果')
  return payment
}

/** What of a result cannot be true of this line, and why in words; undefined where all can. */
export function resultProblem(
  { clock }: Pick<Deps, 'clock'>,
  payment: PaymentRecord,
  { line, result: kept, returned }: LineOfPayment,
  { outcome, day, voucher, reason }: Result,
): { at: 'code' | 'day' | 'voucher' | 'reason'; message: string } | undefined {
  const code = codeOfLine(payment, line)
  if (kept?.outcome === 'paid' && outcome === 'failed' && !returned)
    return { at: 'code', message: `${code} 已经登记为已拨付；银行退回的，请由别人在这一笔登记“银行退回”` }
  if (kept) return { at: 'code', message: `${code} 已经登记过结果（${kept.outcome === 'paid' ? '已拨付' : '未付成'}）` }
  const from = dayOf(payment.financeAt ?? payment.at)
  if (day < from || day > dayOf(clock.now()))
    return { at: 'day', message: `日期 ${day} 应在财政复核确认之日（${from}）到今天之间` }
  if (outcome === 'paid' && voucher === '') return { at: 'voucher', message: '已拨付的要填凭证号' }
  if (outcome === 'failed' && reason === '') return { at: 'reason', message: '未付成的要写原因' }
  return undefined
}

/** Keeps results and moves their claims: paid, or cleared again so that they can be put on another table. */
export async function keepResults(
  { store, clock }: Deps,
  q: Queries,
  acts: Acts,
  actor: Actor,
  payment: PaymentRecord,
  results: readonly { line: LineOfPayment; result: Result }[],
): Promise<void> {
  const { t } = store
  const at = clock.now()
  for (const { line, result } of results) {
    const { outcome, day, voucher, reason } = result
    await q
      .insert(t.bureauPaymentResult)
      .values({ line: line.line.id, outcome, day, voucher, reason, by: actor.member, at })
    await moveClaim(q, store, clock, line.claim, 'batched', outcome === 'paid' ? 'paid' : 'cleared')
    const { amount } = line.line
    const code = codeOfLine(payment, line.line)
    await acts.onClaim(outcome === 'paid' ? 'paid' : 'pay-failed', line.claim, {
      decided: { number: code, amount, day, ...(outcome === 'failed' && { reason }) },
      detail: {
        ...{ payment: payment.id, number: payment.number, code, day },
        ...(outcome === 'paid' ? { voucher, amount } : { reason }),
      },
      under: { type: 'payment', id: payment.id, number: payment.number },
    })
  }
  const left = (await linesOfPayment(q, store, payment.id)).some(({ result }) => result === null)
  if (!left)
    await q
      .update(t.bureauPayment)
      .set({ status: 'settled' })
      .where(and(eq(t.bureauPayment.id, payment.id), eq(t.bureauPayment.status, 'confirmed')))
}
