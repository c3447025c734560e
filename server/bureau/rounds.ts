import type { Deps } from '../deps'
import { compareRest } from './compare'
import { FORGOTTEN_AFTER } from './intake/uploads'

const EVERY = 60_000

/**
 * What the desk does by itself, at the start of the server and then every minute: it compares what a stopped server left uncompared, and
 * forgets files that nobody went on sending.
 */
export class DeskRounds {
  #timer: NodeJS.Timeout | undefined
  #going: Promise<void> | undefined

  constructor(readonly deps: Deps) {}

  start(): void {
    this.#begin()
    this.#timer = setInterval(() => this.#begin(), EVERY).unref()
  }

  /** Resolves when nothing is being done. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#going
  }

  #begin(): void {
    this.#going ??= this.look()
      .catch((error: unknown) => console.error('rounds of the desk:', error))
      .finally(() => {
        this.#going = undefined
      })
  }

  async look(): Promise<void> {
    const { packages, clock } = this.deps
    await compareRest(this.deps)
    await packages.dropUntouched(clock.now() - FORGOTTEN_AFTER)
  }
}
