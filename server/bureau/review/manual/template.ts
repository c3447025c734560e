import { type CellStyle, writeXlsx } from 'hucre'
import { letterOf } from '../../../training/roster/table'
import { manualColumns } from './columns'

/** Rows that the choices and the text format reach to. */
const ROWS = 500
const edge = { style: 'thin', color: { rgb: 'FF8A9A9A' } } as const
const heading: CellStyle = {
  border: { top: edge, bottom: edge, left: edge, right: edge },
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE3EEED' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
const text: CellStyle = { numFmt: '@' }

/** An empty 手工申报导入表: headings, every cell as text, choices, one example that an import leaves out, and a sheet that says what to fill in. */
export function manualTemplate(): Promise<Uint8Array> {
  const cells = new Map<string, { style: CellStyle }>()
  for (const i of manualColumns.keys()) {
    cells.set(`0,${i}`, { style: heading })
    for (let row = 1; row < ROWS; row++) cells.set(`${row},${i}`, { style: text })
  }
  return writeXlsx({
    sheets: [
      {
        name: '手工申报',
        rows: [
          manualColumns.map(({ title, needed }) => (needed ? `${title}*` : title)),
          manualColumns.map(({ example }) => example),
          ...Array.from({ length: ROWS - 2 }, () => manualColumns.map(() => null)),
        ],
        columns: manualColumns.map(({ width }) => ({ width })),
        cells,
        rowDefs: new Map([[0, { height: 30 }]]),
        freezePane: { rows: 1, columns: 1 },
        dataValidations: manualColumns.flatMap(({ choices, title }, i) =>
          choices
            ? [
                {
                  type: 'list' as const,
                  range: `${letterOf(i)}2:${letterOf(i)}${ROWS}`,
                  formula1: `"${choices.join(',')}"`,
                  allowBlank: true,
                  showErrorMessage: true,
                  errorTitle: title,
                  errorMessage: `请填：${choices.join('、')}`,
                },
              ]
            : [],
        ),
        pageSetup: {
          ...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
          printTitlesRow: '$1:$1',
        },
      },
      {
        name: '填写说明',
        rows: [
          ['怎么填'],
          ['1. 给没有使用学迹的单位用。每行一个人的一次培训，带 * 的必填。列的顺序可以变。'],
          ['2. 身份证号已经设成文本格式，请用“选择性粘贴 - 数值”，不要让它变成 1.1E+17。'],
          ['3. 导入前先检查：每一处问题写明工作表、行、列和改法；有错一行也不会导入。'],
          ['4. 这样申报的补贴没有学习记录可以逐段核验，会标明“未经逐段核验”，抽查比例更高。'],
          [],
          ['列', '填什么'],
          ...manualColumns.map(({ title, note, needed }) => [title, `${note}${needed ? '（必填）' : ''}`]),
        ],
        columns: [{ width: 20 }, { width: 76 }],
        cells: new Map([
          ['0,0', { style: { font: { bold: true, size: 14 } } }],
          ...[0, 1].map((column) => [`6,${column}`, { style: heading }] as const),
        ]),
      },
    ],
  })
}
