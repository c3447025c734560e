import type { SourceReport } from '../../shared/api/sources'
import { maskAccount, maskId } from '../../shared/people/mask'
import { letterOf, textOf } from '../training/roster/table'
import type { Opened } from './choose'

const SAMPLES = 3

/** Where the records stand in a file, for somebody to see and to correct. What looks like a number of somebody is masked. */
export function describeColumns({
  layout: { table, headerRow, headings, unit },
  sheets,
}: Opened): Pick<SourceReport, 'sheet' | 'sheets' | 'headerRow' | 'columns' | 'unit'> {
  return {
    ...(table.sheet !== undefined && { sheet: table.sheet }),
    sheets,
    headerRow: headerRow + 1,
    ...(unit && { unit }),
    columns: headings.map(({ column, heading, field }) => ({
      ...{ column, letter: letterOf(column), heading },
      ...(field && { field }),
      sample: table.rows
        .slice(headerRow + 1, headerRow + 51)
        .map((row) => shown(row[column]))
        .filter((text) => text !== '')
        .slice(0, SAMPLES),
    })),
  }
}

/** Times as a sheet shows them. */
function shown(value: Parameters<typeof textOf>[0]): string {
  if (value instanceof Date) {
    const text = value.toISOString()
    return value.getUTCFullYear() < 1901 ? text.slice(11, 19) : text.slice(0, 19).replace('T', ' ')
  }
  const text = textOf(value).slice(0, 40)
  if (/^\d{14,17}[\dXx]$/.test(text)) return maskId(text)
  return /^\d{7,}$/.test(text) ? maskAccount(text) : text
}
