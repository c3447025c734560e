import { nextMonth } from '../calendar/days'
import type { PersonFacts } from './facts'
import { readLevel } from './levels'
import type { RateTable } from './rates'
import { type Refusal, refusal } from './refusal'

export type PaidShare = NonNullable<RateTable['shares']>[number]

/** The share of the standard that is paid to a person; nothing where the table has no shares. */
export function shareOf(facts: PersonFacts, { shares }: RateTable): PaidShare | Refusal | undefined {
  if (!shares) return undefined
  return (
    shares.find((one) => fits(one, facts)) ??
    refusal('no-share', `不符合任何一种发放情形（${shares.map(({ title }) => title).join('；')}）`)
  )
}

function fits({ employedWithin, levels, types }: PaidShare, facts: PersonFacts): boolean {
  const level = readLevel(facts.level)
  const { employedOn, dates } = facts
  if (levels && (level === undefined || !levels.includes(level))) return false
  if (types && !types.includes(facts.type)) return false
  if (employedWithin === undefined) return true
  return (
    employedOn !== undefined && dates.closing !== undefined && employedOn <= nextMonth(dates.closing, employedWithin)
  )
}
