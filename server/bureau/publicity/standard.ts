import { standardInWords } from '../../../shared/claim/describe'
import { type RateTable, rateTableKey } from '../../../shared/claim/rates'
import type { ReceivedPerson } from '../bureau'

/** Where a table is not known here, or has no standard of its own: the notice's own words say by what was reckoned. */
const AS_REVIEWED = '按审核认定的标准'

/**
 * 补贴标准 of people as the public reads it, by the tables that the bureau holds, its own and built-in ones. Never a share or the title of a table
 * (both may name a 人员类别), and nothing of the reckoning itself.
 */
export function publicStandards(tables: readonly RateTable[]): (person: Pick<ReceivedPerson, 'rateTable'>) => string {
  const words = new Map<string, string>()
  // The bureau's own come first and count before a built-in one of the same name.
  for (const table of tables)
    if (table.standard.length > 0 && !words.has(rateTableKey(table)))
      words.set(rateTableKey(table), standardInWords(table))
  return ({ rateTable }) => (rateTable === null ? undefined : words.get(rateTable)) ?? AS_REVIEWED
}
