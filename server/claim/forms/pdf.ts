import { setImmediate as breath } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { type Form, type GridCell, type GridRow, type Look, markText, type Sheet } from '../../../shared/forms/grid'
import { fontFile, type Weight, widths } from './font'
import { linesOf } from './lines'
import { blocksOf } from './together'

/** Points. The left edge is bound, the right one stays free for 骑缝章. */
const MARGIN = { x: 42, top: 44, bottom: 46 }
const A4 = { short: 595.28, long: 841.89 }
const PAD = 3
const AIR = 2
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

/**
 * A form as PDF, A4, page by page: heads repeated, 第×页共×页, the form's version and the short code at the foot of every page. How many pages
 * there are is counted before, so its rows are read twice.
 */
export async function* formPdf(form: Form, madeAt: number): AsyncGenerator<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    autoFirstPage: false,
    margin: 0,
    // One entry for every word ever drawn, names and times of the day among them.
    fontLayoutCache: false,
    info: { Title: form.name, CreationDate: new Date(madeAt), ModDate: new Date(madeAt) },
  })
  doc.registerFont('plain', fontFile('plain'))
  doc.registerFont('bold', fontFile('bold'))
  const printed = form.sheets.filter(({ workbookOnly }) => !workbookOnly).map((sheet) => new DrawnSheet(doc, sheet))
  let [count, lacks] = [0, false]
  for (const sheet of printed)
    for (const page of sheet.pages()) {
      count++
      lacks ||= page.some(({ row }) => row.cells.some(({ text }) => lacked(text)))
      await breath()
    }
  const mark = [markText(form.mark), lacks && LACKS].filter(Boolean).join('  ')
  let number = 0
  for (const sheet of printed)
    for (const page of sheet.pages()) {
      sheet.draw(page)
      foot(doc, mark, ++number, count)
      yield* written(doc)
      await breath()
    }
  doc.end()
  yield* written(doc)
}

/** What the document has given since. */
function* written(doc: Doc): Generator<Uint8Array> {
  for (let part: unknown = doc.read(); part instanceof Uint8Array; part = doc.read()) yield part
}

/** Signs that the font lacks show as a box: the paper says so rather than keep silent. */
const LACKS = '显示为方框的生僻字以同名工作簿为准'

type Doc = InstanceType<typeof PDFDocument>

/** A row, its cells broken into lines. */
interface Laid {
  row: GridRow
  lines: readonly (readonly string[])[]
  height: number
}

interface Place extends Laid {
  /** Its upper edge. */
  y: number
  /** The rows that its cells may reach over. */
  below: readonly Laid[]
}

class DrawnSheet {
  readonly #wide: number
  readonly #bottom: number
  /** Left edge of each column, and the right edge of the last. */
  readonly #edges: number[]
  /** What sizes are multiplied with, so that the columns have room. */
  readonly #scale: number

  constructor(
    private readonly doc: Doc,
    private readonly sheet: Sheet,
  ) {
    this.#wide = (sheet.upright ? A4.short : A4.long) - 2 * MARGIN.x
    this.#bottom = (sheet.upright ? A4.long : A4.short) - MARGIN.bottom
    const total = sheet.widths.reduce((sum, width) => sum + width, 0)
    this.#scale = Math.min(1, this.#wide / (total * DIGIT))
    this.#edges = [MARGIN.x]
    for (const width of sheet.widths) this.#edges.push((this.#edges.at(-1) ?? 0) + (width / total) * this.#wide)
  }

  /** What stands on each page, one after the other. */
  *pages(): Generator<readonly Place[]> {
    const [first, last] = this.sheet.repeat ?? [0, -1]
    const head: Laid[] = []
    let page: Place[] = []
    let y = MARGIN.top
    for (const { from, block: rows } of blocksOf(this.sheet.rows)) {
      const block = rows.map((row) => this.#laid(row))
      head.push(...block.filter((_, i) => from + i >= first && from + i <= last))
      let next = block
      if (y + heightOf(block) > this.#bottom && y > MARGIN.top) {
        yield page
        page = []
        y = MARGIN.top
        if (from > last) next = [...head, ...block]
      }
      for (const [n, laid] of next.entries()) {
        page.push({ ...laid, y, below: next.slice(n + 1) })
        y += laid.height
      }
    }
    yield page
  }

  draw(page: readonly Place[]): void {
    this.doc.addPage({ size: 'A4', layout: this.sheet.upright ? 'portrait' : 'landscape', margin: 0 })
    for (const place of page) this.#row(place)
  }

  #size({ size }: Style): number {
    return size * (size > 10 ? Math.max(this.#scale, 0.9) : this.#scale)
  }

  #laid(row: GridRow): Laid {
    const lines = row.cells.map((cell) => this.#lines(cell))
    const needed = row.cells.map(({ look, down = 1 }, i) =>
      down > 1 ? 0 : (lines[i]?.length ?? 0) * this.#size(styles[look]) * LINE + 2 * AIR,
    )
    return { row, lines, height: Math.max(row.height ?? 0, ...needed) }
  }

  #lines(cell: GridCell): string[] {
    const style = styles[cell.look]
    const font = widths(weightOf(style))
    return linesOf(cell.text, (this.#span(cell) - 2 * PAD) / this.#size(style), (char) => font.of(char))
  }

  #span = ({ at, span }: GridCell): number => (this.#edges[at + span] ?? 0) - (this.#edges[at] ?? 0)

  #row({ row, lines, height: own, y, below }: Place): void {
    for (const [i, cell] of row.cells.entries()) {
      const height = own + heightOf(below.slice(0, (cell.down ?? 1) - 1))
      const style = styles[cell.look]
      const [x, width] = [this.#edges[cell.at] ?? 0, this.#span(cell)]
      this.doc.lineWidth(0.5)
      if (style.shaded) this.doc.rect(x, y, width, height).fillAndStroke('#eff3f3', '#404040')
      else if (style.framed) this.doc.rect(x, y, width, height).stroke('#404040')
      this.#text(cell, lines[i] ?? [], y, height)
    }
  }

  #text(cell: GridCell, lines: readonly string[], y: number, height: number): void {
    const style = styles[cell.look]
    const size = this.#size(style)
    const block = lines.length * size * LINE
    const top = style.bottom ? y + height - block - AIR : y + (height - block) / 2
    const align = cell.align ?? style.align ?? 'left'
    const font = widths(weightOf(style))
    this.doc.font(weightOf(style)).fontSize(size).fillColor('#111111')
    for (const [i, line] of lines.entries()) {
      if (line === '') continue
      const used = [...line].reduce((sum, char) => sum + font.of(char), 0) * size
      const free = this.#span(cell) - 2 * PAD - used
      const from = (this.#edges[cell.at] ?? 0) + PAD + (align === 'right' ? free : align === 'center' ? free / 2 : 0)
      this.doc.text(line, from, top + i * size * LINE, { lineBreak: false })
    }
  }
}

const heightOf = (rows: readonly Laid[]): number => rows.reduce((sum, { height }) => sum + height, 0)

const weightOf = ({ bold }: Style): Weight => (bold ? 'bold' : 'plain')

const lacked = (text: string): boolean => [...text].some((char) => char > ' ' && !widths('plain').has(char))

function foot(doc: Doc, mark: string, page: number, count: number): void {
  const { width, height } = doc.page
  const number = `第 ${page} 页，共 ${count} 页`
  doc.font('plain').fontSize(8).fillColor('#444444')
  doc.text(mark, MARGIN.x, height - 32, { lineBreak: false })
  doc.text(number, width - MARGIN.x - doc.widthOfString(number), height - 32, { lineBreak: false })
  if (count === 1) return
  doc.save().rotate(90, { origin: [width - 12, height / 2] })
  doc
    .fontSize(7)
    .fillColor('#999999')
    .text('骑缝章处', width - 26, height / 2 - 5, { lineBreak: false })
  doc.restore()
}
