import type { Milliseconds } from '../../shared/record/fields'

/** Two playlists of a live stream lie at least this far apart, and so much longer is the later one. */
const STEP: Milliseconds = 1000
/** A length is guessed anew while a recording loads; what still grows after this, and has grown twice, is live. */
const SETTLED: Milliseconds = 5000

/** Tells a live stream whose player gives it an end, which moves away: hls.js does so by default. */
export class Growth {
  #duration = Number.NaN
  #seenAt = 0
  #grownAt = 0
  #times = 0

  /** `duration` ms. Every time the player says that it is another one. */
  see(duration: Milliseconds, mono: Milliseconds): void {
    if (duration < this.#duration) this.#times = 0
    if (!(duration >= this.#duration)) this.#seenAt = this.#grownAt = mono
    else if (duration - this.#duration >= STEP && mono - this.#grownAt >= STEP) {
      this.#times++
      this.#grownAt = mono
    } else if (duration - this.#duration < STEP) return
    this.#duration = duration
  }

  get live(): boolean {
    return this.#times >= 2 && this.#grownAt - this.#seenAt >= SETTLED
  }
}
