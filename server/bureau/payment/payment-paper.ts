import * as v from 'valibot'
import { dayOf } from '../../../shared/calendar/beijing'
import { capitals } from '../../../shared/claim/capitals'
import { paymentLayout } from '../../../shared/forms/bureau'
import { moneyValue, textValue, type Values, wholeValue } from '../../../shared/forms/value'
import { type Actor, mayActAs } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { bankAccount } from '../account'
import { requireBureau } from '../bureau'
import { namesOfMembers } from '../members'
import { type Paper, type PaperKind, paperOf } from '../paper'
import { codeOfLine, type LineOfPayment, linesOfPayment, type PaymentRecord, paymentOf } from './payment'

/**
 * 资金拨付表 as it is signed and handed to 财政 and the bank, with full accounts; the workbook has a sheet for the results beside it. Of 经办 and
 * 财政. Audited each time.
 */
export async function paymentPaper(deps: Deps, actor: Actor, id: string, kind: PaperKind): Promise<Paper> {
  requireBureau(actor, 'finance')
  if (!mayActAs(actor, 'hr') && actor.role !== 'finance')
    throw new Refused('not-allowed', '资金拨付表里有完整的银行账号，只有经办人员和财政复核人员能下载')
  const { store, clock } = deps
  const { payment, lines } = await store.tx(async (q) => {
    const found = await paymentOf(q, store, actor, id)
    await recordAudit(q, store, clock, actor, 'payment.table', id, { number: found.number, form: kind })
    return { payment: found, lines: await linesOfPayment(q, store, id) }
  })
  const nameOf = await namesOfMembers(store, actor.organisation)
  const values = valuesOf(deps, actor, payment, lines, nameOf)
  return paperOf(paymentLayout, values, payment.number, kind, clock.now())
}

function valuesOf(
  { secrets }: Deps,
  { organisationName }: Actor,
  payment: PaymentRecord,
  lines: readonly LineOfPayment[],
  nameOf: (id: string) => string,
): Values {
  const { number, title, fund, amount, people, by, at, financeBy, financeAt } = payment
  const reviewed = financeBy !== null && financeAt !== null ? `${nameOf(financeBy)} ${dayOf(financeAt)}` : '待复核'
  return {
    fields: {
      ...{ 拨付编号: textValue(number), 名称: textValue(title), 资金渠道: textValue(fund) },
      ...{ 拨付单位: textValue(organisationName), 制表人: textValue(nameOf(by)), 制表日期: textValue(dayOf(at)) },
      ...{ 财政复核: textValue(payment.status === 'returned' ? `${reviewed} 退回` : reviewed) },
      ...{ 总笔数: wholeValue(lines.length), 总人数: wholeValue(people), 总金额: moneyValue(amount) },
      总金额大写: textValue(capitals(amount)),
    },
    lists: {
      拨付: lines.map(({ line, claim, firm, publicity }, i) => {
        const account = v.parse(bankAccount, JSON.parse(secrets.decrypt(line.accountCipher, line.id)))
        const period = `${publicity.number} ${publicity.opens} 至 ${publicity.last ?? ''} 无异议`
        return {
          ...{ 序号: wholeValue(i + 1), 付款编号: textValue(codeOfLine(payment, line)), 收款单位: textValue(firm) },
          ...{
            开户名: textValue(account.name),
            开户银行: textValue(account.bank),
            银行账号: textValue(account.number),
          },
          ...{ 补贴申请: textValue(claim.number), 人数: wholeValue(line.people), 金额: moneyValue(line.amount) },
          ...{ 公示: textValue(period), 备注: textValue(line.note) },
        }
      }),
    },
  }
}
