import type { CellValue } from 'hucre'
import type { FilePlace } from '../../../../shared/api/roster'
import type { PersonFacts } from '../../../../shared/claim/facts'
import { type Fen, readYuan } from '../../../../shared/claim/money'
import { readDay } from '../../../../shared/people/days'
import { idTypes } from '../../../../shared/people/roster'
import { readDocument } from '../../../training/roster/document'
import { readName } from '../../../training/roster/name'
import { cellName, type Table, textOf } from '../../../training/roster/table'
import { fieldOfHeading, type ManualField, manualColumns, titleOf } from './columns'

/** Somebody's training as a workbook of 手工申报 has it. */
export interface ManualRow {
  /** `手工申报 第3行`. */
  place: string
  name: string
  idNumber: string
  phone: string
  category: string
  className: string
  certificate: string
  asked: Fen
  /** Without who it is: that is said by the caller. */
  facts: Omit<PersonFacts, 'person'>
}

export interface ManualRead {
  rows: ManualRow[]
  problems: FilePlace[]
  warnings: string[]
}

type Cells = readonly CellValue[]
type Problem = { field: ManualField; message: string }

/** Every row of every sheet that has the headings; each trouble with its sheet, row, column and cure. Pure. */
export function readManual(tables: readonly Table[]): ManualRead {
  const read: ManualRead = { rows: [], problems: [], warnings: [] }
  const seen = new Map<string, string>()
  for (const table of tables) {
    const columns = columnsOf(table)
    if (!columns) continue
    const sheet = table.sheet === undefined ? {} : { sheet: table.sheet }
    const missing = manualColumns.filter(({ field, needed }) => needed && !columns.at.has(field))
    if (missing.length > 0) {
      const message = `缺少列：${missing.map(({ title }) => title).join('、')}。请用导入表模板`
      read.problems.push({ ...sheet, row: columns.headerRow + 1, message })
      continue
    }
    for (const [i, cells] of table.rows.entries()) {
      if (i <= columns.headerRow || isNothing(cells, columns.at)) continue
      if (table.hiddenRows.has(i)) {
        read.problems.push({ ...sheet, row: i + 1, message: '这一行是隐藏的，请取消隐藏或删去' })
        continue
      }
      const place = `${table.sheet ?? '文件'} 第${i + 1}行`
      const found = readRow(cells, columns.at, place)
      for (const { field, message } of found.problems) {
        const column = columns.at.get(field) ?? 0
        read.problems.push({ ...sheet, row: i + 1, column: titleOf(field), cell: cellName(i, column), message })
      }
      read.warnings.push(...found.warnings.map((text) => `${place}：${text}`))
      if (!found.row) continue
      const { idNumber, className, facts } = found.row
      const key = [idNumber, className, facts.occupation, facts.level].join('\n')
      const before = seen.get(key)
      if (before === undefined) read.rows.push(found.row)
      else {
        const message = `与${before}是同一个人的同一次培训，请删去一行`
        const column = columns.at.get('id') ?? 0
        read.problems.push({ ...sheet, row: i + 1, column: titleOf('id'), cell: cellName(i, column), message })
      }
      seen.set(key, before ?? place)
    }
  }
  return read
}

/** By the first row that names both 姓名 and 身份证号. */
function columnsOf({ rows }: Table): { headerRow: number; at: ReadonlyMap<ManualField, number> } | undefined {
  for (const [headerRow, cells] of rows.slice(0, 40).entries()) {
    const at = new Map<ManualField, number>()
    for (const [column, cell] of cells.entries()) {
      const field = fieldOfHeading(textOf(cell))
      if (field && !at.has(field)) at.set(field, column)
    }
    if (at.has('name') && at.has('id')) return { headerRow, at }
  }
  return undefined
}

/** Empty rows, the example, and sums below the table. */
function isNothing(cells: Cells, at: ReadonlyMap<ManualField, number>): boolean {
  const of = (field: ManualField) => textOf(cells[at.get(field) ?? -1])
  if (cells.every((cell) => textOf(cell) === '') || of('name').startsWith('示例')) return true
  return (
    of('id') === '' &&
    /^(合计|总计|小计|制表|填表|审核|负责人|备注|注)/.test(textOf(cells.find((cell) => textOf(cell) !== '')))
  )
}

function readRow(
  cells: Cells,
  at: ReadonlyMap<ManualField, number>,
  place: string,
): { row?: ManualRow; problems: Problem[]; warnings: string[] } {
  const problems: Problem[] = []
  const warnings: string[] = []
  const of = (field: ManualField) =>
    textOf(cells[at.get(field) ?? -1])
      .normalize('NFKC')
      .trim()
  const wrong = (field: ManualField, message: string) => void problems.push({ field, message })
  const needed = (field: ManualField, most: number): string => {
    const text = of(field)
    if (text === '') wrong(field, `没有填${titleOf(field)}，请补上`)
    if (text.length > most) wrong(field, `${titleOf(field)}太长（${text.length} 字），最多 ${most} 字`)
    return text
  }
  const name = readName(of('name'))
  if ('problem' in name) wrong('name', name.problem)
  else if (name.warning !== undefined) warnings.push(name.warning)
  const cell = cells[at.get('id') ?? -1]
  const idType = idTypes.find((one) => one === (of('idType') || '居民身份证'))
  if (!idType) wrong('idType', `“${of('idType')}”不是证件类型，请填：${idTypes.join('、')}`)
  const document = readDocument(idType ?? '居民身份证', textOf(cell), typeof cell === 'number')
  if ('problem' in document) {
    if (idType) wrong('id', document.problem)
  } else warnings.push(...document.warnings)
  const day = (field: 'opening' | 'closing'): string => {
    const text = readDay(of(field))
    if (text === undefined) wrong(field, `“${of(field)}”不是日期，请写成 2026-03-31 这样`)
    return text ?? ''
  }
  const [opening, closing] = [day('opening'), day('closing')]
  if (opening !== '' && closing !== '' && closing < opening) wrong('closing', '结业日期早于开班日期，请核对')
  const hours = (field: 'online' | 'offline'): string => {
    const text = of(field) === '' && field === 'offline' ? '0' : of(field)
    const good = /^\d{1,4}(\.\d{1,2})?$/.test(text)
    if (!good) wrong(field, `“${text}”不是学时，请写成 40 或 40.5 这样`)
    return good ? text : '0'
  }
  const yes = (field: 'completed' | 'passed'): boolean => {
    const text = of(field)
    if (!/^(是|否|合格|不合格|完成|未完成)$/.test(text)) wrong(field, `“${text}”请改成 是 或 否`)
    return text === '是' || text === '合格' || text === '完成'
  }
  const offlineDays = of('days') === '' ? 0 : Number(of('days'))
  if (!Number.isInteger(offlineDays) || offlineDays < 0 || offlineDays > 9999) wrong('days', '线下天数请填整数')
  const asked = readYuan(of('amount'))
  if (asked === undefined) wrong('amount', `“${of('amount')}”不是金额，请写成 1234.50 这样`)
  const [className, occupation, level] = [needed('class', 60), needed('occupation', 100), needed('level', 40)]
  const category = of('category').slice(0, 40)
  const certificate = of('certificate').slice(0, 60)
  const facts = {
    ...{ occupation, level, project: className, type: of('type').slice(0, 40) || '职业技能培训' },
    categories: category === '' ? [] : [category],
    hours: { online: hours('online'), offline: hours('offline') },
    ...{ offlineDays, completed: yes('completed'), passed: yes('passed'), certificate: certificate !== '' },
    ...{ dates: { opening, closing }, taken: [] },
  }
  if (problems.length > 0 || 'problem' in name || 'problem' in document || asked === undefined)
    return { problems, warnings }
  const who = { name: name.name, idNumber: document.id, phone: of('phone').slice(0, 40) }
  return { row: { place, ...who, category, className, certificate, asked, facts }, problems, warnings }
}
