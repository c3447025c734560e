import * as v from 'valibot'
import type { PlatformAccount } from '../../../shared/api'
import { type RosterDetails, type RosterField, rosterDetails, rosterFields } from '../../../shared/people/roster'
import { titleOf } from '../../../shared/people/roster-columns'
import { readAccounts, sharedAccounts } from './accounts'
import { readDocument } from './document'
import { isBlank, readers } from './fields'
import type { Choices, Layout } from './layout'
import { readName } from './name'
import { kindOfRow, type RowKind } from './row-kinds'
import { cellName, type Place, textOf } from './table'

export interface RosterPerson {
  /** As a spreadsheet counts. */
  row: number
  name: string
  id: string
  /** As the number itself says them; absent of passports and the like. */
  born?: string
  sex?: '男' | '女'
  /** As the column 平台账号 has them; empty where it says nothing. */
  accounts: PlatformAccount[]
  details: RosterDetails
}

/** What a table says of people, and everything that is wrong with it. */
export interface Reading {
  people: RosterPerson[]
  /** These block. */
  errors: Place[]
  warnings: Place[]
  /** Rows that are nobody, by what they are. */
  skipped: { kind: Exclude<RowKind, 'person'> | 'hidden'; rows: number[] }[]
}

/** Reads every row below the headings; a row in trouble is left out of `people` and stands in `errors`. */
export function readPeople(layout: Layout, choices: Choices = {}): Reading {
  const reading: Reading = { people: [], errors: [], warnings: [], skipped: [] }
  const rows = new Rows(layout, reading)
  const seen = new Map<string, number>()
  const end = lastFilled(layout) + 1
  for (let row = layout.firstRow; row < end; row++) {
    const kind = kindOfRow(layout, row)
    const hidden = layout.table.hiddenRows.has(row) && kind !== 'empty'
    if (kind !== 'person') skip(reading, kind, row)
    else if (hidden && choices.hiddenRows === 'skip') skip(reading, 'hidden', row)
    else {
      if (hidden) rows.hidden(row, choices.hiddenRows)
      const person = rows.read(row)
      if (!person) continue
      const earlier = seen.get(person.id)
      if (earlier === undefined) {
        seen.set(person.id, person.row)
        reading.people.push(person)
      } else rows.error(row, 'id', `与第 ${earlier} 行是同一个身份证号。同一人请删去一行；不是同一人请对照证件改正`)
    }
  }
  rows.finish()
  for (const { row, message } of sharedAccounts(reading.people)) rows.warn(row - 1, 'account', message)
  return reading
}

/** Forms go on empty for a thousand rows. */
const lastFilled = ({ table: { rows } }: Layout): number =>
  rows.findLastIndex((row) => row.some((cell) => textOf(cell) !== ''))

function skip({ skipped }: Reading, kind: Reading['skipped'][number]['kind'], row: number): void {
  const same = skipped.find((one) => one.kind === kind)
  if (same) same.rows.push(row + 1)
  else skipped.push({ kind, rows: [row + 1] })
}

/** Reads rows one by one, and keeps what is said once a column. */
class Rows {
  readonly #formulas = new Map<RosterField, { first: number; count: number }>()
  readonly #merged = new Map<RosterField, { first: number; count: number }>()

  constructor(
    readonly layout: Layout,
    readonly reading: Reading,
  ) {}

  error(row: number, field: RosterField, message: string): void {
    this.reading.errors.push(placeOf(this.layout, row, field, message))
  }

  warn(row: number, field: RosterField, message: string): void {
    this.reading.warnings.push(placeOf(this.layout, row, field, message))
  }

  hidden(row: number, how: Choices['hiddenRows']): void {
    const message = '这是隐藏的行（手工隐藏，或被筛选掉了）'
    if (how === 'read') this.warn(row, 'name', `${message}，已按您的选择一并读入`)
    else this.error(row, 'name', `${message}，不知道要不要导入。请取消隐藏或删去这一行；也可以选“一并导入”或“不导入”`)
  }

  read(row: number): RosterPerson | undefined {
    const before = this.reading.errors.length
    const details: Record<string, string> = {}
    for (const field of rosterFields) {
      if (field === 'name' || field === 'id' || field === 'account') continue
      const text = this.#text(row, field)
      if (text === undefined || isBlank(text)) continue
      if (field === 'born' && /^\d{4}[-/.年]\d{1,2}月?$/.test(text)) continue
      const read = readers[field](text)
      if ('problem' in read) this.error(row, field, read.problem)
      else {
        if (read.warning) this.warn(row, field, read.warning)
        if (read.value !== undefined) details[field] = read.value
      }
    }
    const name = this.#name(row)
    const accounts = this.#accounts(row)
    const known = v.parse(rosterDetails, details)
    const document = this.#document(row, known, name)
    if (this.reading.errors.length > before || !document) return undefined
    const { id, born, sex } = document
    return { row: row + 1, name, id, accounts, details: known, ...(born && { born }), ...(sex && { sex }) }
  }

  /** What concerns a whole column is said once, at its first cell. */
  finish(): void {
    for (const [field, { first, count }] of this.#formulas)
      this.warn(first, field, `${count} 个单元格是公式，已取表里算好的结果。请抽看几行是否正确`)
    for (const [field, { first, count }] of this.#merged)
      this.warn(first, field, `合并单元格：其余 ${count} 行都按最上面一格的内容登记，请核对`)
    for (const { column, field } of this.layout.headings)
      if (field && this.layout.table.hiddenColumns.has(column))
        this.warn(Math.max(0, this.layout.headerRow), field, '这一列是隐藏的，已照常读入，请核对里面的内容')
  }

  /** The text of a field; undefined where the table has no such column, or its cell cannot be read and that was said. */
  #text(row: number, field: RosterField): string | undefined {
    const { layout } = this
    const column = layout.columns.get(field)
    if (column === undefined) return undefined
    const special = layout.table.special.get(`${row},${column}`)
    if (special === 'error' || special === 'no-value') {
      this.error(row, field, special === 'error' ? ERROR_VALUE : NO_VALUE)
      return undefined
    }
    if (special === 'formula') note(this.#formulas, field, row)
    const merge = layout.merges.at(row, column)
    const covered = merge !== undefined && (merge.startRow !== row || merge.startCol !== column)
    if (merge && (covered || merge.endCol > merge.startCol) && (field === 'name' || field === 'id')) {
      this.error(row, field, '姓名和身份证号不能用合并单元格，看不出是谁的。请取消合并，每行写一个人')
      return undefined
    }
    if (!covered) {
      const text = cleaned(textOf(layout.table.rows[row]?.[column]))
      if (!ERROR.test(text)) return text
      this.error(row, field, ERROR_VALUE)
      return undefined
    }
    if (merge.startCol !== column || merge.startRow < layout.firstRow) return ''
    const text = cleaned(textOf(layout.table.rows[merge.startRow]?.[column]))
    if (text !== '') note(this.#merged, field, merge.startRow)
    return text
  }

  #name(row: number): string {
    const before = this.reading.errors.length
    const text = this.#text(row, 'name') ?? ''
    if (this.reading.errors.length > before) return ''
    const read = readName(text)
    if ('problem' in read) {
      this.error(row, 'name', read.problem)
      return text
    }
    if (read.warning) this.warn(row, 'name', read.warning)
    return read.name
  }

  #accounts(row: number): PlatformAccount[] {
    const accounts = readAccounts(this.#text(row, 'account') ?? '')
    if (typeof accounts !== 'string') return accounts
    this.error(row, 'account', accounts)
    return []
  }

  #document(row: number, { idType = '居民身份证' }: RosterDetails, name: string) {
    const before = this.reading.errors.length
    const text = this.#text(row, 'id')
    if (this.reading.errors.length > before) return undefined
    const value = this.layout.table.rows[row]?.[this.layout.columns.get('id') ?? -1]
    const read = readDocument(idType, text ?? '', typeof value === 'number')
    if ('problem' in read) {
      const swapped = /^\p{Script=Han}{2,4}$/u.test(text ?? '') && /\d{15}/.test(name)
      this.error(row, 'id', swapped ? '身份证号这一列里是姓名，两列好像填反了，请改正' : read.problem)
      return undefined
    }
    for (const warning of read.warnings) this.warn(row, 'id', warning)
    return read
  }
}

/** A place in the table, `row` from 0. */
export function placeOf(
  { columns, table: { sheet } }: Layout,
  row: number,
  field: RosterField,
  message: string,
): Place {
  const column = columns.get(field)
  return {
    ...(sheet !== undefined && { sheet }),
    row: row + 1,
    column: titleOf(field),
    ...(column !== undefined && { cell: cellName(row, column) }),
    message,
  }
}

/** As spreadsheets write them, also into a CSV. */
const ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/
const ERROR_VALUE = '单元格是公式错误值（如 #N/A），没有内容。请改正公式，或直接填上内容'
const NO_VALUE = '单元格是公式，文件里没有算好的结果。请用 WPS 或 Excel 打开并保存一次，或复制后“选择性粘贴 - 数值”'

function note(map: Map<RosterField, { first: number; count: number }>, field: RosterField, row: number): void {
  const known = map.get(field)
  if (known) known.count++
  else map.set(field, { first: row, count: 1 })
}

/** Without invisible signs, line breaks and the spaces around it. */
const cleaned = (text: string): string =>
  text
    .replaceAll(/[\p{Cf}\p{Co}]/gu, '')
    .replaceAll(/[\s\u00a0\u3000]+/g, ' ')
    .trim()
