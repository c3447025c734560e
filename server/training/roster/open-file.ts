import type { RosterField } from '../../../shared/people/roster'
import { type Choices, isWhole, type Layout, layoutOf, unread } from './layout'
import type { Reading } from './read-people'
import { readTables } from './read-table'
import { kindOfRow } from './row-kinds'
import type { Table } from './table'

/** A roster file with where its people stand, or what somebody has to decide first. */
export interface OpenedFile {
  layout: Layout
  /** Names of the tables that look like a roster. */
  sheets: string[]
  need?: 'sheet' | 'columns'
  /** What was made of the file as a whole, in words. */
  notes: string[]
}

/** Finds the table and the headings of an uploaded file. Throws `file-refused`. */
export async function openFile(
  bytes: Uint8Array,
  remembered: ReadonlyMap<string, RosterField>,
  choices: Choices = {},
): Promise<OpenedFile> {
  const tables = await readTables(bytes)
  const asked = tables.find(({ sheet }) => sheet !== undefined && sheet === choices.sheet)
  const layouts = (asked ? [asked] : tables).map((table) => layoutOf(table, remembered, choices))
  const rosters = layouts.filter((layout) => isWhole(layout) && hasPeople(layout))
  const sheets = (rosters.length > 0 ? rosters : layouts).flatMap(({ table: { sheet } }) => sheet ?? [])
  const [layout] = rosters.length > 0 ? rosters : [...layouts].sort((a, b) => b.columns.size - a.columns.size)
  if (!layout) throw new Error('a file that was read has no table')
  const notes = notesOf(layout, tables)
  if (rosters.length > 1) return { layout, sheets, need: 'sheet', notes }
  return { layout, sheets, ...(!isWhole(layout) && { need: 'columns' as const }), notes }
}

/** Tables with the headings and nobody below them are forms. */
const hasPeople = (layout: Layout): boolean =>
  layout.table.rows.some((_, row) => row >= layout.firstRow && kindOfRow(layout, row) === 'person')

function notesOf(layout: Layout, tables: readonly Table[]): string[] {
  const { table, headerRow } = layout
  const others = tables.filter((one) => one !== table).flatMap(({ sheet }) => (sheet === undefined ? [] : `“${sheet}”`))
  const ignored = unread(layout).map(({ heading }) => `“${heading}”`)
  return [
    ...(table.sheet === undefined ? [] : [`读的是工作表“${table.sheet}”`]),
    ...(others.length > 0 ? [`没有读的工作表：${others.join('、')}`] : []),
    ...(headerRow > 0 ? [`表头在第 ${headerRow + 1} 行，上面的标题行没有读`] : []),
    ...(ignored.length > 0 ? [`没有读的列：${ignored.join('、')}。需要的话，请在“列的对应”里选定`] : []),
  ]
}

const kinds: Record<Reading['skipped'][number]['kind'], string> = {
  empty: '空行',
  summary: '合计、制表人、说明等行',
  example: '示例行',
  header: '重复的表头行',
  group: '分组标题行',
  hidden: '隐藏的行（按您的选择）',
}

/** What of the rows was left out, in words. */
export const skippedNotes = ({ skipped }: Reading): string[] =>
  skipped.map(({ kind, rows }) => {
    const shown = rows.slice(0, 10).join('、')
    return `没有导入的${kinds[kind]}：第 ${shown}${rows.length > 10 ? ` 等共 ${rows.length}` : ''} 行`
  })
