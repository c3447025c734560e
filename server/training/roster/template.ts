import { type CellStyle, type ColumnDef, type DataValidation, writeXlsx } from 'hucre'
import { type RosterColumn, rosterColumns } from '../../../shared/people/roster-columns'
import { type PlanTypeKey, planTypes } from '../../../shared/plan/types'
import { letterOf } from './table'

/** Rows that the choices and the text format reach to. */
const ROWS = 1000
const HEADER_ROWS = 2

const edge = { style: 'thin', color: { rgb: 'FF8A9A9A' } } as const
const edges = { top: edge, bottom: edge, left: edge, right: edge }
const heading: CellStyle = {
  border: edges,
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE3EEED' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
const code: CellStyle = { ...heading, font: { size: 9, color: { rgb: 'FF5A6B6B' } } }
const text: CellStyle = { numFmt: '@' }

/** Whose roster it is: the organisation's kind, and the type of the class's plan, empty where it was not filed here. */
export interface TemplateOf {
  kind: 'enterprise' | 'institution' | 'bureau'
  type: string
}

/** What a roster for this type of training needs; where no type is known, for any that the organisation holds. */
function columnsFor({ kind, type }: TemplateOf): RosterColumn[] {
  const known = planTypes.filter(({ key }) => key === type)
  const held = planTypes.filter(({ kinds }) => kind === 'bureau' || kinds.includes(kind))
  const types = new Set<PlanTypeKey>((known.length > 0 ? known : held).map(({ key }) => key))
  return rosterColumns.filter(({ of }) => of === undefined || of.some((one) => types.has(one)))
}

/**
 * An empty roster to fill in: headings with their 金保 codes below, every column as text, choices where there are any, one
 * example that an import leaves out, and a sheet that says what to fill in.
 */
export function rosterTemplate(of: TemplateOf): Promise<Uint8Array> {
  const columns = columnsFor(of)
  const lists = columns.filter(({ choices }) => choices !== undefined)
  const cells = new Map<string, { style: CellStyle }>()
  cells.set('0,0', { style: heading })
  cells.set('1,0', { style: code })
  for (const i of columns.keys()) {
    cells.set(`0,${i + 1}`, { style: heading })
    cells.set(`1,${i + 1}`, { style: code })
    // A column's format would hold for it whole; hucre gives formats to cells alone, so every cell to be filled in has its own.
    for (let row = HEADER_ROWS; row < ROWS; row++) cells.set(`${row},${i + 1}`, { style: text })
  }
  return writeXlsx({
    sheets: [
      {
        name: '学员名册',
        rows: [
          ['序号', ...columns.map(({ title, field }) => (field === 'name' || field === 'id' ? `${title}*` : title))],
          ['', ...columns.map(({ code = '' }) => code)],
          ['', ...columns.map(({ field }) => (field === 'name' ? '示例（请删去本行）' : (examples[field] ?? '')))],
          ...Array.from({ length: ROWS - HEADER_ROWS - 1 }, () => [null, ...columns.map(() => null)]),
        ],
        columns: [{ width: 7 }, ...columns.map(({ width }): ColumnDef => ({ width }))],
        cells,
        rowDefs: new Map([
          [0, { height: 24 }],
          [1, { height: 14 }],
        ]),
        freezePane: { rows: HEADER_ROWS, columns: 2 },
        dataValidations: lists.map((column) => choice(column, columns.indexOf(column) + 1, lists.indexOf(column))),
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: '$1:$2',
        },
      },
      {
        name: '填写说明',
        rows: [
          ['怎么填'],
          ['1. 只有姓名和身份证号必填，其余的有就填。列的顺序可以变，多余的列可以留着，不会读。'],
          ['2. 身份证号一列已经设成文本格式。从别处复制时请用“选择性粘贴 - 数值”，不要让它变成 1.1E+17。'],
          ['3. 每行一个人，不要合并单元格，不要隐藏行。标题行、合计行、制表人等会跳过，不会当成人员。'],
          ['4. 上传后先检查，列出每一处问题和改法；有错一个人也不会导入。'],
          [],
          ['列', '填什么', '金保代码'],
          ...columns.map(({ title, note, code = '' }) => [title, note, code]),
        ],
        columns: [{ width: 20 }, { width: 76 }, { width: 12 }],
        cells: new Map([
          ['0,0', { style: { font: { bold: true, size: 14 } } }],
          ...[0, 1, 2].map((column) => [`6,${column}`, { style: heading }] as const),
        ]),
      },
      {
        name: '选项',
        hidden: true,
        rows: Array.from({ length: Math.max(...lists.map(({ choices = [] }) => choices.length)) }, (_, row) =>
          lists.map(({ choices = [] }) => choices[row] ?? null),
        ),
      },
    ],
  })
}

const examples: Partial<Record<RosterColumn['field'], string>> = {
  idType: '居民身份证',
  sex: '女',
  nationality: '汉族',
  household: '农业家庭户口',
  education: '初中',
}

/** Offered, never enforced: what no list holds is filled in all the same, and the import says so. */
function choice({ title, choices = [] }: RosterColumn, column: number, list: number): DataValidation {
  const letter = letterOf(column)
  return {
    type: 'list',
    range: `${letter}${HEADER_ROWS + 1}:${letter}${ROWS}`,
    formula1: `选项!$${letterOf(list)}$1:$${letterOf(list)}$${choices.length}`,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: title,
    errorMessage: '不在可选的内容里。确实如此的，选“是”保留',
  }
}
