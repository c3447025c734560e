import type { HitListTable } from '../../../shared/api/roster'
import { columnOfHeading } from '../../../shared/people/roster-headings'
import { readDocument } from './document'
import { layoutOf } from './layout'
import { cellName, letterOf, type Place, type Table, textOf } from './table'

/** Nobody was found. */
export const NOTHING: Place = { message: '文件里没有找到身份证号。请留一列身份证号（文本格式），第一行写上“身份证号”' }

export interface Numbers {
  /** By ID number, what its row says besides. */
  found: Map<string, string>
  skipped: Place[]
  /** What was made of each table. */
  tables: HitListTable[]
}

/** ID numbers with what their row says besides, from the column that somebody chose, else the one headed so, else whatever column holds them. */
export function readNumbers(
  tables: readonly Table[],
  chosen: readonly { sheet: string; column: number }[] = [],
): Numbers {
  const found = new Map<string, string>()
  const skipped: Place[] = []
  const read: HitListTable[] = []
  for (const table of tables) {
    const { columns, firstRow, headings } = layoutOf(table, new Map())
    const choice = chosen.find(({ sheet }) => sheet === (table.sheet ?? ''))?.column
    const column = choice ?? columns.get('id') ?? columnOfNumbers(table)
    read.push(tableOf(table, headings, firstRow, column))
    if (column === undefined) continue
    const headed = columns.has('id') || choice !== undefined
    for (const [row, cells] of table.rows.entries()) {
      if (headed && row < firstRow) continue
      const text = textOf(cells[column])
      if (text === '' || columnOfHeading(text)) continue
      const number = readDocument('居民身份证', text, typeof cells[column] === 'number')
      const { sheet } = table
      if ('problem' in number) {
        const place = { row: row + 1, column: '身份证号', cell: cellName(row, column), message: number.problem }
        if (headed || /\d{6}/.test(text)) skipped.push({ ...(sheet !== undefined && { sheet }), ...place })
        continue
      }
      const remark = cells
        .flatMap((cell, i) => {
          const heading = headed ? headings.find((one) => one.column === i) : undefined
          const own = i === column || heading?.field === 'name' ? '' : textOf(cell)
          return own === '' ? [] : [heading?.heading ? `${heading.heading}：${own}` : own]
        })
        .join('；')
      found.set(number.id, remark.slice(0, 300))
    }
  }
  return { found, skipped, tables: read }
}

function columnOfNumbers({ rows }: Table): number | undefined {
  const counts = new Map<number, number>()
  for (const row of rows.slice(0, 200))
    for (const [column, cell] of row.entries())
      if (/^\d{14,17}[\dXx]$/.test(textOf(cell))) counts.set(column, (counts.get(column) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

const SAMPLES = 3

function tableOf(
  { sheet = '', rows }: Table,
  headings: readonly { column: number; heading: string }[],
  firstRow: number,
  id: number | undefined,
): HitListTable {
  const width = Math.min(60, Math.max(0, ...rows.slice(0, 50).map(({ length }) => length)))
  const columns = Array.from({ length: width }, (_, column) => ({
    ...{ column, letter: letterOf(column) },
    heading: headings.find((one) => one.column === column)?.heading ?? '',
    sample: rows
      .slice(firstRow, firstRow + 50)
      .map((row) => textOf(row[column]))
      .filter((text) => text !== '')
      .slice(0, SAMPLES),
  })).filter(({ heading, sample }) => heading !== '' || sample.length > 0)
  return { sheet, columns, ...(id !== undefined && { id }) }
}
