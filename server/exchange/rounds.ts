import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, mayActAs, roles } from '../access/actor'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { fetchResults } from './fetch-results'

/** ms */
const EVERY = 3_600_000

/** Fetches every hour, by itself, what bureaus signed about the organisations of this server: one that gives no answer keeps nobody from the next. */
export class ExchangeRounds {
  #timer: NodeJS.Timeout | undefined
  #going: Promise<void> = Promise.resolve()
  #closed = false

  constructor(
    readonly deps: Deps,
    readonly fetcher: typeof fetch = fetch,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#going = this.#going.then(() => this.look()).catch((error: unknown) => console.error('exchange:', error))
    }, EVERY).unref()
  }

  /** No question is asked after this; resolves when none is under way. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#going
  }

  async look(): Promise<void> {
    for (const actor of await this.#actors())
      if (!this.#closed)
        await fetchResults(this.deps, actor, () => undefined, this.fetcher).catch((error: unknown) => {
          // Why stands beside the address.
          if (!(error instanceof Refused))
            console.error('exchange:', error instanceof Error ? error.message : typeof error)
        })
  }

  /** Who confirmed each address that is in force, as long as they may take files of the bureau in. */
  async #actors(): Promise<Actor[]> {
    const { t, read } = this.deps.store
    const rows = await read
      .select({ organisation: t.organisation, member: t.member })
      .from(t.exchangeBureau)
      .leftJoin(t.exchangeBureauEnd, eq(t.exchangeBureauEnd.kept, t.exchangeBureau.id))
      .innerJoin(t.organisation, eq(t.organisation.id, t.exchangeBureau.organisation))
      .innerJoin(t.member, eq(t.member.id, t.exchangeBureau.by))
      .where(and(isNull(t.exchangeBureauEnd.kept), isNull(t.organisation.stoppedAt), isNull(t.member.stoppedAt)))
    return rows.flatMap(({ organisation: { id, kind, name }, member }) => {
      const role = roles.find((one) => one === member.role)
      if (!role || !mayActAs({ role }, 'hr') || (kind !== 'enterprise' && kind !== 'institution')) return []
      const { login, name: called } = member
      return [{ member: member.id, login, name: called, role, organisation: id, kind, organisationName: name }]
    })
  }
}
