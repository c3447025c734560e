import * as v from 'valibot'
import { standardInWords } from '../../../shared/claim/describe'
import { rateTableKey } from '../../../shared/claim/rates'
import { rateTables } from '../../../shared/claim/rates/index'
import type { ReceivedPerson } from '../bureau'

const known = new Map(rateTables.map((table) => [rateTableKey(table), table]))
const reckoned = v.object({ lines: v.array(v.object({ formula: v.string() })) })

/**
 * 补贴标准 of a person as the public reads it. Never a share or the title of a table: both may name a 人员类别. A table that is not built
 * in says it by the first line of its reckoning, without the person's own hours.
 */
export function publicStandard({ rateTable, line }: Pick<ReceivedPerson, 'rateTable' | 'line'>): string {
  const table = rateTable === null ? undefined : known.get(rateTable)
  if (table) return standardInWords(table)
  const parsed = v.safeParse(reckoned, JSON.parse(line))
  const [first = ''] = parsed.success ? (parsed.output.lines[0]?.formula ?? '').split(/ × | ÷ /) : []
  return first.trim() || '按审核认定的标准'
}
