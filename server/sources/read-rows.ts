import type { FilePlace } from '../../shared/api/roster'
import type { SourceField } from '../../shared/sources/fields'
import { cellName, textOf } from '../training/roster/table'
import type { Layout } from './layout'
import { readLength } from './length'
import { type MomentReading, readMoment } from './moment'
import type { Named } from './who'

/** One row of a file: who, what, when and how long. */
export interface SourceRow {
  /** Index in the table. */
  row: number
  named: Named
  course?: string
  lesson?: string
  /** The Beijing day, where it says no moment. */
  day?: string
  start?: number
  end?: number
  seconds: number
}

export interface RowsRead {
  rows: SourceRow[]
  errors: FilePlace[]
  /** Lengths without a unit: nothing is read before somebody says which. */
  unitNeeded: boolean
  /** Rows that are no record, from 1, by what they are. */
  skipped: Map<'空行' | '合计、说明等行' | '重复的表头行' | '隐藏的行' | '时长为 0 的行', number[]>
  hidden: number
}

const summary =
  /^(合\s*计|总\s*计|小\s*计|共\s*计|总人数|共\s*\d+|制\s*表|填\s*表|审\s*核|经\s*办|说\s*明|备\s*注\s*[:：]|注\s*[:：]|以下空白|导出时间|导出人|第\s*\d+\s*页|打印时间|数据来源|\d+\s*\/\s*\d+$)/
/** A platform may write a person once, over all of their lessons. */
const WHO: readonly SourceField[] = ['name', 'id', 'number', 'phone', 'account']

/** Reads every row below the headings; a row in trouble stands in `errors` and not in `rows`. */
export function readRows(layout: Layout, hiddenRows: 'read' | 'skip' | undefined, minutesPerHour: number): RowsRead {
  const read: RowsRead = { rows: [], errors: [], unitNeeded: false, skipped: new Map(), hidden: 0 }
  const { table, headerRow } = layout
  const skip = (what: Parameters<RowsRead['skipped']['set']>[0], row: number) => {
    const rows = read.skipped.get(what)
    if (rows) rows.push(row + 1)
    else read.skipped.set(what, [row + 1])
  }
  const last = table.rows.findLastIndex((row) => row.some((cell) => textOf(cell) !== ''))
  for (let row = headerRow + 1; row <= last; row++) {
    const texts = (table.rows[row] ?? []).map(textOf)
    const first = texts.find((text) => text !== '')
    if (first === undefined) skip('空行', row)
    else if (isHeader(layout, texts)) skip('重复的表头行', row)
    else if (summary.test(first)) skip('合计、说明等行', row)
    else if (table.hiddenRows.has(row) && hiddenRows === 'skip') skip('隐藏的行', row)
    else {
      if (table.hiddenRows.has(row) && hiddenRows === undefined) read.hidden++
      const one = readRow(layout, row, minutesPerHour, read)
      if (one && one.seconds === 0) skip('时长为 0 的行', row)
      else if (one) read.rows.push(one)
    }
  }
  return read
}

/** Where in the file something is. */
export function placeOf(
  { table, columns, headings }: Layout,
  row: number,
  field: SourceField,
  message: string,
): FilePlace {
  const column = columns.get(field) ?? columns.get('name') ?? 0
  const heading = headings.find((one) => one.column === column)?.heading
  return {
    ...(table.sheet !== undefined && { sheet: table.sheet }),
    row: row + 1,
    ...(heading && { column: heading }),
    cell: cellName(row, column),
    message,
  }
}

const isHeader = ({ headings, columns }: Layout, texts: readonly string[]): boolean =>
  columns.size > 1 &&
  [...columns.values()].every((column) => {
    const heading = headings.find((one) => one.column === column)?.heading
    return heading !== undefined && heading !== '' && texts[column] === heading
  })

function readRow(layout: Layout, row: number, minutesPerHour: number, read: RowsRead): SourceRow | undefined {
  const before = read.errors.length
  const wrong = (field: SourceField, message: string) => {
    read.errors.push(placeOf(layout, row, field, message))
    return undefined
  }
  for (const [field, column] of layout.columns) {
    const special = layout.table.special.get(`${row},${column}`)
    if (special === 'error') wrong(field, '单元格是错误值（如 #N/A）。请在表里改好再上传')
    if (special === 'no-value') wrong(field, '公式没有算好的结果。请用 WPS 或 Excel 打开保存一次，再上传')
  }
  const named = Object.fromEntries(
    WHO.flatMap((field) => {
      const text = textIn(layout, row, field)
      return text === '' ? [] : [[field, text] as const]
    }),
  ) satisfies Named
  if (Object.keys(named).length === 0) wrong('name', '没有写是谁，请补上姓名')
  const [day, start, end] = (['day', 'start', 'end'] as const).map((field) => moment(layout, row, field, wrong))
  const length = lengthIn(layout, row, minutesPerHour, read, wrong)
  if (read.errors.length > before) return undefined
  const when = timesOf(day, start, end)
  if (typeof when === 'string') return wrong('start', when)
  const span = when.start !== undefined && when.end !== undefined ? when.end - when.start : undefined
  if (span !== undefined && span < 0) return wrong('end', '结束时间早于开始时间，请核对')
  const seconds = length ?? (span === undefined ? undefined : Math.floor(span / 1000))
  if (seconds === undefined)
    return layout.columns.has('duration') && !read.unitNeeded
      ? { row, named, seconds: 0 }
      : read.unitNeeded
        ? undefined
        : wrong('end', '没有结束时间，也没有时长，看不出学了多久')
  if (span !== undefined && seconds * 1000 > span + TOLERANCE)
    return wrong('duration', `时长比从开始到结束的时间还长，请核对这一行，或在“列的对应”里改时长的单位`)
  const [course, lesson] = (['course', 'lesson'] as const).map((field) => textIn(layout, row, field).slice(0, 300))
  return { row, named, seconds, ...when, ...(course && { course }), ...(lesson && { lesson }) }
}

/** Platforms round lengths up to minutes. */
const TOLERANCE = 60_000

function textIn({ table, merges, columns }: Layout, row: number, field: SourceField): string {
  const column = columns.get(field)
  if (column === undefined) return ''
  const own = textOf(table.rows[row]?.[column])
  const merge = own === '' ? merges.at(row, column) : undefined
  return merge ? textOf(table.rows[merge.startRow]?.[merge.startCol]) : own
}

type Wrong = (field: SourceField, message: string) => undefined

function moment(layout: Layout, row: number, field: 'day' | 'start' | 'end', wrong: Wrong): MomentReading | undefined {
  const column = layout.columns.get(field)
  const read = column === undefined ? undefined : readMoment(layout.table.rows[row]?.[column])
  return read && 'problem' in read ? wrong(field, read.problem) : read
}

/** Undefined where the cell says nothing. */
function lengthIn(
  layout: Layout,
  row: number,
  minutesPerHour: number,
  read: RowsRead,
  wrong: Wrong,
): number | undefined {
  const column = layout.columns.get('duration')
  if (column === undefined) return undefined
  const merge = layout.merges.at(row, column)
  if (merge && merge.endRow > merge.startRow)
    return wrong('duration', '时长在合并单元格里，看不出每一行各是多少。请取消合并、分别填写')
  const value = layout.table.rows[row]?.[column]
  if (textOf(value) === '' && layout.columns.has('start') && layout.columns.has('end')) return undefined
  const length = readLength(value, layout.unit, minutesPerHour)
  if ('problem' in length) return wrong('duration', length.problem)
  if ('seconds' in length) return length.seconds
  read.unitNeeded = true
  return undefined
}

/** Puts day and times of day together; what is wrong, in words. */
function timesOf(
  day: MomentReading | undefined,
  start: MomentReading | undefined,
  end: MomentReading | undefined,
): { day?: string; start?: number; end?: number } | string {
  const base = day && 'day' in day ? day.day : start && 'day' in start ? start.day : undefined
  const at = (one: MomentReading | undefined): number | undefined | 'no-day' => {
    if (!one || 'day' in one || 'problem' in one) return undefined
    if ('at' in one) return one.at
    return base === undefined ? 'no-day' : Date.parse(`${base}T00:00:00+08:00`) + one.time
  }
  const [from, to] = [at(start), at(end)]
  if (from === 'no-day' || to === 'no-day') return '只有时刻，没有日期。请补上日期一列，或向平台要带日期的记录'
  // Of two times of day the second may lie behind midnight.
  const over = from !== undefined && to !== undefined && to < from && end && 'time' in end ? 86_400_000 : 0
  return {
    ...(base !== undefined && { day: base }),
    ...(from !== undefined && { start: from }),
    ...(to !== undefined && { end: to + over }),
  }
}
