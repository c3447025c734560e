import { type Cell, insertRows, type Sheet, saveXlsx } from 'hucre'
import { type FormMark, type Grid, markText } from '../../../../shared/forms/grid'
import { fillWords, lookUp, namesIn } from '../../../../shared/forms/placeholders'
import type { Value, Values } from '../../../../shared/forms/value'
import { gridOf } from './grid-of'
import { openOwn, type RepeatedRow, readOwn } from './open-own'

type Row = Readonly<Record<string, Value>>

/** A bureau's own workbook filled in: the workbook, everything else of it kept as it was, and its sheets for print and PDF. */
export async function fillOwn(
  bytes: Uint8Array,
  of: 'claim' | 'class',
  values: Values,
  mark: FormMark,
): Promise<{ xlsx: Uint8Array; sheets: Grid[] }> {
  const workbook = await openOwn(bytes)
  const { repeated } = readOwn(workbook, of)
  const shown = workbook.sheets.map((sheet, i) => {
    const texts = fillSheet(sheet, repeated[i] ?? [], values)
    sheet.headerFooter = { ...sheet.headerFooter, oddFooter: marked(sheet.headerFooter?.oddFooter ?? '', mark) }
    sheet.pageSetup = { ...sheet.pageSetup, paperSize: 'a4' }
    return gridOf(sheet, texts)
  })
  return { xlsx: await saveXlsx(workbook), sheets: shown }
}

/** Fills a sheet in place, from below so that places above stay true. Returns the text of each filled cell by its place. */
function fillSheet(sheet: Sheet, repeated: readonly RepeatedRow[], values: Values): Map<string, string> {
  const rowOf = new Map<number, Row>()
  for (const { row, list } of [...repeated].sort((a, b) => a.row - b.row).reverse()) {
    const items = [...(values.lists[list] ?? [])]
    const more = Math.max(0, items.length - 1)
    if (more > 0) repeatRow(sheet, row, more)
    const moved = [...rowOf].map(([at, item]) => [at > row ? at + more : at, item] as const)
    rowOf.clear()
    for (const [at, item] of moved) rowOf.set(at, item)
    const named = items.length > 0 ? items : [emptyRow(sheet, row)]
    for (const [i, item] of named.entries()) rowOf.set(row + i, withListName(item, list))
  }
  const texts = new Map<string, string>()
  for (const [r, row] of sheet.rows.entries()) {
    const find = lookUp(values, rowOf.get(r))
    for (const [c, value] of row.entries()) {
      if (typeof value !== 'string' || namesIn(value).length === 0) continue
      const filled = fillWords(value, find)
      put(sheet, r, c, filled)
      texts.set(`${r},${c}`, filled.text)
    }
  }
  return texts
}

/** Nobody is on the list: the row stays, and stays empty. */
const emptyRow = (sheet: Sheet, row: number): Row =>
  Object.fromEntries(
    (sheet.rows[row] ?? []).flatMap((value) =>
      typeof value === 'string' ? namesIn(value).map((name) => [name.split('.').at(-1) ?? name, { text: '' }]) : [],
    ),
  )

const withListName = (item: Row, list: string): Row => ({
  ...item,
  ...Object.fromEntries(Object.entries(item).map(([name, value]) => [`${list}.${name}`, value])),
})

/** Puts copies of a row below it: cells with their looks, height, and cells merged within the row. */
function repeatRow(sheet: Sheet, row: number, times: number): void {
  const model = [...(sheet.rows[row] ?? [])]
  const cells = [...(sheet.cells ?? [])].filter(([place]) => place.startsWith(`${row},`))
  const merges = (sheet.merges ?? []).filter(({ startRow, endRow }) => startRow === row && endRow === row)
  const height = sheet.rowDefs?.get(row)
  insertRows(sheet, row + 1, times)
  for (let i = 1; i <= times; i++) {
    sheet.rows[row + i] = [...model]
    for (const [place, cell] of cells) sheet.cells?.set(`${row + i},${place.split(',')[1]}`, { ...cell })
    for (const merge of merges) sheet.merges?.push({ ...merge, startRow: row + i, endRow: row + i })
    if (height) sheet.rowDefs?.set(row + i, { ...height })
  }
}

function put(sheet: Sheet, r: number, c: number, { text, number }: Value): void {
  const value = number ? number.is : text
  const row = sheet.rows[r]
  if (row) row[c] = value
  const before = sheet.cells?.get(`${r},${c}`)
  const numFmt = number ? formatOf(before, number.format) : '@'
  const cell: Cell = {
    value,
    type: number ? 'number' : 'string',
    style: { ...before?.style, numFmt },
  }
  sheet.cells ??= new Map()
  sheet.cells.set(`${r},${c}`, cell)
}

/** The bureau's own format of numbers, where its cell has one. */
const formatOf = (cell: Cell | undefined, ours: string): string => {
  const own = cell?.style?.numFmt
  return own === undefined || own === 'General' || own === '@' ? ours : own
}

/** A footer with our mark on its left and a page number somewhere. */
function marked(footer: string, mark: FormMark): string {
  const [, left = '', rest = ''] = /^(?:&L((?:[^&]|&(?![CR]))*))?(.*)$/s.exec(footer) ?? []
  const text = markText(mark).replaceAll('&', '&&')
  const page = footer.includes('&P') ? '' : '&R&8第 &P 页，共 &N 页'
  return `&L&8${left === '' ? '' : `${left}  `}${text}${rest}${page}`
}
