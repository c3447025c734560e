import type { PageDescription } from '../messages'

export interface PagePort {
  /** Resolves to whether somebody took it; rejects, or resolves to undefined, where nobody answered. */
  send(page: PageDescription): Promise<boolean | undefined>
  mono(): number
}

/** Nobody answered: a worker that was killed at the wrong moment never does. */
const AGAIN = 10_000
/** Nobody is signed in, or the site is paused: whoever signs in asks for the page besides. */
const LATER = 60_000
const TAKEN = Number.POSITIVE_INFINITY

/** Says what the page of a tab shows until it is taken: a result that is seen before the sign-in, or while the worker dies, is told again. */
export class PageLog {
  #page: PageDescription | undefined
  #due = TAKEN

  constructor(readonly port: PagePort) {}

  /** The page shows something else now. */
  take(page: PageDescription): void {
    this.#page = page
    this.#tell(page)
  }

  /** Somebody is there now who was not before. What somebody else has taken was theirs. */
  asked(): void {
    if (this.#page && this.#due !== TAKEN) this.#tell(this.#page)
  }

  #tell(page: PageDescription): void {
    this.#due = this.port.mono() + AGAIN
    void this.port.send(page).then(
      (taken) => {
        if (taken === undefined || this.#page !== page) return
        this.#due = taken ? TAKEN : this.port.mono() + LATER
      },
      () => undefined,
    )
  }

  /** Every round: tells what is due. */
  tick(): void {
    if (this.#page && this.port.mono() >= this.#due) this.#tell(this.#page)
  }
}
