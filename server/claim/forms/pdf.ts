import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { type FilledForm, type Grid, type GridRow, type Look, markText } from '../../../shared/forms/grid'
import { linesOf } from './lines'

const require = createRequire(import.meta.url)
const font = (weight: '400Regular' | '700Bold') =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)

/** Points. The left edge is bound, the right one stays free for 骑缝章. */
const MARGIN = { x: 42, top: 44, bottom: 46 }
const A4 = { short: 595.28, long: 841.89 }
const PAD = 3
/** Points a digit takes at 10 points. */
const DIGIT = 5.6
const LINE = 1.32

interface Style {
  size: number
  bold?: true
  framed?: true
  shaded?: true
  align?: 'left' | 'center' | 'right'
  bottom?: true
}
const styles: Readonly<Record<Look, Style>> = {
  title: { size: 16, bold: true, align: 'center' },
  line: { size: 10 },
  note: { size: 9 },
  paragraph: { size: 12 },
  label: { size: 10, bold: true, framed: true, shaded: true, align: 'center' },
  value: { size: 10, framed: true },
  header: { size: 10, bold: true, framed: true, shaded: true, align: 'center' },
  cell: { size: 10, framed: true },
  total: { size: 10, bold: true, framed: true },
  box: { size: 10, framed: true, bottom: true },
  sign: { size: 11 },
  seal: { size: 11, align: 'center' },
}

/** A form as PDF, A4: heads repeated, 第×页共×页, the form's version and the short code at the foot of every page. */
export function formPdf(form: FilledForm, madeAt: number): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    autoFirstPage: false,
    bufferPages: true,
    margin: 0,
    info: { Title: form.name, CreationDate: new Date(madeAt), ModDate: new Date(madeAt) },
  })
  doc.registerFont('plain', font('400Regular'))
  doc.registerFont('bold', font('700Bold'))
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise<Buffer>((resolve, reject) =>
    doc.on('end', () => resolve(Buffer.concat(parts))).on('error', reject),
  )
  const measure = new Measure(doc)
  for (const sheet of form.sheets) if (!sheet.workbookOnly) new Sheet(doc, measure, sheet).draw()
  foot(doc, markText(form.mark))
  doc.end()
  return done
}

type Doc = InstanceType<typeof PDFDocument>

/** Widths of signs at one point, each asked of the font once: that is what makes long tables fast. */
class Measure {
  readonly #known = { plain: new Map<string, number>(), bold: new Map<string, number>() }

  constructor(private readonly doc: Doc) {}

  of(char: string, weight: 'plain' | 'bold'): number {
    const known = this.#known[weight]
    let width = known.get(char)
    if (width === undefined) {
      width = this.doc.font(weight).fontSize(100).widthOfString(char) / 100
      known.set(char, width)
    }
    return width
  }
}

class Sheet {
  readonly #wide: number
  readonly #bottom: number
  /** Left edge of each column, and the right edge of the last. */
  readonly #edges: number[]
  /** What sizes are multiplied with, so that the columns have room. */
  readonly #scale: number
  #y = 0

  constructor(
    private readonly doc: Doc,
    private readonly measure: Measure,
    private readonly sheet: Grid,
  ) {
    this.#wide = (sheet.upright ? A4.short : A4.long) - 2 * MARGIN.x
    this.#bottom = (sheet.upright ? A4.long : A4.short) - MARGIN.bottom
    const total = sheet.widths.reduce((sum, width) => sum + width, 0)
    this.#scale = Math.min(1, this.#wide / (total * DIGIT))
    this.#edges = [MARGIN.x]
    for (const width of sheet.widths) this.#edges.push((this.#edges.at(-1) ?? 0) + (width / total) * this.#wide)
  }

  draw(): void {
    this.#page()
    const [first, last] = this.sheet.repeat ?? [0, -1]
    const head = this.sheet.rows.slice(first, last + 1)
    const { rows } = this.sheet
    for (let i = 0; i < rows.length; ) {
      let end = i + 1
      while (rows[end - 1]?.keep && end < rows.length) end++
      const block = rows.slice(i, end)
      const needed = block.reduce((sum, row) => sum + this.#height(row), 0)
      if (this.#y + needed > this.#bottom && this.#y > MARGIN.top) {
        this.#page()
        if (i > last) for (const row of head) this.#row(row)
      }
      for (const row of block) this.#row(row)
      i = end
    }
  }

  #page(): void {
    this.doc.addPage({ size: 'A4', layout: this.sheet.upright ? 'portrait' : 'landscape', margin: 0 })
    this.#y = MARGIN.top
  }

  #size({ size }: Style): number {
    return size * (size > 10 ? Math.max(this.#scale, 0.9) : this.#scale)
  }

  #lines(cell: GridRow['cells'][number]): string[] {
    const style = styles[cell.look]
    const size = this.#size(style)
    const weight = style.bold ? 'bold' : 'plain'
    const room = this.#span(cell) - 2 * PAD
    return linesOf(cell.text, room / size, (char) => this.measure.of(char, weight))
  }

  #span = ({ at, span }: GridRow['cells'][number]): number => (this.#edges[at + span] ?? 0) - (this.#edges[at] ?? 0)

  #height({ cells, height = 0 }: GridRow): number {
    const needed = cells.map((cell) => this.#lines(cell).length * this.#size(styles[cell.look]) * LINE + 2 * PAD)
    return Math.max(height * Math.max(this.#scale, 0.8), ...needed)
  }

  #row(row: GridRow): void {
    const height = this.#height(row)
    for (const cell of row.cells) {
      const { doc } = this
      const style = styles[cell.look]
      const [x, width, size] = [this.#edges[cell.at] ?? 0, this.#span(cell), this.#size(style)]
      doc.lineWidth(0.5)
      if (style.shaded) doc.rect(x, this.#y, width, height).fillAndStroke('#eff3f3', '#404040')
      else if (style.framed) doc.rect(x, this.#y, width, height).stroke('#404040')
      const weight = style.bold ? 'bold' : 'plain'
      const lines = this.#lines(cell)
      const block = lines.length * size * LINE
      const top = style.bottom ? this.#y + height - block - PAD : this.#y + (height - block) / 2
      doc.font(weight).fontSize(size).fillColor('#111111')
      for (const [i, line] of lines.entries()) {
        const used = [...line].reduce((sum, char) => sum + this.measure.of(char, weight), 0) * size
        const free = width - 2 * PAD - used
        const align = cell.align ?? style.align ?? 'left'
        const from = x + PAD + (align === 'right' ? free : align === 'center' ? free / 2 : 0)
        if (line !== '') doc.text(line, from, top + i * size * LINE, { lineBreak: false })
      }
    }
    this.#y += height
  }
}

function foot(doc: Doc, mark: string): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    const { width, height } = doc.page
    const number = `第 ${page + 1} 页，共 ${count} 页`
    doc.font('plain').fontSize(8).fillColor('#444444')
    doc.text(mark, MARGIN.x, height - 32, { lineBreak: false })
    doc.text(number, width - MARGIN.x - doc.widthOfString(number), height - 32, { lineBreak: false })
    if (count > 1) {
      doc.save().rotate(90, { origin: [width - 12, height / 2] })
      doc
        .fontSize(7)
        .fillColor('#999999')
        .text('骑缝章处', width - 26, height / 2 - 5, { lineBreak: false })
      doc.restore()
    }
  }
}
