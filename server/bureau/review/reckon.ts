import * as v from 'valibot'
import type { KeptRuling, RulingInput } from '../../../shared/api/bureau-review'
import { type Amount, claimAmount, refusedAmount } from '../../../shared/claim/amount'
import { type PersonFacts, personFacts } from '../../../shared/claim/facts'
import { signedFen } from '../../../shared/claim/money'
import { type RateTable, rateTableKey } from '../../../shared/claim/rates'
import { decimalText, exact, isLess, minus, plus, zero } from '../../../shared/claim/ratio'
import { refusal } from '../../../shared/claim/refusal'
import { sumOfHours } from '../../../shared/study/attained'
import { Refused } from '../../ledger/accept'
import type { ReceivedPerson } from '../bureau'

/** Versions of the one table that a claim is reckoned by, and whose they are. */
export interface ReviewTables {
  tables: readonly [RateTable, ...RateTable[]]
  /** own: built-in, or entered by the bureau; theirs: as the package brought it. */
  from: 'own' | 'theirs'
}

const amountSchema = v.object({
  lines: v.array(v.object({ label: v.string(), formula: v.string(), amount: signedFen })),
  refused: v.optional(v.object({ message: v.string() })),
})

/** What the 单位 reckoned of somebody, line by line. */
export const linesOf = ({ line }: Pick<ReceivedPerson, 'line'>): v.InferOutput<typeof amountSchema> =>
  v.parse(amountSchema, JSON.parse(line))

export const factsOf = ({ facts }: Pick<ReceivedPerson, 'facts'>): PersonFacts | undefined =>
  facts === null ? undefined : v.parse(personFacts, JSON.parse(facts))

/** Everybody's amount by these tables, with the rulings' changes to hours; by id. Limits hold for the claim as a whole. */
export function reckonPeople(
  people: readonly ReceivedPerson[],
  { tables }: ReviewTables,
  rulings: ReadonlyMap<string, RulingInput>,
): Map<string, Amount> {
  const asked = people.flatMap((person) => {
    const facts = factsOf(person)
    return facts ? [{ person, facts: afterRuling(facts, rulings.get(person.id)) }] : []
  })
  const { people: reckoned } = claimAmount(
    asked.map(({ facts }) => facts),
    tables,
  )
  return new Map(
    asked.map(({ person }, i) => {
      const amount = reckoned[i]?.amount
      if (!amount) throw new Error('nothing reckoned')
      return [person.id, rulings.get(person.id)?.whole ? refusedAmount(refusal('category', '不予补贴')) : amount]
    }),
  )
}

function afterRuling(facts: PersonFacts, ruling: RulingInput | undefined): PersonFacts {
  if (!ruling) return facts
  const { online, offline } = facts.hours
  return {
    ...facts,
    completed: facts.completed && !ruling.incomplete,
    hours: { online: less(online, ruling.online), offline: less(offline, ruling.offline) },
  }
}

function less(has: string, off: string): string {
  const [a, b] = [exact(has), exact(off)]
  if (isLess(a, b)) throw new Refused('bad-request', `不予认定的学时（${off}）多于申请的学时（${has}），请核对`)
  return decimalText(minus(a, b))
}

const changesFacts = ({ online, offline, incomplete }: RulingInput): boolean =>
  incomplete || isLess(zero, plus(exact(online), exact(offline)))

/** What a ruling leaves before its 核减, 分. */
export function beforeMoney({ asked }: ReceivedPerson, ruling: RulingInput, reckoned: Amount | undefined): number {
  if (ruling.whole) return 0
  return changesFacts(ruling) && reckoned ? Math.min(asked, reckoned.total) : asked
}

/** What is left to somebody by a ruling: never more than was asked. Throws `bad-request`. */
export function applyRuling(
  person: ReceivedPerson,
  ruling: RulingInput,
  reckoned: Amount | undefined,
  table: string | undefined,
): KeptRuling {
  const off = plus(exact(ruling.online), exact(ruling.offline))
  const changes = changesFacts(ruling)
  if (!reckoned && changes && !ruling.whole)
    throw new Refused('bad-request', '没有这份补贴标准，扣减学时后算不出金额：请先录入标准，或者直接填写核减金额')
  const base = beforeMoney(person, ruling, reckoned)
  if (ruling.money > base)
    throw new Refused('bad-request', `${person.name}的核减金额多于可以补贴的金额，请核对；全部不补贴的请选“不予补贴”`)
  const asked = linesOf(person)
  const kept = changes && reckoned ? reckoned : { lines: asked.lines, refused: asked.refused }
  const lines = ruling.whole ? [] : [...kept.lines]
  const beyond = changes && reckoned ? Math.max(0, reckoned.total - person.asked) : 0
  if (beyond > 0 && !ruling.whole)
    lines.push({ label: '不超过申请金额', formula: '复算金额高于申请金额，按申请金额', amount: -beyond })
  if (ruling.money > 0) lines.push({ label: '核减', formula: ruling.reason, amount: -ruling.money })
  return {
    ...ruling,
    accepted: ruling.whole ? '0.00' : sumOfHours([remaining(person, off)]),
    amount: base - ruling.money,
    lines,
    ...(ruling.whole ? { refused: `不予补贴：${ruling.reason}` } : kept.refused && { refused: kept.refused.message }),
    ...(changes && reckoned && table !== undefined && { table }),
  }
}

/** Of class hours asked for what is left. Throws `bad-request`. */
const remaining = ({ hours }: ReceivedPerson, off: ReturnType<typeof exact>): string => less(hours, decimalText(off))

export const tableKey = ({ tables: [first] }: ReviewTables): string => rateTableKey(first)
