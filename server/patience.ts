import type { Milliseconds } from '../shared/record/fields'
import type { Clock } from './clock'

/** Waits longer each time for what failed: `first`, then twice as long, at most `longest`. In memory: a start of the server forgets it. */
export class Patience {
  readonly #waiting = new Map<string, { wait: Milliseconds; until: Milliseconds }>()

  constructor(
    readonly clock: Clock,
    readonly first: Milliseconds,
    readonly longest: Milliseconds,
  ) {}

  /** Whether it may be tried (again). */
  isDue(what: string): boolean {
    return (this.#waiting.get(what)?.until ?? 0) <= this.clock.now()
  }

  failed(what: string): void {
    const before = this.#waiting.get(what)?.wait
    const wait = before === undefined ? this.first : Math.min(this.longest, 2 * before)
    this.#waiting.set(what, { wait, until: this.clock.now() + wait })
  }

  done(what: string): void {
    this.#waiting.delete(what)
  }
}
