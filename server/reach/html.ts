/** Text that may stand in a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = string | number | Html | undefined | false | readonly Piece[]

/** HTML with everything put into it escaped, except what is HTML already. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(strings.map((part, i) => part + (i < pieces.length ? shown(pieces[i]) : '')).join(''))

function shown(piece: Piece): string {
  if (piece === undefined || piece === false) return ''
  if (piece instanceof Html) return piece.text
  if (typeof piece === 'object') return piece.map(shown).join('')
  return escaped(String(piece))
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? '')
