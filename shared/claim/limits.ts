import { plain } from '../people/text'
import type { PersonFacts } from './facts'
import { isHigher, readLevel } from './levels'
import type { RateTable } from './rates'
import { type Refusal, refusal } from './refusal'
import { takenOf, takenThatYear } from './taken'

/** Whether the person has used up what the table allows. */
export function limitRefusal(facts: PersonFacts, table: RateTable): Refusal | undefined {
  const { limits } = table
  const taken = takenOf(facts, table)
  const same = (a: string, b: string) => plain(a) === plain(b)
  if (limits?.sameProjectOnce && taken.some(({ project }) => same(project, facts.project)))
    return refusal('project-taken', `同一培训项目（${facts.project}）已享受过补贴`)
  const trained = taken.filter(({ occupation }) => same(occupation, facts.occupation))
  const level = readLevel(facts.level)
  const isSameLevel = (other: string) => same(other, facts.level) || (level !== undefined && readLevel(other) === level)
  if (limits?.sameLevelOnce && trained.some((one) => isSameLevel(one.level)))
    return refusal('level-taken', `同一职业（${facts.occupation}）同一等级（${facts.level}）已享受过补贴`)
  const higher = trained.find((one) => {
    const other = readLevel(one.level)
    return level !== undefined && other !== undefined && isHigher(other, level)
  })
  if (limits?.higherBlocksLower && higher)
    return refusal('higher-level-taken', `已享受过同一职业（${facts.occupation}）更高等级（${higher.level}）的补贴`)
  return timesRefusal(facts, table) ?? orderRefusal(facts, table)
}

function timesRefusal(facts: PersonFacts, table: RateTable): Refusal | undefined {
  const rule = table.limits?.times?.find(
    ({ categories }) => !categories || categories.some((one) => facts.categories.includes(one)),
  )
  if (!rule) return undefined
  const counted = takenThatYear(facts, table).filter(({ type }) => !rule.sameType || plain(type) === plain(facts.type))
  if (counted.length < rule.times) return undefined
  const of = rule.sameType ? `同一类型（${facts.type}）` : ''
  return refusal('times-used-up', `${of}每人每年至多 ${rule.times} 次，本年已享受 ${counted.length} 次`)
}

function orderRefusal(facts: PersonFacts, table: RateTable): Refusal | undefined {
  if (!table.limits?.oneAtATime) return undefined
  const { opening } = facts.dates
  const unfinished = takenOf(facts, table).find(
    (one) => one.opening <= opening && (one.closing === undefined || one.closing >= opening),
  )
  return unfinished && refusal('one-at-a-time', `上一个培训项目（${unfinished.project}）结束后方可参加下一个`)
}
