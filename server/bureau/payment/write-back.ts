import { and, asc, eq, isNull } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { workbook } from '../../claim/workbook'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import type { Paper } from '../paper'
import { paymentOf } from './payment'

/**
 * 个人权益回写名单: everybody a table has paid for and no bank sent back, to be entered in the record of the person's benefits. Columns by 金保 BuTieFaFang: 证件号码
 * AAC147, 姓名 AAC003, 发放年月 AAE002, 补贴类型 ADC450, 补贴金额 ADC451, 汇总开始/结束时间 ADC453/ADC456. With full ID numbers; audited. Throws
 * `conflict` while nothing is paid.
 */
export async function writeBackList(deps: Deps, actor: Actor, id: string): Promise<Paper> {
  requireBureau(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const { number, rows } = await store.tx(async (q) => {
    const payment = await paymentOf(q, store, actor, id)
    const paid = await q
      .select({
        firm: t.bureauFirm.name,
        row: t.bureauPublicityRow,
        person: t.bureauPerson,
        result: t.bureauPaymentResult,
      })
      .from(t.bureauPaymentLine)
      .innerJoin(
        t.bureauPaymentResult,
        and(eq(t.bureauPaymentResult.line, t.bureauPaymentLine.id), eq(t.bureauPaymentResult.outcome, 'paid')),
      )
      .innerJoin(
        t.bureauPublicityRow,
        and(
          eq(t.bureauPublicityRow.publicity, t.bureauPaymentLine.publicity),
          eq(t.bureauPublicityRow.claim, t.bureauPaymentLine.claim),
        ),
      )
      .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauPaymentLine.claim))
      .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
      .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, t.bureauPublicityRow.person))
      .leftJoin(t.bureauPaymentReturn, eq(t.bureauPaymentReturn.line, t.bureauPaymentLine.id))
      .where(and(eq(t.bureauPaymentLine.payment, id), isNull(t.bureauPaymentReturn.line)))
      .orderBy(asc(t.bureauPaymentLine.position), asc(t.bureauPublicityRow.position))
    if (paid.length === 0) throw new Refused('conflict', '这张资金拨付表还没有已拨付的，没有可以回写的人员')
    await recordAudit(q, store, clock, actor, 'payment.write-back', id, { number: payment.number, people: paid.length })
    return { number: payment.number, rows: paid }
  })
  const file = await workbook([
    {
      name: '个人权益回写名单',
      heading: [
        '职业培训补贴个人权益回写名单',
        `${actor.organisationName}    拨付批次：${number}    ${rows.length} 人    ${dayOf(clock.now())} 生成`,
      ],
      columns: [
        { title: '序号', width: 6 },
        { title: '姓名', width: 12 },
        { title: '证件号码', width: 22, text: true },
        { title: '补贴类型', width: 18 },
        { title: '培训单位', width: 28 },
        { title: '职业（工种）', width: 16 },
        { title: '等级', width: 12 },
        { title: '开班日期', width: 13, text: true },
        { title: '结业日期', width: 13, text: true },
        { title: '认定学时', width: 10, decimals: true },
        { title: '补贴金额（元）', width: 14, decimals: true },
        { title: '发放年月', width: 10, text: true },
        { title: '凭证号', width: 16, text: true },
      ],
      rows: rows.map(({ firm, row, person, result }, i) => [
        ...[i + 1, person.name, secrets.decrypt(person.idCipher, person.id), '职业培训补贴', firm],
        ...[row.occupation, row.level, person.opening, person.closing, row.hours / 100, row.amount / 100],
        ...[result.day.slice(0, 7).replace('-', ''), result.voucher],
      ]),
      footing: ['本名单含身份证号，只用于登记个人享受补贴的记录，用后按规定保管或者销毁。'],
    },
  ])
  return { file, name: `个人权益回写名单-${number}.xlsx` }
}
