import { type Allowed, type CallValues, LONGEST_VALUE, valueKey } from '../../shared/site/calls'

/** A call that was answered at the old address this long before it was last seen there, or later, was asked ahead for the new one. */
const AHEAD = 2000

/** What the tap handed over of one page. A page can forge any of it, so only what the rules name is taken. */
export class PageCalls {
  /** By the call's own address; with the page's address of that moment. */
  readonly #answers = new Map<string, { at: number; page: string; values: Map<string, string> }>()
  #page = ''
  #seenAt = 0

  /** `detail` is whatever an event of the page carried. True where it was of a call that one of these names. */
  take(detail: unknown, allowed: readonly Allowed[], page: string): boolean {
    const { url, values } = read(detail)
    const places = allowed.filter((one) => one.url === url).flatMap(({ pointers }) => pointers)
    if (typeof url !== 'string' || places.length === 0) return false
    this.seen(page)
    const taken = places.flatMap((pointer) => {
      const value: unknown = Reflect.get(values, pointer)
      return typeof value === 'string' ? [[valueKey(url, pointer), value.slice(0, LONGEST_VALUE)] as const] : []
    })
    this.#answers.set(url, { at: performance.now(), page, values: new Map(taken) })
    return true
  }

  /** The page is at this address now. What belongs to another is forgotten. */
  seen(page: string): void {
    if (page !== this.#page) {
      for (const [url, answer] of this.#answers)
        if (answer.page !== page && answer.at < this.#seenAt - AHEAD) this.#answers.delete(url)
        else answer.page = page
      this.#page = page
    }
    this.#seenAt = performance.now()
  }

  /** The newest answers that belong to the page at this address: those to calls of another lesson are forgotten. */
  at(page: string): CallValues {
    this.seen(page)
    return new Map([...this.#answers.values()].flatMap(({ values }) => [...values]))
  }
}

function read(detail: unknown): { url?: unknown; values: object } {
  try {
    const message: unknown = typeof detail === 'string' && detail.length < 100_000 ? JSON.parse(detail) : undefined
    if (typeof message !== 'object' || message === null) return { values: {} }
    const { url, values }: { url?: unknown; values?: unknown } = message
    return { url, values: typeof values === 'object' && values !== null ? values : {} }
  } catch {
    return { values: {} }
  }
}
