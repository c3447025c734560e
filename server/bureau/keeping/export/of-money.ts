import { asc, eq } from 'drizzle-orm'
import { showTime } from '../../../../shared/calendar/beijing'
import { DAY, type Exporting, MEMBER, NUMBER, TIME, within, YUAN, yuan } from './asked'
import { type FlatFile, flatFile, paged } from './csv-file'

/** 公示名单, 异议, 拨付 and 追回; by the day of each. Accounts and who objected are not in it. */
export function moneyFiles(exporting: Exporting): FlatFile[] {
  const { deps, nameOf } = exporting
  const { t, read } = deps.store
  const { bureauClaim: claim, bureauPublicity: publicity, bureauPublicityRow: shown } = t
  const { bureauObjection: objection, bureauObjectionAnswer: answer, bureauRecovery: recovery } = t
  const { bureauPayment: payment, bureauPaymentLine: line, bureauPaymentResult: result } = t
  const { bureauPaymentReturn: sentBack } = t
  return [
    flatFile(
      '公示名单',
      '一次公示里的一个人，与公示时一字不差',
      paged((limit, offset) =>
        read
          .select({ publicity, shown, number: claim.number })
          .from(shown)
          .innerJoin(publicity, eq(publicity.id, shown.publicity))
          .innerJoin(claim, eq(claim.id, shown.claim))
          .where(within(exporting, publicity.organisation, publicity.at))
          .orderBy(asc(publicity.at), asc(publicity.id), asc(shown.position))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '公示编号', means: '本局编号', value: (row) => row.publicity.number },
        { title: '公示开始', means: DAY, value: (row) => row.publicity.opens },
        { title: '公示结束', means: `${DAY}；办结后才定`, value: (row) => row.publicity.last },
        { title: '序号', means: '名单里的次序', value: (row) => row.shown.position },
        { title: '受理号', means: NUMBER, value: (row) => row.number },
        { title: '姓名', means: '文字', value: (row) => row.shown.name },
        { title: '身份证号', means: '公示时的掩码', value: (row) => row.shown.idShown },
        { title: '单位', means: '公示时的名称', value: (row) => row.shown.firm },
        { title: '职业', means: '职业（工种）', value: (row) => row.shown.occupation },
        { title: '等级', means: '技能等级', value: (row) => row.shown.level },
        { title: '学时', means: '学时，两位小数', value: (row) => (row.shown.hours / 100).toFixed(2) },
        { title: '补贴标准', means: '文字', value: (row) => row.shown.standard },
        { title: '金额', means: YUAN, value: (row) => yuan(row.shown.amount) },
      ],
    ),
    flatFile(
      '异议',
      '公示期间收到的一件异议',
      paged((limit, offset) =>
        read
          .select({ objection, answer, publicity: publicity.number, number: claim.number })
          .from(objection)
          .innerJoin(publicity, eq(publicity.id, objection.publicity))
          .leftJoin(claim, eq(claim.id, objection.claim))
          .leftJoin(answer, eq(answer.objection, objection.id))
          .where(within(exporting, objection.organisation, objection.at))
          .orderBy(asc(objection.at), asc(objection.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '编号', means: '本局编号', value: (row) => row.objection.number },
        { title: '公示编号', means: '本局编号', value: (row) => row.publicity },
        { title: '受理号', means: `${NUMBER}；对整个名单的为空`, value: (row) => row.number },
        { title: '收到日期', means: DAY, value: (row) => row.objection.day },
        { title: '内容', means: '文字', value: (row) => row.objection.said },
        {
          title: '处理',
          means: 'unfounded 不属实，upheld 属实；未处理为空',
          value: (row) => row.answer?.outcome ?? '',
        },
        { title: '答复', means: '文字', value: (row) => row.answer?.answer ?? '' },
        { title: '处理人', means: MEMBER, value: (row) => (row.answer ? nameOf(row.answer.by) : '') },
      ],
    ),
    flatFile(
      '拨付',
      '资金拨付表里的一笔和它的结果',
      paged((limit, offset) =>
        read
          .select({ payment, line, result, sentBack, number: claim.number })
          .from(line)
          .innerJoin(payment, eq(payment.id, line.payment))
          .innerJoin(claim, eq(claim.id, line.claim))
          .leftJoin(result, eq(result.line, line.id))
          .leftJoin(sentBack, eq(sentBack.line, line.id))
          .where(within(exporting, payment.organisation, payment.at))
          .orderBy(asc(payment.at), asc(payment.id), asc(line.position))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '拨付编号', means: '本局编号', value: (row) => row.payment.number },
        { title: '资金渠道', means: '文字', value: (row) => row.payment.fund },
        { title: '受理号', means: NUMBER, value: (row) => row.number },
        { title: '人数', means: '人', value: (row) => row.line.people },
        { title: '金额', means: YUAN, value: (row) => yuan(row.line.amount) },
        { title: '制表人', means: MEMBER, value: (row) => nameOf(row.payment.by) },
        { title: '制表时间', means: TIME, value: (row) => showTime(row.payment.at) },
        {
          title: '财政复核人',
          means: MEMBER,
          value: ({ payment: { financeBy } }) => (financeBy === null ? '' : nameOf(financeBy)),
        },
        { title: '结果', means: 'paid 已拨付，failed 未付成；未登记为空', value: (row) => row.result?.outcome ?? '' },
        { title: '拨付日期', means: DAY, value: (row) => row.result?.day ?? '' },
        { title: '凭证号', means: '文字', value: (row) => row.result?.voucher ?? '' },
        { title: '银行退回日期', means: `${DAY}；退回的不算已拨付`, value: (row) => row.sentBack?.day ?? '' },
        { title: '银行退回原因', means: '文字', value: (row) => row.sentBack?.reason ?? '' },
      ],
    ),
    flatFile(
      '追回',
      '一次责令退回或已经退回',
      paged((limit, offset) =>
        read
          .select({ recovery, number: claim.number })
          .from(recovery)
          .innerJoin(claim, eq(claim.id, recovery.claim))
          .where(within(exporting, recovery.organisation, recovery.at))
          .orderBy(asc(recovery.at), asc(recovery.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '受理号', means: NUMBER, value: (row) => row.number },
        {
          title: '类型',
          means: '责令退回、已退回',
          value: (row) => (row.recovery.kind === 'received' ? '已退回' : '责令退回'),
        },
        { title: '金额', means: YUAN, value: (row) => yuan(row.recovery.amount) },
        { title: '日期', means: DAY, value: (row) => row.recovery.day },
        { title: '文号', means: '文字', value: (row) => row.recovery.number },
        { title: '原因', means: '文字', value: (row) => row.recovery.reason },
        { title: '登记人', means: MEMBER, value: (row) => nameOf(row.recovery.by) },
      ],
    ),
  ]
}
