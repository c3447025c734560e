import { hoursInWords, payableOf, pick } from './class-hours'
import type { PersonFacts } from './facts'
import { dateOf } from './in-force'
import { type Fen, ofYuan, showStandard, showYuan } from './money'
import type { Cap, RateTable } from './rates'
import { minus, percent, type Ratio, thousandths, times, whole, zero } from './ratio'
import { type Refusal, refusal } from './refusal'
import { takenOf, takenThatYear, yearOf } from './taken'

/** A bound as a line of its own. */
export interface Ceiling {
  label: string
  formula: string
  ceiling: Ratio
}

/** Every bound of the table for this person, in its order. */
export function ceilingsOf(facts: PersonFacts, table: RateTable): Ceiling[] | Refusal {
  const all: Ceiling[] = []
  for (const cap of table.caps ?? []) {
    const ceiling = ceilingOf(cap, facts, table)
    if ('code' in ceiling) return ceiling
    all.push(ceiling)
  }
  return all
}

function ceilingOf(cap: Cap, facts: PersonFacts, table: RateTable): Ceiling | Refusal {
  const year = yearOf(dateOf(facts, table) ?? '')
  const paid = (all: readonly { amount: Fen }[]) => all.reduce((sum, { amount }) => sum + amount, 0)
  switch (cap.per) {
    case 'project':
      return { label: '每个项目上限', formula: `每人不超过 ${showStandard(cap.amount)}`, ceiling: ofYuan(cap.amount) }
    case 'hour':
      return {
        label: '每课时上限',
        formula: `不超过 ${showStandard(cap.amount)}/课时 × ${hoursInWords(facts, 'all')}`,
        ceiling: times(ofYuan(cap.amount), pick(payableOf(facts), 'all')),
      }
    case 'year':
      return remaining(
        '每人每年上限',
        `${year} 年`,
        ofYuan(cap.amount),
        paid(takenThatYear(facts, table)),
        showStandard(cap.amount),
      )
    case 'person':
      return remaining('每人累计上限', '', ofYuan(cap.amount), paid(takenOf(facts, table)), showStandard(cap.amount))
    case 'wage': {
      if (cap.wage === undefined) return refusal('wage-unknown', '请填写当地最低月工资标准：补贴总额以它的比例为上限')
      const words = `最低月工资 ${showStandard(cap.wage)} 的 ${percent(cap.share)}`
      const ceiling = times(ofYuan(cap.wage), thousandths(cap.share))
      return remaining('最低月工资比例上限', `${year} 年`, ceiling, paid(takenThatYear(facts, table)), words)
    }
  }
}

/** What a bound over several trainings leaves for this one. */
function remaining(label: string, when: string, all: Ratio, paid: Fen, words: string): Ceiling {
  const left = minus(all, whole(paid))
  return { label, formula: `不超过 ${words}，${when}已享受 ${showYuan(paid)}`, ceiling: left.n < 0n ? zero : left }
}
