import { capitals } from './capitals'
import { ceilingsOf } from './caps'
import type { PersonFacts, Taken } from './facts'
import { dateOf, tableInForce } from './in-force'
import { limitRefusal } from './limits'
import { type AmountLine, Lines } from './lines'
import type { Fen } from './money'
import { type RateTable, rateTableKey } from './rates'
import { minus, percent, thousandths, times, whole } from './ratio'
import { conditionRefusal, dateRefusal, type Refusal, unknownRefusal } from './refusal'
import { shareOf } from './shares'
import { standardOf } from './standard'

/** What is paid for one person's training. The lines add up to the total, to the 分; nothing is below 0. */
export interface Amount {
  lines: AmountLine[]
  total: Fen
  /** Present where nothing is paid or nothing can be reckoned; there are no lines then, and the total is 0. */
  refused?: Refusal
}

export const refusedAmount = (refused: Refusal): Amount => ({ lines: [], total: 0, refused })

/** What a table gives for one person's training, line by line: standard, share, then caps. Pure; exact until a line is rounded. */
export function amountOf(facts: PersonFacts, table: RateTable): Amount {
  const refused =
    unknownRefusal(table) ?? dateRefusal(facts, table) ?? conditionRefusal(facts, table) ?? limitRefusal(facts, table)
  if (refused) return refusedAmount(refused)
  const standard = standardOf(facts, table)
  if ('code' in standard) return refusedAmount(standard)
  const share = shareOf(facts, table)
  if (share && 'code' in share) return refusedAmount(share)
  const ceilings = ceilingsOf(facts, table)
  if ('code' in ceilings) return refusedAmount(ceilings)

  const lines = new Lines(table.rounding)
  for (const { label, formula, amount } of standard) lines.add(label, formula, amount)
  if (share) {
    const less = times(lines.exact, minus(thousandths(share.share), whole(1)))
    lines.add('发放比例', `${share.title}，按标准的 ${percent(share.share)} 发放`, less)
  }
  for (const { label, formula, ceiling } of ceilings) lines.limit(label, formula, ceiling)
  return { lines: lines.all, total: lines.total }
}

export interface PersonAmount {
  person: string
  /** The version that was in force: `wenzhou-2020@1`. Absent where none was. */
  table?: string
  amount: Amount
}

export interface ClaimAmount {
  /** In the order they were given. */
  people: PersonAmount[]
  total: Fen
  /** 大写 of the total. */
  capitals: string
  /** Trainings something is paid for, and those it is not. */
  paid: number
  unpaid: number
}

/**
 * What a claim asks for, of one table or the versions of one: each training goes by the version in force on its day.
 * Somebody who stands in the claim more than once is reckoned in the order of those days, each time with what the
 * claim already gives, so limits hold for the claim as a whole. What `facts.taken` lists must not be of this claim.
 */
export function claimAmount(people: readonly PersonFacts[], tables: readonly [RateTable, ...RateTable[]]): ClaimAmount {
  const chosen = people.map((facts, index) => ({ facts, index, table: tableInForce(facts, tables) }))
  const day = ({ facts, table }: (typeof chosen)[number]) => (table && dateOf(facts, table)) ?? facts.dates.opening
  const before = new Map<string, Taken[]>()
  const results: PersonAmount[] = []
  for (const one of [...chosen].sort((a, b) => compare(day(a), day(b)) || a.index - b.index)) {
    const { facts, index, table = tables[0] } = one
    const mine = before.get(facts.person) ?? []
    const amount = amountOf({ ...facts, taken: [...facts.taken, ...mine] }, table)
    if (amount.total > 0) before.set(facts.person, [...mine, takenBy(facts, table, day(one), amount.total)])
    results[index] = { person: facts.person, ...(one.table && { table: rateTableKey(one.table) }), amount }
  }
  const total = results.reduce((sum, { amount }) => sum + amount.total, 0)
  const paid = results.filter(({ amount }) => amount.total > 0).length
  return { people: results, total, capitals: capitals(total), paid, unpaid: results.length - paid }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function takenBy(facts: PersonFacts, { kind }: RateTable, on: string, amount: Fen): Taken {
  const { occupation, level, project, type, dates } = facts
  const { opening, closing } = dates
  return { kind, on, amount, occupation, level, project, type, opening, ...(closing !== undefined && { closing }) }
}
