import { type Allowed, type CallValues, LONGEST_VALUE, valueKey } from '../../shared/site/calls'

/** A call that was answered this long before the address changed belongs to the page it changed to. */
const AHEAD = 2000

/** What the tap handed over of one page. A page can forge any of it, so only what the rules name is taken. */
export class PageCalls {
  readonly #answers = new Map<string, { at: number; values: Map<string, string> }>()
  #address = ''

  /** `detail` is whatever an event of the page carried. True where it was of a call that one of these names. */
  take(detail: unknown, allowed: readonly Allowed[]): boolean {
    const { call, values } = read(detail)
    const known = allowed.find(({ name }) => name === call)
    if (!known) return false
    const taken = known.pointers.flatMap((pointer) => {
      const value: unknown = Reflect.get(values, pointer)
      return typeof value === 'string' ? [[valueKey(known.name, pointer), value.slice(0, LONGEST_VALUE)] as const] : []
    })
    this.#answers.set(known.name, { at: performance.now(), values: new Map(taken) })
    return true
  }

  /** The newest answers that belong to the page at this address: those to calls of another lesson are forgotten. */
  at(address: string): CallValues {
    if (address !== this.#address) {
      for (const [call, { at }] of this.#answers)
        if (this.#address !== '' && at < performance.now() - AHEAD) this.#answers.delete(call)
      this.#address = address
    }
    return new Map([...this.#answers.values()].flatMap(({ values }) => [...values]))
  }
}

function read(detail: unknown): { call?: unknown; values: object } {
  try {
    const message: unknown = typeof detail === 'string' && detail.length < 100_000 ? JSON.parse(detail) : undefined
    if (typeof message !== 'object' || message === null) return { values: {} }
    const { call, values }: { call?: unknown; values?: unknown } = message
    return { call, values: typeof values === 'object' && values !== null ? values : {} }
  } catch {
    return { values: {} }
  }
}
