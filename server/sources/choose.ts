import type { SourceChoices, SourceReport, sourceNeeds } from '../../shared/api/sources'
import { type Table, textOf } from '../training/roster/table'
import { isWhole, type Layout, layoutOf } from './layout'
import type { Remembered } from './mapping'

export type Need = (typeof sourceNeeds)[number]

export interface Opened {
  layout: Layout
  /** Names of the tables that look like a record. */
  sheets: string[]
  need?: 'sheet' | 'columns'
  notes: string[]
}

/** Which table of a file holds the records, or what somebody has to say first. */
export function chooseTable(tables: readonly Table[], remembered: Remembered, choices: SourceChoices): Opened {
  const asked = tables.find(({ sheet }) => sheet !== undefined && sheet === choices.sheet)
  const layouts = (asked ? [asked] : tables).map((table) => layoutOf(table, remembered, choices))
  const records = layouts.filter((layout) => isWhole(layout) && layout.table.rows.length > layout.headerRow + 1)
  const likely = records.length > 0 ? records : [...layouts].sort((a, b) => b.columns.size - a.columns.size)
  const [layout] = likely
  if (!layout) throw new Error('a file that was read has no table')
  const { sheet } = layout.table
  const sheets = (records.length > 0 ? records : layouts).flatMap(({ table }) => table.sheet ?? [])
  const others = tables.flatMap((one) => (one.sheet === undefined || one.sheet === sheet ? [] : `“${one.sheet}”`))
  const unread = layout.headings.flatMap(({ heading, field }) => (heading === '' || field ? [] : `“${heading}”`))
  const notes = [
    ...(sheet === undefined ? [] : [`读的是工作表“${sheet}”`]),
    ...(others.length > 0 ? [`没有读的工作表：${others.join('、')}`] : []),
    ...(layout.headerRow > 0 ? [`表头在第 ${layout.headerRow + 1} 行`] : []),
    ...(unread.length > 0 ? [`没有读的列：${unread.join('、')}`] : []),
  ]
  if (records.length > 1) return { layout, sheets, need: 'sheet', notes }
  return { layout, sheets, ...(!isWhole(layout) && { need: 'columns' as const }), notes }
}

/** What stands above the headings of a meeting's export: 会议主题：养老护理 第三讲. */
export function lessonAbove({ table, headerRow }: Layout): string | undefined {
  for (const row of table.rows.slice(0, Math.max(0, headerRow)))
    for (const [column, cell] of row.entries()) {
      const found = /^(?:会议|直播|课程|课堂)(?:主题|名称|标题)\s*[:：]?\s*(.*)$/.exec(textOf(cell))
      if (!found) continue
      const said =
        found[1] ||
        row
          .slice(column + 1)
          .map(textOf)
          .find((text) => text !== '')
      if (said) return said.slice(0, 300)
    }
  return undefined
}

/** A report of nothing yet. */
export const emptyReport = (): Omit<SourceReport, 'headerRow' | 'columns' | 'sheets'> => ({
  ...{ rows: 0, seconds: 0, errors: [], warnings: [], notes: [], courses: [], unknown: [], people: [], roster: [] },
  earlier: [],
})
