import { readFileSync } from 'node:fs'
import {
  type Cell,
  type CellValue,
  type ColumnDef,
  type MergeRange,
  type RowDef,
  type WriteOptions,
  writeXlsx,
} from 'hucre'
import yazl from 'yazl'
import { inventedId } from '../../../../test/support/hr'

/** Of 17 digits, with its check digit. */
export function numbered(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return digits + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11]
}

/** Invented people; odd ones are men. */
export const [one, two, three] = [inventedId(13), inventedId(14), inventedId(15)] as const
/** Ends in X. */
export const withX = [...Array(400).keys()].map((n) => inventedId(n + 10)).find((id) => id.endsWith('X')) ?? ''
/** Truly ends in 000, which is what Excel makes of others. */
export const thousand =
  [...Array(28).keys()]
    .map((day) =>
      numbered(`2312021990${String((day % 12) + 1).padStart(2, '0')}${String(day + 1).padStart(2, '0')}100`),
    )
    .find((id) => id.endsWith('000')) ?? numbered('23120219900101100')

/** So many invented people, each with a name and a number. */
export const many = (count: number): [string, string][] =>
  Array.from({ length: count }, (_, i) => [
    `某${String.fromCodePoint(0x4e00 + (i % 20_000))}`,
    numbered(
      `2312021960${pad(Math.floor(i / 14_000) + 1, 2)}${pad((Math.floor(i / 500) % 28) + 1, 2)}${pad((i % 500) * 2 + 1, 3)}`,
    ),
  ])

const pad = (value: number, length: number) => String(value).padStart(length, '0')

interface Extra {
  name?: string
  hidden?: boolean
  merges?: MergeRange[]
  columns?: ColumnDef[]
  rowDefs?: Map<number, RowDef>
  cells?: Map<string, Partial<Cell>>
}

export const book = (sheets: ({ rows: CellValue[][] } & Extra)[], options: Partial<WriteOptions> = {}) =>
  writeXlsx({ sheets: sheets.map(({ name = '名册', ...rest }) => ({ name, ...rest })), ...options })
export const sheet = (rows: CellValue[][], extra: Extra = {}) => book([{ rows, ...extra }])

export const merge = (startRow: number, startCol: number, endRow: number, endCol: number): MergeRange => ({
  startRow,
  startCol,
  endRow,
  endCol,
})
export const formula = (value: CellValue): Partial<Cell> => ({
  type: 'formula',
  formula: 'B9&""',
  formulaResult: value,
})

export const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, import.meta.url)))
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
export const utf16 = (text: string, { swap = false, mark = true } = {}): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return new Uint8Array(swap ? bytes.swap16() : bytes)
}

export function zip(contents: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const archive = new yazl.ZipFile()
  for (const [name, content] of Object.entries(contents)) archive.addBuffer(Buffer.from(content), name)
  archive.end()
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    archive.outputStream.on('data', (part: Buffer) => parts.push(part))
    archive.outputStream.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    archive.outputStream.on('error', reject)
  })
}

/** A workbook whose sheet is this XML. */
export const rawSheet = (xml: string): Promise<Uint8Array> =>
  zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': xml,
  })

export const sheetXml = (data: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`

/** The stated sizes of a ZIP, all of them, made small: what a bomb says of itself. */
export function lying(archive: Uint8Array): Uint8Array {
  const buffer = Buffer.from(archive)
  for (let i = buffer.indexOf('PK\u0001\u0002'); i >= 0; i = buffer.indexOf('PK\u0001\u0002', i + 4))
    if (buffer.readUInt32LE(i + 24) > 1000) buffer.writeUInt32LE(1000, i + 24)
  return new Uint8Array(buffer)
}
