import { type Amount, claimAmount } from '../claim/amount'
import { showYuan } from '../claim/money'
import type { ClaimFile } from './claim-layout'

/** Every amount reckoned again from the packed facts and tables: where lines, table, total or capitals differ, who and how. */
export function amountProblems({ people, tables, total, capitals }: ClaimFile, nameOf: NameOf): string[] {
  const [first, ...rest] = tables
  if (!first) return ['没有补贴标准']
  const own = claimAmount(
    people.map(({ facts }) => facts),
    [first, ...rest],
  )
  const problems = people.flatMap((person, i) => {
    const { table, amount } = own.people[i] ?? {}
    if (!amount) return [`${nameOf(person)}：没有复算出补贴金额`]
    if (person.amount.total !== amount.total)
      return [`${nameOf(person)}：表中 ${showYuan(person.amount.total)}，复算 ${showYuan(amount.total)}`]
    const same = sameAmount(person.amount, amount) && person.table === table
    return same ? [] : [`${nameOf(person)}：计算过程或补贴标准与复算不符`]
  })
  if (total !== own.total) problems.push(`合计：表中 ${showYuan(total)}，复算 ${showYuan(own.total)}`)
  if (capitals !== own.capitals) problems.push(`合计大写：表中 ${capitals}，复算 ${own.capitals}`)
  return problems
}

const sameAmount = (packed: ClaimFile['people'][number]['amount'], { lines, refused }: Amount): boolean =>
  packed.refused?.code === refused?.code &&
  packed.lines.length === lines.length &&
  packed.lines.every(({ label, formula, amount }, i) => {
    const own = lines[i]
    return own?.label === label && own.formula === formula && own.amount === amount
  })

/** How a person of a claim is called in a report: class and number. */
export type NameOf = (person: { class: string; number: string }) => string
