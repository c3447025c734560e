import { and, eq } from 'drizzle-orm'
import type { Clock } from '../../clock'
import type { Store } from '../../db/store'
import { Background } from '../../study/background'
import { checkOneKind, recheckable } from './check-claim'

/** Claims are looked at again once nobody has changed anything for so long, and then half of the time. */
const QUIET = 500
const SHARE = 1

/**
 * Holds claims against a register or a limit that changed. What is due stands in the database since the change itself: a crash loses nothing, and
 * looking twice changes nothing. What goes wrong is tried again at the next waking, which the desk's rounds see to.
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

  /** Resolves once nothing is due. */
  settle(): Promise<void> {
    return this.#background.settle()
  }

  close(): Promise<void> {
    return this.#background.close()
  }

  /** Looks at one claim for one kind of finding; false when nothing is due. */
  async #step(): Promise<boolean> {
    const { store } = this
    const due = store.t.bureauRecheck
    const [row] = await store.read.select().from(due).limit(1)
    if (!row) return false
    const code = recheckable.find((one) => one === row.code)
    if (code) await checkOneKind(this, row.claim, code, row.reason)
    // As it was when the looking began: what changed meanwhile stays due.
    await store.tx((q) =>
      q.delete(due).where(and(eq(due.claim, row.claim), eq(due.code, row.code), eq(due.turn, row.turn))),
    )
    return true
  }
}
