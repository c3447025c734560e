import * as v from 'valibot'
import { verdictWords } from '../../../shared/api/bureau'
import { accountFindings } from '../../../shared/api/bureau-payments'
import { claimOutcomeNames } from '../../../shared/claim/claim-decision'
import { showYuan } from '../../../shared/claim/money'

/** What the details of steps say, by their keys, in the order in which they are told. Ids and what is told by others are left out. */
const keys: Readonly<Record<string, string>> = {
  outcome: '结果',
  verdict: '核验结论',
  number: '编号',
  code: '付款编号',
  of: '公示',
  who: '对象',
  people: '人员',
  gone: '新版本里已没有',
  fund: '资金渠道',
  total: '申请金额',
  amount: '金额',
  online: '不予认定线上学时',
  offline: '不予认定线下学时',
  money: '核减金额',
  whole: '不予补贴',
  incomplete: '按未完成培训',
  day: '日期',
  last: '公示截止',
  tentative: '截止日暂定',
  due: '整改期限',
  voucher: '凭证号',
  findings: '账户核对',
  result: '结果',
  theirVersion: '单位版次',
  before: '此前版次',
  draw: '抽签',
  files: '文件数',
  firm: '单位',
  to: '移交至',
  accountBefore: '原账户',
  account: '现账户',
  reason: '原因',
  remark: '意见',
  note: '说明',
  items: '需补正',
  text: '内容',
}
const money = new Set(['amount', 'total', 'money'])
const values: Readonly<Record<string, string>> = {
  ...{ ...claimOutcomeNames, ...verdictWords, ...accountFindings },
  ...{ upheld: '属实', unfounded: '不属实', demanded: '责令退回', received: '已退回', changed: '文件已变' },
  ...{ same: '一致', missing: '文件不在', fine: '未发现问题', rectify: '限期整改', serious: '严重问题' },
}
const scalar = v.union([v.string(), v.number(), v.boolean()])
const detail = v.record(v.string(), v.unknown())

/** One line of what a step's detail says; '' where it says nothing. */
export function eventWords(text: string): string {
  const read = v.parse(detail, JSON.parse(text))
  return Object.entries(keys)
    .flatMap(([key, label]) => {
      const said = saidOf(key, read[key])
      return said === '' ? [] : [`${label}：${said}`]
    })
    .join('；')
}

function saidOf(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => saidOf(key, one)).join('、')
  const read = v.safeParse(scalar, value)
  if (!read.success || read.output === false || read.output === '' || read.output === '0' || read.output === '0.00')
    return ''
  if (read.output === true) return '是'
  if (typeof read.output === 'string') return values[read.output] ?? read.output
  if (money.has(key)) return read.output === 0 ? '' : showYuan(read.output)
  return String(read.output)
}
