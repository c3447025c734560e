import { Readable } from 'node:stream'
import { type CellStyle, type WriteSheet, writeXlsx } from 'hucre'
import yazl from 'yazl'
import { utf8 } from '../../shared/crypto'
import { partsOf } from './read-zip'

export interface StreamedRow {
  /** From left to right. `style`: which of the workbook's; `span`: over so many columns, merged. */
  cells: readonly { at: number; span: number; value: string | number; style: number }[]
  /** Points. */
  height: number
}

export interface StreamedSheet {
  /** Everything of the sheet but its cells. */
  setUp: Omit<WriteSheet, 'rows' | 'data' | 'cells' | 'merges' | 'rowDefs'>
  rows: Iterable<StreamedRow>
}

export interface StreamedWorkbook {
  title: string
  /** All that its cells look like. */
  styles: readonly CellStyle[]
  sheets: readonly StreamedSheet[]
}

/** Bytes that are handed on at once. */
const CHUNK = 1 << 16
/** Of the files inside: the same contents give the same bytes. */
const MTIME = new Date(2020, 1, 20)

/**
 * A workbook whose rows are read as its bytes are: it holds one row, and the ranges that are merged. hucre writes everything else (styles, page
 * set-up, print titles) around one row of the styles, and in the place of that row go the rows; its own stream knows one sheet without page
 * set-up.
 */
export async function* streamedWorkbook({ title, styles, sheets }: StreamedWorkbook): AsyncGenerator<Uint8Array> {
  const shown = new Map(styles.map((style, c) => [`0,${c}`, { style }] as const))
  const shell = await writeXlsx({
    properties: { title },
    sheets: sheets.map(({ setUp }) => ({ ...setUp, rows: [styles.map(() => null)], cells: shown })),
  })
  const zip = new yazl.ZipFile()
  const options = { mtime: MTIME, mode: 0o100644, forceDosTimestamp: true }
  for (const [path, bytes] of await partsOf(shell)) {
    const sheet = sheets[Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(path)?.[1]) - 1]
    if (!sheet) zip.addBuffer(Buffer.from(bytes), path, options)
    else
      zip.addReadStreamLazy(path, options, (start) => {
        const content = Readable.from(sheetXml(Buffer.from(bytes).toString('utf8'), sheet.rows), { objectMode: false })
        content.once('error', (error) => out.destroy(error))
        start(null, content)
      })
  }
  zip.end()
  const out = Readable.from(zip.outputStream, { objectMode: false })
  yield* out
}

/** The sheet as hucre wrote it, with these rows. */
function* sheetXml(shell: string, rows: Iterable<StreamedRow>): Generator<Uint8Array> {
  const [before, row, after] = shell.split(/<sheetData>(.*)<\/sheetData>/s)
  if (before === undefined || row === undefined || after === undefined) throw new Error('a sheet without its rows')
  const styles = [...row.matchAll(/<c r="[A-Z]+1"(?: s="(\d+)")?\/>/g)].map(([, style = '0']) => style)
  const merged: string[] = []
  let text = `${before.replace(/<dimension [^>]*\/>/, '')}<sheetData>`
  let number = 0
  for (const { cells, height } of rows) {
    number++
    text += `<row r="${number}" ht="${height}" customHeight="1">`
    for (const { at, span, value, style } of cells) {
      const look = ` s="${styles[style] ?? 0}"`
      text += cellXml(placeOf(at, number), look, value)
      // Every cell of a merged range has the border, or the frame has holes.
      for (let c = at + 1; c < at + span; c++) text += `<c r="${placeOf(c, number)}"${look}/>`
      if (span > 1) merged.push(`<mergeCell ref="${placeOf(at, number)}:${placeOf(at + span - 1, number)}"/>`)
    }
    text += '</row>'
    if (text.length < CHUNK) continue
    yield utf8(text)
    text = ''
  }
  const merges = merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : ''
  yield utf8(`${text}</sheetData>${merges}${after}`)
}

function cellXml(place: string, look: string, value: string | number): string {
  if (value === '') return `<c r="${place}"${look}/>`
  if (typeof value === 'number') return `<c r="${place}"${look}><v>${value}</v></c>`
  return `<c r="${place}"${look} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

/** ECMA-376 part 1, 22.9.2.19: what XML cannot hold is `_x0000_`, and what looks like that is written so that it stays. */
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (char) => `_x${hex4(char)}_`)

const hex4 = (char: string) => char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')

/** `A1`, of a column from 0 and a row from 1. */
function placeOf(column: number, row: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters + row
}
