import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)

interface Printed {
  title?: string
  /** Where columns begin, in points. */
  at: readonly number[]
  header: readonly string[]
  rows: readonly (readonly string[])[]
  perPage?: number
  password?: string
}

/** A table printed to PDF with its font in it, headings on every page, as platforms with a print button make them. */
export async function printed({ title, at, header, rows, perPage = 20, password }: Printed): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    ...(password !== undefined && { userPassword: password, ownerPassword: password }),
  })
  document.registerFont('font', font).font('font').fontSize(9)
  const line = (cells: readonly string[], y: number) => {
    // What is too long for its column goes on below.
    for (const [i, cell] of cells.entries())
      for (const [n, part] of cell.split('\n').entries())
        document.text(part, at[i] ?? 0, y + n * 11, { lineBreak: false })
  }
  for (let from = 0; from < Math.max(1, rows.length); from += perPage) {
    if (from > 0) document.addPage({ size: 'A4', margin: 0 })
    if (title !== undefined) document.fontSize(14).text(title, 220, 40, { lineBreak: false }).fontSize(9)
    line(header, 80)
    for (const [i, row] of rows.slice(from, from + perPage).entries()) line(row, 106 + i * 30)
    document.text(`第 ${from / perPage + 1} 页`, 280, 800, { lineBreak: false })
  }
  document.end()
  const parts: Buffer[] = []
  for await (const part of document) parts.push(Buffer.from(part))
  return new Uint8Array(Buffer.concat(parts))
}

/**
 * A PDF whose font is not in it: 宋体 named by Adobe's Chinese tables, as iText makes them on many platforms' servers. Each text
 * stands at its point.
 */
export function unembedded(texts: readonly { text: string; x: number; y: number }[]): Uint8Array {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
  const stream = texts.map(({ text, x, y }) => `BT /F1 10 Tf ${x} ${842 - y} Td <${hex(text)}> Tj ET`).join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const place = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const place of places) text += `${String(place).padStart(10, '0')} 00000 n \n`
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return new TextEncoder().encode(text)
}

/** A page with a drawing and no letter, as a scan has. */
export async function scanned(): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4' })
  document.rect(50, 50, 300, 300).fill('#888888')
  document.end()
  const parts: Buffer[] = []
  for await (const part of document) parts.push(Buffer.from(part))
  return new Uint8Array(Buffer.concat(parts))
}
