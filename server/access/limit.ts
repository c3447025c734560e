import type { Clock } from '../clock'
import { Refused } from '../ledger/accept'

/** A token bucket a key: `burst` at once, refilled over `per` ms. In memory: a restart forgives, which is harmless at these sizes. */
export class Limit {
  readonly #used = new Map<string, { tokens: number; at: number }>()

  constructor(
    readonly clock: Clock,
    readonly burst: number,
    readonly per: number,
  ) {}

  /** Takes one; throws `too-many-requests` with the seconds to wait. */
  take(key: string): void {
    const now = this.clock.now()
    const bucket = this.#used.get(key) ?? { tokens: this.burst, at: now }
    const tokens = Math.min(this.burst, bucket.tokens + ((now - bucket.at) * this.burst) / this.per)
    if (tokens < 1) {
      const retryAfter = Math.ceil(((1 - tokens) * this.per) / this.burst / 1000)
      throw new Refused('too-many-requests', `试得太频繁，请 ${retryAfter} 秒后再试`, { retryAfter })
    }
    if (this.#used.size > 50_000) this.#used.clear()
    this.#used.set(key, { tokens: tokens - 1, at: now })
  }

  /** A success forgives what was taken. */
  forgive(key: string): void {
    this.#used.delete(key)
  }
}
