import type { Milliseconds } from '../record/fields'

/** A stretch of wall time that someone asks for. */
export interface Claimed {
  chain: string
  seq: number
  index: number
  /** The start that it is ranked by: of its whole span within the day, however that was cut. */
  asked: Milliseconds
  from: Milliseconds
  to: Milliseconds
}

/** The order in which wall time is given away: earlier start, then chain id, then place in the chain. */
export const byPrecedence = (a: Claimed, b: Claimed): number =>
  a.asked - b.asked ||
  (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0) ||
  a.seq - b.seq ||
  a.index - b.index ||
  a.from - b.from

/** Wall time that is given away already, as sorted, disjoint stretches. */
export class Taken {
  readonly #stretches: { from: Milliseconds; to: Milliseconds }[] = []

  /** Splits [from, to) into what is free and what is taken, in order. */
  split(from: Milliseconds, to: Milliseconds): { from: Milliseconds; to: Milliseconds; free: boolean }[] {
    const pieces: { from: Milliseconds; to: Milliseconds; free: boolean }[] = []
    let at = from
    let i = this.#firstEndingAfter(from)
    while (at < to) {
      const next = this.#stretches[i]
      if (!next || next.from >= to) {
        pieces.push({ from: at, to, free: true })
        at = to
      } else {
        if (next.from > at) pieces.push({ from: at, to: next.from, free: true })
        const end = Math.min(next.to, to)
        pieces.push({ from: Math.max(at, next.from), to: end, free: false })
        at = end
        if (next.to <= to) i++
      }
    }
    return pieces
  }

  /** The same, and takes what was free. */
  take(from: Milliseconds, to: Milliseconds): { from: Milliseconds; to: Milliseconds; free: boolean }[] {
    const pieces = this.split(from, to)
    if (to > from) this.#merge(this.#firstEndingAfter(from), from, to)
    return pieces
  }

  #merge(start: number, from: Milliseconds, to: Milliseconds): void {
    let end = start
    let [low, high] = [from, to]
    for (let next = this.#stretches[end]; next && next.from <= to; next = this.#stretches[++end]) {
      low = Math.min(low, next.from)
      high = Math.max(high, next.to)
    }
    this.#stretches.splice(start, end - start, { from: low, to: high })
  }

  #firstEndingAfter(at: Milliseconds): number {
    let [low, high] = [0, this.#stretches.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#stretches[middle]?.to ?? 0) > at) high = middle
      else low = middle + 1
    }
    return low
  }
}
