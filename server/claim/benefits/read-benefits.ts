import type { CellValue } from 'hucre'
import type { FilePlace } from '../../../shared/api/roster'
import type { Taken } from '../../../shared/claim/facts'
import { readYuan } from '../../../shared/claim/money'
import { readDay } from '../../../shared/people/days'
import { columnOfHeading, headingKey } from '../../../shared/people/roster-headings'
import { readDocument } from '../../training/roster/document'
import { cellName, type Table, textOf } from '../../training/roster/table'

type Field = 'occupation' | 'level' | 'project' | 'type' | 'amount' | 'on' | 'opening' | 'closing'
const known: readonly Field[] = ['occupation', 'level', 'project', 'type', 'amount', 'on', 'opening', 'closing']

/** What a column of such a list says; the words bureaus and platforms head them with. */
const headings: Readonly<Record<Field, readonly string[]>> = {
  occupation: ['职业工种', '职业', '工种', '培训工种', '培训工种名称', '职业名称', '培训职业工种'],
  level: ['等级', '培训等级', '技能等级', '级别'],
  project: ['培训项目', '项目', '项目名称', '班级名称', '培训班'],
  type: ['培训类型', '类型', '补贴类型', '补贴项目'],
  amount: ['补贴金额', '金额', '享受金额', '发放金额', '补贴金额元', '金额元'],
  on: ['享受日期', '发放日期', '拨付日期', '补贴日期', '发放年月', '日期'],
  opening: ['开班日期', '培训开始日期', '开始日期'],
  closing: ['结业日期', '培训结束日期', '结束日期'],
}

/** A training that somebody was paid for, by ID number. */
export interface BenefitRow {
  id: string
  taken: Taken
}

interface Columns {
  id: number
  fields: ReadonlyMap<Field, number>
  firstRow: number
}

/**
 * The rows of a list of trainings that were paid for: ID number and occupation at least. `day` stands where a row says no date. What cannot be
 * read is listed by its place and left out.
 */
export function readBenefits(tables: readonly Table[], day: string): { rows: BenefitRow[]; skipped: FilePlace[] } {
  const rows: BenefitRow[] = []
  const skipped: FilePlace[] = []
  for (const table of tables) {
    const columns = columnsOf(table)
    if (!columns) continue
    for (const [i, cells] of table.rows.entries()) {
      if (i < columns.firstRow || cells.every((cell) => textOf(cell) === '')) continue
      const read = readRow(cells, columns, day)
      if (!('problem' in read)) rows.push(read)
      else {
        const { sheet } = table
        const { problem: message, column } = read
        skipped.push({ ...(sheet !== undefined && { sheet }), row: i + 1, cell: cellName(i, column), message })
      }
    }
  }
  return { rows, skipped }
}

const fieldOf = (heading: string): Field | undefined => {
  const key = headingKey(heading)
  return known.find((field) => headings[field].includes(key))
}

/** By the first row that names an ID number and an occupation. */
function columnsOf({ rows }: Table): Columns | undefined {
  for (const [row, cells] of rows.slice(0, 40).entries()) {
    const id = cells.findIndex((cell) => columnOfHeading(textOf(cell))?.field === 'id')
    const fields = new Map<Field, number>()
    for (const [column, cell] of cells.entries()) {
      const field = fieldOf(textOf(cell))
      if (field && !fields.has(field)) fields.set(field, column)
    }
    if (id >= 0 && fields.has('occupation')) return { id, fields, firstRow: row + 1 }
  }
  return undefined
}

type Problem = { problem: string; column: number }

function readRow(cells: readonly CellValue[], { id, fields }: Columns, day: string): BenefitRow | Problem {
  const at = (field: Field) => textOf(cells[fields.get(field) ?? -1])
  const wrong = (field: Field, problem: string): Problem => ({ problem, column: fields.get(field) ?? 0 })
  const document = readDocument('居民身份证', textOf(cells[id]), typeof cells[id] === 'number')
  if ('problem' in document) return { problem: document.problem, column: id }
  const occupation = at('occupation')
  if (occupation === '') return wrong('occupation', '没有职业（工种），请补上')
  const amount = at('amount') === '' ? 0 : readYuan(at('amount'))
  if (amount === undefined) return wrong('amount', `“${at('amount')}”不是金额，请写成 1234.50 这样`)
  for (const field of ['on', 'opening', 'closing'] as const)
    if (at(field) !== '' && dayAt(at(field)) === undefined)
      return wrong(field, `“${at(field)}”不是日期，请写成 2026-03-31 这样`)
  const opening = dayAt(at('opening'))
  const closing = dayAt(at('closing'))
  const on = dayAt(at('on')) ?? closing ?? opening ?? day
  return {
    id: document.id,
    taken: {
      ...{ kind: /生活费/.test(at('type')) ? 'allowance' : 'subsidy', on, amount },
      occupation: occupation.slice(0, 100),
      level: at('level').slice(0, 40) || '未注明',
      project: at('project').slice(0, 100) || occupation.slice(0, 100),
      type: at('type').slice(0, 40) || '职业技能培训',
      opening: opening ?? on,
      ...(closing !== undefined && { closing }),
    },
  }
}

/** A day, or the first of a month: 发放年月 is often all there is. */
function dayAt(text: string): string | undefined {
  const [, year, month] = /^(\d{4})[-./年]?(\d{2})月?$/.exec(text.trim()) ?? []
  return year !== undefined && month !== undefined ? readDay(`${year}-${month}-01`) : readDay(text)
}
