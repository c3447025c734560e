/** Cannot stand at the beginning of a line (GB/T 15834). */
const CLOSING = new Set('，。、；：？！）》】”’%')
/** Cannot stand at its end. */
const OPENING = new Set('（《【“‘')

/** Signs that must not be torn apart stay together: what stands between spaces and Chinese characters. */
const PIECES = /[\u2e80-\uffff]|[\ud800-\udbff][\udc00-\udfff]|\s|[^\s\u2e80-\uffff]+/g

/**
 * Text broken into lines no wider than `room`, in the unit of `widthOf` a sign. Chinese breaks anywhere but before closing
 * punctuation; numbers and Latin words stay whole unless they are wider than the room.
 */
export function linesOf(text: string, room: number, widthOf: (char: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    let used = 0
    const end = () => {
      lines.push(line.trimEnd())
      ;[line, used] = ['', 0]
    }
    for (const piece of paragraph.match(PIECES) ?? []) {
      const width = [...piece].reduce((sum, char) => sum + widthOf(char), 0)
      if (used + width > room && line !== '' && !CLOSING.has(piece)) {
        const last = line.slice(-1)
        if (OPENING.has(last)) line = line.slice(0, -1)
        end()
        if (OPENING.has(last)) [line, used] = [last, widthOf(last)]
      }
      if (piece.trim() === '' && line === '' && lines.length > 0) continue
      if (width <= room) {
        line += piece
        used += width
        continue
      }
      for (const char of piece) {
        if (used + widthOf(char) > room && line !== '') end()
        line += char
        used += widthOf(char)
      }
    }
    end()
    return lines
  })
}
