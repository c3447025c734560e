import { and, eq, inArray } from 'drizzle-orm'
import type { Crypto } from '../../shared/crypto'
import { foldDays } from '../../shared/study/fold'
import type { Queries, Store } from '../db/store'
import { ALL_DAYS } from '../training/dirty'
import { standsAlone } from './alone'
import { Background } from './background'
import { refreshChain } from './chain-totals'
import { markDue } from './finding-rows'
import { chainsOfSeats } from './load'
import { foldPerson } from './person-day'
import { refreshTotals } from './totals'

/** Folding waits for this long a silence of the ledger, and then leaves it most of the machine: hand-ins come first. */
const QUIET = 500
const SHARE = 9

/** Turns dirty days into study_day rows, one transaction a few days. Incremental, and equal to a rebuild from nothing. */
export class Deriver {
  readonly #background = new Background(() => this.#step(), QUIET, SHARE)

  constructor(
    readonly store: Store,
    readonly crypto: Crypto,
    /** Called whenever a person was folded. */
    readonly onFolded: () => void = () => undefined,
  ) {}

  /** Something may be dirty. Returns at once. */
  wake(): void {
    this.#background.wake()
  }

  /** Folds whatever is dirty of one chain's person, or of everybody, before it resolves. */
  settle(chain?: number): Promise<void> {
    return this.#background.settle(() => this.#step(chain))
  }

  close(): Promise<void> {
    return this.#background.close()
  }

  /** Folds what is dirty of one person; false when there was none. What is deleted as dirty and what is written stand in one transaction. */
  async #step(chain?: number): Promise<boolean> {
    const { t } = this.store
    const which = chain === undefined ? undefined : eq(t.dirtyDay.chain, chain)
    if ((await this.store.read.select().from(t.dirtyDay).where(which).limit(1)).length === 0) return false
    const folded = await this.store.tx(async (q) => {
      const [dirty] = await q.select().from(t.dirtyDay).where(which).limit(1)
      if (!dirty) return false
      const seats = await seatsOfPersonOf(q, this.store, dirty.chain)
      const chains = await chainsOfSeats(q, t, seats)
      const ofPerson = inArray(t.dirtyDay.chain, [dirty.chain, ...chains.map(({ id }) => id)])
      const marks = await q.select().from(t.dirtyDay).where(ofPerson)
      const days = new Set(marks.map((row) => row.day))
      await q.delete(t.dirtyDay).where(ofPerson)
      if (seats.length === 0) return true
      const only = days.size === 1 && dirty.day !== ALL_DAYS ? dirty.day : undefined
      const alone = only !== undefined && (await standsAlone(q, this.store, chains, only))
      await this.#fold(q, seats, alone ? only : undefined)
      const touched = new Set(marks.map((row) => row.chain))
      for (const one of chains) if (touched.has(one.id)) await refreshChain(q, this.store, one)
      return true
    })
    if (folded) this.onFolded()
    return folded
  }

  /** One day of a person's seats, or all of them. */
  async #fold(q: Queries, seats: readonly string[], only: string | undefined): Promise<void> {
    const { t } = this.store
    const theirs = inArray(t.studyDay.seat, [...seats])
    await q.delete(t.studyDay).where(only === undefined ? theirs : and(theirs, eq(t.studyDay.day, only)))
    const options = only === undefined ? {} : { day: only }
    for (const one of await foldPerson(q, this.store, this.crypto, seats, options)) {
      const { seat, read, facts, days } = one
      const rows = foldDays(seat, days, read, facts, only)
        .filter(({ credited, folded }) => credited || folded.courses.length > 0)
        .map(({ day, credited, folded }) => ({
          ...{ seat, day, credited: credited?.credited ?? 0, folded: JSON.stringify(folded) },
          notCounted: Object.values(credited?.deductions ?? {}).reduce((sum, ms) => sum + ms, 0),
        }))
      for (let i = 0; i < rows.length; i += 100) await q.insert(t.studyDay).values(rows.slice(i, i + 100))
    }
    await refreshTotals(q, this.store, seats)
    for (const seat of seats) await markDue(q, this.store, 'seat', seat)
  }

  /** Folds everything again from the entries. */
  async rebuild(): Promise<void> {
    const { t } = this.store
    await this.store.tx(async (q) => {
      await q.delete(t.studyDay)
      await q.delete(t.seatTotal)
      const chains = await q.select({ chain: t.chain.id }).from(t.chain)
      for (let i = 0; i < chains.length; i += 500)
        await q
          .insert(t.dirtyDay)
          .values(chains.slice(i, i + 500).map(({ chain }) => ({ chain, day: ALL_DAYS })))
          .onConflictDoNothing()
    })
    await this.settle()
  }
}

/** All seats, in any class of the organisation, of the person whose chain this is; none while the chain is bound to nobody. */
export async function seatsOfPersonOf(q: Queries, { t }: Store, chain: number): Promise<string[]> {
  const [mine] = await q
    .select({ person: t.seat.person })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .innerJoin(t.seat, eq(t.seat.id, t.claim.seat))
    .where(and(eq(t.chain.id, chain), eq(t.claim.state, 'bound')))
  if (!mine) return []
  const seats = await q.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.person, mine.person))
  return seats.map(({ id }) => id)
}
