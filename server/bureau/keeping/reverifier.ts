import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../../deps'
import { Patience } from '../../patience'
import { finishPackageDisposals } from './dispose'
import type { StoredPackage } from './kept'
import { putReading, unreadSince } from './readings'
import { type Again, outcomeOf } from './reverify'
import { verifyAgain } from './verify-again'

/** Every kept package is read and verified again within this time, ms: a disk that rots is found while backups still have the file. */
export const READ_AGAIN = 30 * 86_400_000
const HOUR = 3_600_000
/** What cannot be verified at all is tried again after an hour, then two, then four, at most a day. */
const LONGEST = 24 * HOUR
/** By the server itself. */
const NOBODY = '-'

/** The server stops; what was under way is done after the next start. */
class Stopping extends Error {
  override name = 'Stopping'
}

/** Reads and verifies kept packages again by itself, one after the other, whenever one is due. */
export class Reverifier {
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #closed = false
  readonly #patience: Patience

  constructor(
    readonly deps: Deps,
    readonly again: Again = verifyAgain,
  ) {
    this.#patience = new Patience(deps.clock, HOUR, LONGEST)
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking = this.#looking
        .then(() => this.look())
        .catch((error: unknown) => console.error('re-verification:', error))
    }, HOUR).unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#looking
  }

  /** Finishes disposals that a crash left half done, and reads everything that is due. */
  async look(): Promise<void> {
    const { store, clock } = this.deps
    await finishPackageDisposals(this.deps)
    const { t, read } = store
    const bureaus = await read
      .select({ id: t.organisation.id })
      .from(t.organisation)
      .where(and(eq(t.organisation.kind, 'bureau'), isNull(t.organisation.stoppedAt)))
      .orderBy(asc(t.organisation.id))
    for (const { id: organisation } of bureaus) {
      for (const one of await unreadSince(store, organisation, clock.now() - READ_AGAIN)) {
        if (this.#closed) return
        if (this.#patience.isDue(one.id)) await this.#one(organisation, one)
      }
    }
  }

  /** What goes wrong with one keeps nobody from the next. */
  async #one(organisation: string, one: StoredPackage): Promise<void> {
    const say = () => {
      if (this.#closed) throw new Stopping()
    }
    try {
      const outcome = await this.deps.packages.inTurn(() => outcomeOf(this.deps, organisation, one, say, this.again))
      const row = { organisation, package: one.id, ...outcome, by: NOBODY }
      await this.deps.store.tx((q) => putReading(q, this.deps, row))
      this.#patience.done(one.id)
    } catch (error) {
      if (error instanceof Stopping) return
      this.#patience.failed(one.id)
      console.error(`re-verification of ${one.name}:`, error)
    }
  }
}
