import type { CellValue } from 'hucre'
import type { AddDesignation } from '../../../shared/api/bureau-register'
import { readCreditCode } from '../../../shared/people/credit-code'
import { readDay } from '../../../shared/people/days'
import { headingKey } from '../../../shared/people/roster-headings'
import { cellName, type Place, type Table, textOf } from '../../training/roster/table'

type Field = 'name' | 'creditCode' | 'batch' | 'source' | 'occupation' | 'levels' | 'from' | 'to'

/** Columns of the template, and the other words a list may head them with. */
export const designationColumns: readonly {
  field: Field
  title: string
  also: readonly string[]
  needed: boolean
  width: number
  example: string
}[] = [
  {
    ...{ field: 'name', title: '机构名称', also: ['培训机构', '单位名称', '培训机构名称'], needed: true },
    ...{ width: 34, example: '示例（请删去本行）' },
  },
  {
    ...{ field: 'creditCode', title: '统一社会信用代码', also: ['信用代码', '社会信用代码'], needed: true },
    ...{ width: 22, example: '91110000600037341L' },
  },
  { ...{ field: 'batch', title: '批次', also: ['定点批次'], needed: true }, ...{ width: 12, example: '第一批' } },
  {
    ...{ field: 'source', title: '公布文件', also: ['文号', '公布文号', '依据'], needed: false },
    ...{ width: 30, example: '关于公布第一批定点培训机构的通知' },
  },
  {
    ...{
      field: 'occupation',
      title: '许可职业（工种）',
      also: ['职业工种', '培训工种', '许可工种', '工种'],
      needed: false,
    },
    ...{ width: 22, example: '养老护理员' },
  },
  {
    ...{ field: 'levels', title: '许可等级', also: ['等级', '培训等级'], needed: false },
    ...{ width: 18, example: '五级、四级' },
  },
  {
    ...{ field: 'from', title: '有效期起', also: ['起始日期', '有效期自'], needed: true },
    ...{ width: 14, example: '2026-01-01' },
  },
  {
    ...{ field: 'to', title: '有效期止', also: ['截止日期', '有效期至'], needed: false },
    ...{ width: 14, example: '2027-12-31' },
  },
]

interface Columns {
  at: ReadonlyMap<Field, number>
  firstRow: number
}

/** Institutions of a list, rows of one institution and batch joined; what cannot be read, by its place. */
export function readDesignations(tables: readonly Table[]): { rows: AddDesignation[]; wrong: Place[] } {
  const found = new Map<string, AddDesignation>()
  const wrong: Place[] = []
  for (const table of tables) {
    const columns = columnsOf(table)
    if (!columns) continue
    for (const [i, cells] of table.rows.entries()) {
      if (i < columns.firstRow || cells.every((cell) => textOf(cell) === '')) continue
      if (textOf(cells[columns.at.get('name') ?? -1]).startsWith('示例')) continue
      const read = readRow(cells, columns)
      if ('problem' in read) {
        const { sheet } = table
        const place = { row: i + 1, column: titleOf(read.field), cell: cellName(i, columns.at.get(read.field) ?? 0) }
        wrong.push({ ...(sheet !== undefined && { sheet }), ...place, message: read.problem })
        continue
      }
      const key = [read.creditCode, read.batch, read.from].join('\n')
      const known = found.get(key)
      if (known) known.occupations = [...known.occupations, ...read.occupations]
      else found.set(key, read)
    }
  }
  return { rows: [...found.values()], wrong }
}

const titleOf = (field: Field) => designationColumns.find((one) => one.field === field)?.title ?? field

function columnsOf({ rows }: Table): Columns | undefined {
  for (const [row, cells] of rows.slice(0, 40).entries()) {
    const at = new Map<Field, number>()
    for (const [column, cell] of cells.entries()) {
      const key = headingKey(textOf(cell))
      const known = designationColumns.find(
        ({ title, also }) => headingKey(title) === key || also.some((one) => headingKey(one) === key),
      )
      if (known && !at.has(known.field)) at.set(known.field, column)
    }
    if (designationColumns.every(({ needed, field }) => !needed || at.has(field))) return { at, firstRow: row + 1 }
  }
  return undefined
}

type Problem = { problem: string; field: Field }

function readRow(cells: readonly CellValue[], { at }: Columns): AddDesignation | Problem {
  const text = (field: Field) => textOf(cells[at.get(field) ?? -1])
  for (const { field, needed, title } of designationColumns)
    if (needed && text(field) === '') return { field, problem: `没有${title}，请补上` }
  const { code, warning } = readCreditCode(text('creditCode'))
  if (code.length !== 18)
    return { field: 'creditCode', problem: warning ?? '统一社会信用代码应为 18 位，请对照证照改正' }
  const [from, to] = [readDay(text('from')), text('to') === '' ? '' : readDay(text('to'))]
  if (from === undefined) return { field: 'from', problem: `“${text('from')}”不是日期，请写成 2026-01-01 这样` }
  if (to === undefined) return { field: 'to', problem: `“${text('to')}”不是日期，请写成 2026-12-31 这样` }
  if (to !== '' && to < from) return { field: 'to', problem: '有效期止早于有效期起，请改正' }
  const levels = text('levels')
    .split(/[、，,；;\s]+/)
    .filter((one) => one !== '')
  const occupations = text('occupation')
    .split(/[、，,；;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== '全部' && one !== '不限')
  return {
    ...{ name: text('name').slice(0, 100), creditCode: code, batch: text('batch').slice(0, 50) },
    ...{ source: text('source').slice(0, 200) || '未注明', from, to },
    occupations: occupations.map((name) => ({
      name: name.slice(0, 100),
      levels: levels.map((one) => one.slice(0, 40)),
    })),
  }
}
