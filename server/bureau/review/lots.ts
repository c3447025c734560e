import { sha256Hex } from '../../../shared/crypto'
import { nodeCrypto } from '../../crypto'

/** Somebody in the drawing: which package, class and seat, and how many tickets. */
export interface Ticketed {
  content: string
  class: string
  seat: string
  tickets: number
}

/** As published, without spaces between digits and signs: `03 07 12+08` and `030712+08` are the same value. */
export const plainValue = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, '')

/** SHA-256 of the public value and every content id, smallest first, each with a line feed behind it. */
export const seedOf = (publicValue: string, contents: readonly string[]): string =>
  sha256Hex(nodeCrypto, `${[plainValue(publicValue), ...[...new Set(contents)].sort()].join('\n')}\n`)

/** The smallest SHA-256 over the tickets of somebody: of `seed/content/class/seat/n`, n from 1. */
export function lotOf(seed: string, { content, class: of, seat, tickets }: Ticketed): string {
  let least = ''
  for (let n = 1; n <= tickets; n++) {
    const hash = sha256Hex(nodeCrypto, `${seed}/${content}/${of}/${seat}/${n}`)
    if (least === '' || hash < least) least = hash
  }
  return least
}

/** How many are drawn of so many: the share in thousandths, rounded up, at least one. */
export const drawnOf = (people: number, share: number): number =>
  people === 0 ? 0 : Math.min(people, Math.max(1, Math.ceil((people * share) / 1000)))

/**
 * Whose smallest hashes are the smallest. Each of n tickets is as likely as each other to be the smallest of all, so somebody with two tickets is
 * drawn first twice as often as somebody with one; whole numbers and SHA-256 alone, so anybody can do it again.
 */
export function drawLots(
  seed: string,
  people: readonly Ticketed[],
  share: number,
): { hashes: string[]; drawn: number[] } {
  const hashes = people.map((one) => lotOf(seed, one))
  const order = hashes
    .map((hash, i) => ({ hash, i }))
    .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : a.i - b.i))
  return { hashes, drawn: order.slice(0, drawnOf(people.length, share)).map(({ i }) => i) }
}
