import type { PersonFacts, Taken } from './facts'
import { dateOf } from './in-force'
import type { RateTable } from './rates'

/** What has been paid to the person of the same kind. */
export const takenOf = ({ taken }: PersonFacts, { kind }: RateTable): Taken[] =>
  taken.filter((one) => one.kind === kind)

export const yearOf = (day: string): string => day.slice(0, 4)

/** The same of the same calendar year. */
export function takenThatYear(facts: PersonFacts, table: RateTable): Taken[] {
  const year = yearOf(dateOf(facts, table) ?? '')
  return takenOf(facts, table).filter(({ on }) => yearOf(on) === year)
}
