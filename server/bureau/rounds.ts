import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps'
import { judgeNumbers } from './across/judge-numbers'
import { compareRest } from './compare'
import { FORGOTTEN_AFTER } from './intake/uploads'
import { refreshQueue } from './review/claim-risk'

const EVERY = 60_000

/**
 * What the desk does by itself, at the start of the server and then every minute: it has looked at again what is due, judges numbers that nobody judged
 * yet, compares what a stopped server left uncompared, keeps the queue by risk, and forgets files that nobody went on sending.
 */
export class DeskRounds {
  #timer: NodeJS.Timeout | undefined
  #going: Promise<void> | undefined
  #closed = false
  /** Everybody's number is, once it was looked: whoever comes is judged on receipt. */
  #judged = false

  constructor(readonly deps: Deps) {}

  start(): void {
    this.#begin()
    this.#timer = setInterval(() => this.#begin(), EVERY).unref()
  }

  /** No claim begins after this; resolves when nothing is being done. */
  async close(): Promise<void> {
    this.#closed = true
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
    const { packages, clock, rechecker } = this.deps
    rechecker.wake()
    const stops = () => this.#closed
    if (!this.#judged) await judgeNumbers(this.deps, stops)
    this.#judged = !stops()
    await compareRest(this.deps, stops)
    for (const { id } of await bureausOf(this.deps)) await refreshQueue(this.deps, id, stops)
    await packages.dropUntouched(clock.now() - FORGOTTEN_AFTER)
  }
}

/** Bureaus of this server that are not stopped. */
const bureausOf = ({ store: { t, read } }: Pick<Deps, 'store'>) =>
  read
    .select({ id: t.organisation.id })
    .from(t.organisation)
    .where(and(eq(t.organisation.kind, 'bureau'), isNull(t.organisation.stoppedAt)))
