import * as v from 'valibot'
import { accountFinding, type PaymentAnswer, paymentOutcomes } from '../../../shared/api/bureau-payments'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { bankAccount, maskedAccount } from '../account'
import { requireBureau } from '../bureau'
import { namesOfMembers } from '../members'
import { codeOfLine, isPaid, linesOfPayment, paymentOf, stateOfPayment } from './payment'

const findings = v.array(accountFinding)

/** A 资金拨付表 with its lines; accounts are masked. Throws `not-found`. */
export async function paymentDetail({ store, secrets }: Deps, actor: Actor, id: string): Promise<PaymentAnswer> {
  requireBureau(actor, 'finance')
  const payment = await paymentOf(store.read, store, actor, id)
  const lines = await linesOfPayment(store.read, store, id)
  const nameOf = await namesOfMembers(store, actor.organisation)
  const { number, title, fund, people, amount, remark, by, at, financeBy, financeAt, financeNote } = payment
  return {
    ...{ id, number, title, fund, remark, people, amount, lines: lines.length, state: stateOfPayment(payment) },
    ...{ by: nameOf(by), at, mine: by === actor.member },
    paid: lines.filter(isPaid).reduce((sum, { line }) => sum + line.amount, 0),
    ...(financeBy !== null &&
      financeAt !== null && { finance: { by: nameOf(financeBy), at: financeAt, note: financeNote ?? '' } }),
    rows: lines.map(({ line, claim, firm, publicity, result, returned }) => ({
      ...{ id: line.id, code: codeOfLine(payment, line), claim: claim.id, number: claim.number, title: claim.title },
      ...{ firm, people: line.people, amount: line.amount, publicity: publicity.number, note: line.note },
      account: maskedAccount(v.parse(bankAccount, JSON.parse(secrets.decrypt(line.accountCipher, line.id)))),
      findings: v.parse(findings, JSON.parse(line.findings)),
      ...(result && {
        result: {
          outcome: v.parse(v.picklist(paymentOutcomes), result.outcome),
          ...{ day: result.day, voucher: result.voucher, reason: result.reason, by: nameOf(result.by), at: result.at },
          own: result.by === actor.member,
          ...(returned && {
            returned: { day: returned.day, reason: returned.reason, by: nameOf(returned.by), at: returned.at },
          }),
        },
      }),
    })),
  }
}
