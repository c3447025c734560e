import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { standardInWords, tableName } from '../../../../shared/claim/describe'
import { rateTableKey } from '../../../../shared/claim/rates'
import {
  hoursValue,
  moneyValue,
  textValue,
  type Value,
  type Values,
  whenRead,
  wholeValue,
} from '../../../../shared/forms/value'
import type { ClaimField, claimLists } from '../../../../shared/forms/vocabulary'
import { planType } from '../../../../shared/plan/types'
import type { ClaimClass, ClaimData, ClaimPerson } from '../../claim-data'
import { shortCode } from '../short-code'
import { genderOf } from './person-values'
import { plannedHours } from './plan-values'

type Row<List extends keyof typeof claimLists> = Record<keyof (typeof claimLists)[List], Value>

/** 单位 and the claim: what every form of it may show. */
export function claimFieldValues(data: ClaimData): Record<ClaimField, Value> {
  const { claimant, classes, people, tables } = data
  const enrolled = classes.reduce((sum, one) => sum + one.enrolled, 0)
  const passed = people.filter((one) => one.passed).length
  const total = hundredthsOf(people)
  return {
    单位名称: textValue(claimant.name),
    统一社会信用代码: textValue(claimant.creditCode),
    单位地址: textValue(claimant.address),
    法定代表人: textValue(claimant.legalPerson),
    联系人: textValue(claimant.contact),
    单位电话: textValue(claimant.phone),
    开户名: textValue(claimant.account.name),
    开户银行: textValue(claimant.account.bank),
    银行账号: textValue(claimant.account.number),
    受理单位: textValue(classes.find(({ filed }) => filed?.organisation.bureau)?.filed?.organisation.bureau ?? BUREAU),
    申请编号: textValue(data.number),
    申请名称: textValue(data.title),
    申请版本: wholeValue(data.version),
    申请日期: textValue(dayOf(data.madeAt)),
    班级数: wholeValue(classes.length),
    开班总人数: wholeValue(enrolled),
    完成总人数: wholeValue(classes.reduce((sum, one) => sum + completedOf(one), 0)),
    申请总人数: wholeValue(people.length),
    合格总人数: wholeValue(passed),
    总合格率: textValue(enrolled === 0 ? '' : `${((passed / enrolled) * 100).toFixed(1)}%`),
    申请总学时: hundredths(total),
    总人均学时: hundredths(average(total, people.length)),
    执行标准: textValue(tables.map(tableName).join('；')),
    标准说明: textValue(tables.map(standardInWords).join('；')),
    标准依据: textValue(tables.map(({ source }) => source).join('；')),
    资金渠道: textValue([...new Set(tables.flatMap(({ fund }) => fund ?? []))].join('、')),
    申请总金额: moneyValue(data.total),
    申请总金额大写: textValue(data.capitals),
    申请方式: textValue(
      data.onBehalf ? '由培训机构代为申请' : claimant.kind === 'enterprise' ? '企业申请' : '培训机构申请',
    ),
    数据短码: textValue(shortCode(data.dataHash)),
    生成时间: textValue(showTime(data.madeAt)),
  }
}

const BUREAU = '人力资源和社会保障局'

/** Everything the forms of a claim show. */
export const claimValues = (data: ClaimData): Values => ({
  fields: claimFieldValues(data),
  lists: {
    班级: data.classes.map((one, i) => classRow(data, one, i)),
    人员: whenRead(() => data.people.map((person, i) => personRow(data, person, i))),
    金额明细: whenRead(() =>
      data.people.flatMap((person) => lineRows(data, person)).map((row, i) => ({ ...row, 序号: wholeValue(i + 1) })),
    ),
  },
})

export function classRow(data: ClaimData, one: ClaimClass, index: number): Row<'班级'> {
  const { id, name, plan } = one.data.trained
  const mine = data.people.filter((person) => person.class === id)
  const total = hundredthsOf(mine)
  return {
    序号: wholeValue(index + 1),
    班级名称: textValue(name),
    备案号: textValue(one.filing),
    培训类型: textValue(planType(plan.type)?.name ?? ''),
    培训项目: textValue(plan.title),
    培训工种: textValue(plan.occupation),
    培训等级: textValue(plan.level),
    开班日期: textValue(plan.period.from),
    结业日期: textValue(plan.period.to),
    计划课时: hoursValue(String(plannedHours(plan.courses))),
    开班人数: wholeValue(one.enrolled),
    完成人数: wholeValue(completedOf(one)),
    申请人数: wholeValue(mine.length),
    合格人数: wholeValue(mine.filter(({ passed }) => passed).length),
    班级学时: hundredths(total),
    人均学时: hundredths(average(total, mine.length)),
    班级金额: moneyValue(mine.reduce((sum, { amount }) => sum + amount.total, 0)),
  }
}

function personRow(data: ClaimData, person: ClaimPerson, index: number): Row<'人员'> {
  const { row, idNumber } = person.data
  const trained = classNamed(data, person.class)
  const table = tableOf(data, person)
  return {
    序号: wholeValue(index + 1),
    班级名称: textValue(trained?.name ?? ''),
    参训编号: textValue(row.number),
    姓名: textValue(row.name),
    性别: textValue(genderOf(idNumber)),
    身份证号: textValue(idNumber),
    人员类别: textValue(person.category),
    培训工种: textValue(person.facts.occupation),
    培训等级: textValue(person.facts.level),
    甲学时: hoursValue(person.hours.own),
    乙学时: hoursValue(person.hours.platform),
    丙学时: hoursValue(person.hours.byHand),
    线下学时: hoursValue(person.hours.offline),
    有效学时: hoursValue(person.hours.total),
    考核成绩: textValue(person.scoreText),
    考核结果: textValue(person.passed ? '合格' : '不合格'),
    证书编号: textValue(person.certificate?.number ?? ''),
    发证日期: textValue(person.certificate?.day ?? ''),
    发证单位: textValue(person.certificate?.issuer ?? ''),
    补贴标准: textValue(table ? standardInWords(table) : ''),
    补贴金额: moneyValue(person.amount.total),
    联系电话: textValue(person.phone),
    备注: textValue(person.amount.refused?.message ?? ''),
  }
}

function lineRows(data: ClaimData, person: ClaimPerson): Omit<Row<'金额明细'>, '序号'>[] {
  const { row } = person.data
  const table = tableOf(data, person)
  const who = {
    姓名: textValue(row.name),
    参训编号: textValue(row.number),
    班级名称: textValue(classNamed(data, person.class)?.name ?? ''),
    执行版本: textValue(table ? tableName(table) : ''),
  }
  const { lines, refused } = person.amount
  if (refused)
    return [{ ...who, 计算项目: textValue('不予计算'), 算式: textValue(refused.message), 金额: moneyValue(0) }]
  return lines.map(({ label, formula, amount }) => ({
    ...who,
    计算项目: textValue(label),
    算式: textValue(formula),
    金额: moneyValue(amount),
  }))
}

const tableOf = ({ tables }: ClaimData, person: ClaimPerson) => tables.find((one) => rateTableKey(one) === person.table)

const classNamed = ({ classes }: ClaimData, id: string) =>
  classes.find(({ data }) => data.trained.id === id)?.data.trained

/** Who stayed and misses nothing. */
export const completedOf = ({ data }: ClaimClass): number =>
  data.people.filter(({ row }) => row.left === undefined && row.missing?.length === 0).length

/** Class hours as whole hundredths, so that sums are exact. */
export const hundredthsOf = (people: readonly ClaimPerson[]): number =>
  people.reduce((sum, { hours }) => sum + Math.round(Number(hours.total) * 100), 0)
const average = (total: number, count: number): number => (count === 0 ? 0 : Math.floor(total / count))
const hundredths = (total: number): Value => hoursValue((total / 100).toFixed(2))
