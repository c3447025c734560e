import type { PersonFacts } from './facts'
import type { RateTable } from './rates'

const NAMES = { opening: '开班日期', closing: '结业日期', certificate: '发证日期', claim: '申请日期' } as const

/** Which day of a training a table goes by, in words. */
export const dateName = ({ datedBy = 'opening' }: RateTable): string => NAMES[datedBy]

/** The day by which a table applies to a training: its opening, unless the table sets another. */
export const dateOf = ({ dates }: PersonFacts, { datedBy = 'opening' }: RateTable): string | undefined => dates[datedBy]

/** Whether the training's day lies within the table's days. */
export function isInForce(facts: PersonFacts, table: RateTable): boolean {
  const on = dateOf(facts, table)
  return on !== undefined && table.from <= on && (table.to === undefined || on <= table.to)
}

/** Of several versions of one table, the newest that is in force for the training. */
export function tableInForce(facts: PersonFacts, tables: readonly RateTable[]): RateTable | undefined {
  const fitting = tables.filter((table) => isInForce(facts, table))
  return fitting.reduce<RateTable | undefined>(
    (best, one) => (best && best.version >= one.version ? best : one),
    undefined,
  )
}
