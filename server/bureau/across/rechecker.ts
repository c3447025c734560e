import { and, asc, eq, lte, ne, type SQL } from 'drizzle-orm'
import type { Clock } from '../../clock'
import type { Queries, Store } from '../../db/store'
import { Background } from '../../study/background'
import { checkOneKind, recheckable } from './check-claim'
import { putBehind } from './put-behind'
import { COMPARE } from './recheck-later'

/** Claims are looked at again once nobody has changed anything for so long, and then half of the time. */
const QUIET = 500
const SHARE = 1

/**
 * Holds claims against a register or a limit that changed. What is due stands in the database since the change itself: a crash loses nothing, and
 * looking twice changes nothing. One that cannot be looked at keeps nobody from the next: it is put behind the others, further each time, with what
 * went wrong, which stands on the home and with the claim. It is tried again by the desk's rounds.
 */
export class Rechecker {
  readonly #background = new Background(
    () => this.#step(),
    QUIET,
    SHARE,
    (error) => console.error('looking at claims again:', error),
  )

  constructor(
    readonly store: Store,
    readonly clock: Clock,
  ) {}

  /** Something may be due. Returns at once. */
  wake(): void {
    this.#background.wake()
  }

  /** Resolves once nothing is due; what failed is not, for a while. */
  settle(): Promise<void> {
    return this.#background.settle()
  }

  close(): Promise<void> {
    return this.#background.close()
  }

  /** Looks at one claim for one kind of finding; false when nothing is due. */
  async #step(): Promise<boolean> {
    const { store, clock } = this
    const due = store.t.bureauRecheck
    const [row] = await store.read
      .select()
      .from(due)
      .where(and(ne(due.code, COMPARE), lte(due.nextAt, clock.now())))
      .orderBy(asc(due.nextAt), asc(due.claim), asc(due.code))
      .limit(1)
    if (!row) return false
    // As it was when the looking began: what changed meanwhile stays due.
    const same = and(eq(due.claim, row.claim), eq(due.code, row.code), eq(due.turn, row.turn))
    try {
      const code = recheckable.find((one) => one === row.code)
      if (code) await checkOneKind(this, row.claim, code, row.reason)
      await store.tx((q) => q.delete(due).where(same))
    } catch (error) {
      console.error(`looking at claim ${row.claim} again:`, error)
      await store.tx((q) => this.#putBehind(q, same, row.tries, error))
    }
    return true
  }

  async #putBehind(q: Queries, row: SQL | undefined, tries: number, error: unknown): Promise<void> {
    await q
      .update(this.store.t.bureauRecheck)
      .set(putBehind(tries, error, this.clock.now()))
      .where(row)
  }
}
