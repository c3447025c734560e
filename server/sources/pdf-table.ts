import type { Table } from '../training/roster/table'
import { type Piece, textOfPdf } from './pdf-text'

interface Line {
  page: number
  y: number
  height: number
  pieces: Piece[]
}
interface Band {
  from: number
  to: number
}

/**
 * The table that a PDF shows, made of where its letters stand: pieces at one height are a line, stretches of the page in which no
 * line of the table has a letter part its columns, and a line that fills few of them goes on with the cells of the line it is
 * nearest to (wrapped text). Throws `file-refused`.
 */
export async function readPdf(bytes: Uint8Array): Promise<Table> {
  const lines = (await textOfPdf(bytes)).flatMap(linesOf)
  const bands = bandsOf(lines)
  const rows = rowsOf(lines, bands)
  return {
    ...{ rows, hiddenRows: new Set(), hiddenColumns: new Set(), merges: [], special: new Map() },
  }
}

function linesOf(pieces: readonly Piece[], page: number): Line[] {
  const lines: Line[] = []
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const line = lines.at(-1)
    if (line && Math.abs(line.y - piece.y) < Math.max(2, Math.min(line.height, piece.height) / 2))
      line.pieces.push(piece)
    else lines.push({ page, y: piece.y, height: piece.height, pieces: [piece] })
  }
  return lines.map((line) => ({ ...line, pieces: words(line.pieces.sort((a, b) => a.x - b.x)) }))
}

/** Pieces that touch are one: some programs place every letter by itself. */
function words(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    const gap = last ? piece.x - (last.x + last.width) : Number.POSITIVE_INFINITY
    if (last && gap < Math.max(piece.height, last.height) * 0.45) {
      const space = gap > piece.height * 0.15 ? ' ' : ''
      joined[joined.length - 1] = {
        ...last,
        text: last.text + space + piece.text,
        width: piece.x + piece.width - last.x,
      }
    } else joined.push(piece)
  }
  return joined
}

/** Columns: where the lines of the table have letters, from the lines with as many words as the table commonly has. */
function bandsOf(lines: readonly Line[]): Band[] {
  const counts = lines.map(({ pieces }) => pieces.length).filter((count) => count > 1)
  const common = mostCommon(counts)
  const of = lines.filter(({ pieces }) => pieces.length >= Math.max(2, common))
  const spans = of
    .flatMap(({ pieces }) => pieces.map(({ x, width }) => ({ from: x, to: x + width })))
    .sort((a, b) => a.from - b.from)
  const bands: Band[] = []
  for (const { from, to } of spans) {
    const band = bands.at(-1)
    if (band && from < band.to + 1) band.to = Math.max(band.to, to)
    else bands.push({ from, to })
  }
  return bands
}

function mostCommon(counts: readonly number[]): number {
  const seen = new Map<number, number>()
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1)
  return [...seen].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

function rowsOf(lines: readonly Line[], bands: readonly Band[]): string[][] {
  const placed = lines.map((line) => ({ line, cells: cellsOf(line, bands) }))
  const full = placed.filter(({ cells }) => filled(cells) > bands.length / 2)
  const whole = new Set(full)
  return placed.flatMap((one) => {
    if (whole.has(one)) return [one.cells]
    const near = nearest(one, full)
    if (!near) return [one.cells]
    // What wraps above the middle of its row stands before it.
    const before = one.line.y < near.line.y
    for (const [column, text] of one.cells.entries())
      if (text !== '')
        near.cells[column] = before ? text + (near.cells[column] ?? '') : (near.cells[column] ?? '') + text
    return []
  })
}

interface Placed {
  line: Line
  cells: string[]
}
/** The full line that a short one belongs to: closer than a line and a half, on the same page. */
const nearest = ({ line }: Placed, full: readonly Placed[]): Placed | undefined =>
  full
    .filter((one) => one.line.page === line.page && Math.abs(one.line.y - line.y) < line.height * 1.5)
    .sort((a, b) => Math.abs(a.line.y - line.y) - Math.abs(b.line.y - line.y))[0]

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length

function cellsOf({ pieces }: Line, bands: readonly Band[]): string[] {
  const cells = bands.map(() => '')
  for (const { text, x, width } of pieces) {
    const shared = bands.map(({ from, to }) => Math.min(to, x + width) - Math.max(from, x))
    const column = shared.indexOf(Math.max(...shared))
    if (column >= 0) cells[column] = cells[column] === '' ? text.trim() : `${cells[column]} ${text.trim()}`
  }
  return cells
}
