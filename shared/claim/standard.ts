import { hoursInWords, payableOf, pick, plannedOf } from './class-hours'
import type { PersonFacts } from './facts'
import { readLevel } from './levels'
import { cutBy } from './lines'
import { ofYuan, showStandard, showYuan } from './money'
import type { RateTable, StandardPart } from './rates'
import { decimalText, minus, over, percent, plus, type Ratio, sum, thousandths, times, whole } from './ratio'
import { type Refusal, refusal } from './refusal'

/** A line before it is rounded. */
export interface Part {
  label: string
  formula: string
  amount: Ratio
}

/** What the training is worth before shares and caps, part by part; of a table that has a standard. */
export function standardOf(facts: PersonFacts, table: RateTable): Part[] | Refusal {
  const parts: Part[] = []
  for (const one of table.standard) {
    const part = partOf(one, facts, table)
    if ('code' in part) return part
    parts.push(part)
  }
  return table.online ? splitByOnline(parts, table.online.factor, facts) : parts
}

function partOf(part: StandardPart, facts: PersonFacts, table: RateTable): Part | Refusal {
  switch (part.kind) {
    case 'head':
      return { label: '按人定额', formula: `${showStandard(part.amount)}/人`, amount: ofYuan(part.amount) }
    case 'hour': {
      const formula = `${showStandard(part.amount)}/课时 × ${hoursInWords(facts, part.of)}`
      return { label: '按课时', formula, amount: times(ofYuan(part.amount), pick(payableOf(facts), part.of)) }
    }
    case 'day':
      return daysOf(part, facts)
    case 'level': {
      const level = readLevel(facts.level)
      const amount = level && part.amounts[level]
      if (amount === undefined)
        return refusal('level-unknown', `没有等级“${facts.level}”的补贴标准，请按当地文件填写标准`)
      return { label: '按等级', formula: `${level} ${showStandard(amount)}/人`, amount: ofYuan(amount) }
    }
    case 'trade': {
      const amount = facts.trade === undefined ? undefined : part.amounts[facts.trade]
      if (amount === undefined)
        return refusal('trade-unknown', `请填写专业类别（${Object.keys(part.amounts).join('、')}）：补贴标准按类别确定`)
      return { label: '按专业类别', formula: `${facts.trade} ${showStandard(amount)}/人`, amount: ofYuan(amount) }
    }
    case 'cost':
      return costOf(part, facts, table)
  }
}

function daysOf(
  { amount, after = 0, upTo }: Extract<StandardPart, { kind: 'day' }>,
  { offlineDays }: PersonFacts,
): Part {
  const days = Math.max(0, Math.min(offlineDays, upTo ?? offlineDays) - after)
  const which = after > 0 ? `第 ${after + 1} 天起` : upTo === undefined ? '线下' : `前 ${upTo} 天内`
  return {
    label: '按天',
    formula: `${showStandard(amount)}/天 × ${which} ${days} 天${upTo !== undefined && offlineDays > upTo ? `（第 ${upTo} 天以后不计）` : ''}`,
    amount: times(ofYuan(amount), whole(days)),
  }
}

/** A share of cost is a bound as well: what lies below the unit is cut off, so that people together never get more of it. */
function costOf(
  { share, perHour }: Extract<StandardPart, { kind: 'cost' }>,
  facts: PersonFacts,
  { rounding }: RateTable,
): Part | Refusal {
  const paid = (cost: Ratio) => whole(cutBy(rounding, times(cost, thousandths(share))))
  const label = '按培训成本'
  if (facts.cost) {
    const { total, heads } = facts.cost
    const formula = `培训成本 ${showYuan(total)} ÷ ${heads} 人 × ${percent(share)}`
    return { label, formula, amount: paid(over(whole(total), whole(heads))) }
  }
  if (perHour === undefined) return refusal('cost-unknown', '请填写培训成本：补贴按培训成本的比例计算')
  const cost = times(ofYuan(perHour), pick(payableOf(facts), 'all'))
  const formula = `无支出凭证，成本按 ${showStandard(perHour)}/课时 × ${hoursInWords(facts, 'all')}核算，× ${percent(share)}`
  return { label, formula, amount: paid(cost) }
}

/** 标准 × 线上课时 ÷ 总课时 × factor, and 标准 × (1 − 线上课时 ÷ 总课时). */
function splitByOnline(parts: readonly Part[], factor: number, facts: PersonFacts): Part[] | Refusal {
  const { online, offline } = plannedOf(facts)
  const total = plus(online, offline)
  if (total.n === 0n) return refusal('no-hours', '没有课时，无法按线上课时占总课时的比例计算')
  const standard = sum(parts.map(({ amount }) => amount))
  const share = over(online, total)
  const from = `现行标准（${parts.map(({ formula }) => formula).join(' ＋ ')}）`
  const ratio = `线上 ${decimalText(online)} ÷ 总 ${decimalText(total)} 课时`
  const raised = factor === 1000 ? '' : ` × ${percent(factor)}`
  return [
    {
      label: '线上部分',
      formula: `${from} × ${ratio}${raised}`,
      amount: times(times(standard, share), thousandths(factor)),
    },
    { label: '线下部分', formula: `${from} ×（1 − ${ratio}）`, amount: times(standard, minus(whole(1), share)) },
  ]
}
