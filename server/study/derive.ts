import { and, eq, inArray } from 'drizzle-orm'
import type { Crypto } from '../../shared/crypto'
import type { Queries, Store } from '../db/store'
import { addFinding } from '../ledger/finding'
import { ALL_DAYS } from '../training/dirty'
import { standsAlone } from './alone'
import { daysOf, foldDay } from './fold'
import { chainsOfSeats } from './load'
import { missingText } from './missing'
import { foldPerson } from './person-day'

/** Folding waits for this long a silence of the ledger, and then leaves it most of the machine: hand-ins come first. */
const QUIET = 500
const SHARE = 9

/** Turns dirty days into study_day rows, one transaction a few days. Incremental, and equal to a rebuild from nothing. */
export class Deriver {
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(
    readonly store: Store,
    readonly crypto: Crypto,
  ) {}

  /** Something may be dirty. Returns at once. */
  wake(): void {
    if (this.#closed) return
    this.#timer ??= setTimeout(() => void this.#next(), QUIET)
  }

  async #next(): Promise<void> {
    const started = performance.now()
    const more = await this.#alone(() => this.#step()).catch(() => false)
    this.#timer = undefined
    if (more && !this.#closed) this.#timer = setTimeout(() => void this.#next(), (performance.now() - started) * SHARE)
  }

  /** Folds whatever is dirty of one chain's person, or of everybody, before it resolves. */
  async settle(chain?: number): Promise<void> {
    while (!this.#closed && (await this.#alone(() => this.#step(chain))));
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#running.catch(() => undefined)
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.catch(() => undefined).then(work)
    this.#running = turn
    return turn
  }

  /** Folds what is dirty of one person; false when there was none. What is deleted as dirty and what is written stand in one transaction. */
  async #step(chain?: number): Promise<boolean> {
    const { t } = this.store
    const which = chain === undefined ? undefined : eq(t.dirtyDay.chain, chain)
    if ((await this.store.read.select().from(t.dirtyDay).where(which).limit(1)).length === 0) return false
    return this.store.tx(async (q) => {
      const [dirty] = await q.select().from(t.dirtyDay).where(which).limit(1)
      if (!dirty) return false
      const seats = await seatsOfPersonOf(q, this.store, dirty.chain)
      const chains = await chainsOfSeats(q, t, seats)
      const ofPerson = inArray(t.dirtyDay.chain, [dirty.chain, ...chains.map(({ id }) => id)])
      const days = new Set(
        (await q.select({ day: t.dirtyDay.day }).from(t.dirtyDay).where(ofPerson)).map((row) => row.day),
      )
      await q.delete(t.dirtyDay).where(ofPerson)
      if (seats.length === 0) return true
      const only = days.size === 1 && dirty.day !== ALL_DAYS ? dirty.day : undefined
      const alone = only !== undefined && (await standsAlone(q, this.store, chains, only))
      await this.#fold(q, seats, alone ? only : undefined)
      return true
    })
  }

  /** One day of a person's seats, or all of them. */
  async #fold(q: Queries, seats: readonly string[], only: string | undefined): Promise<void> {
    const { t } = this.store
    const theirs = inArray(t.studyDay.seat, [...seats])
    await q.delete(t.studyDay).where(only === undefined ? theirs : and(theirs, eq(t.studyDay.day, only)))
    const options = only === undefined ? {} : { day: only }
    for (const one of await foldPerson(q, this.store, this.crypto, seats, options)) {
      const { seat, class: classId, read, facts, days } = one
      for (const day of only === undefined ? daysOf(seat, days, read) : [only]) {
        const credited = days.find((other) => other.seat === seat && other.day === day)
        const folded = foldDay(seat, day, credited, read, facts)
        if (!credited && folded.courses.length === 0) continue
        const notCounted = Object.values(credited?.deductions ?? {}).reduce((sum, ms) => sum + ms, 0)
        await q
          .insert(t.studyDay)
          .values({ seat, day, credited: credited?.credited ?? 0, notCounted, folded: JSON.stringify(folded) })
      }
      for (const { chain, unread, missing } of read) {
        const [first] = unread
        if (first !== undefined)
          await this.#listOnce(q, 'entry-unread', {
            class: classId,
            seat,
            chain,
            seq: first,
            detail: unreadText(unread),
          })
        for (const { seq, detail } of firstOfEach(missing))
          await this.#listOnce(q, 'field-missing', { class: classId, seat, chain, seq, detail: missingText(detail) })
      }
    }
  }

  /** One finding a seat: of entries that can't be read one for all, of pages one for each thing that is missing. */
  async #listOnce(
    q: Queries,
    code: 'entry-unread' | 'field-missing',
    found: { class: string; seat: string; chain: string; seq: number; detail: string },
  ): Promise<void> {
    const { t } = this.store
    const { seat, chain, seq, detail } = found
    const same = code === 'field-missing' ? eq(t.finding.detail, detail) : undefined
    const known = await q
      .select({ id: t.finding.id })
      .from(t.finding)
      .where(and(eq(t.finding.seat, seat), eq(t.finding.code, code), same))
    if (known.length > 0) return
    const [row] = await q
      .select({ hash: t.entry.hash, organisation: t.class.organisation, at: t.chain.createdAt })
      .from(t.entry)
      .innerJoin(t.chain, eq(t.chain.id, t.entry.chain))
      .innerJoin(t.class, eq(t.class.id, t.chain.class))
      .where(and(eq(t.chain.digest, chain), eq(t.entry.seq, seq), eq(t.entry.branch, 0)))
    if (!row) return
    const entries = [{ chain, seq, hash: row.hash }]
    await addFinding(q, t, {
      organisation: row.organisation,
      class: found.class,
      seat,
      code,
      detail,
      entries,
      at: row.at,
    })
  }

  /** Folds everything again from the entries. */
  async rebuild(): Promise<void> {
    const { t } = this.store
    await this.store.tx(async (q) => {
      await q.delete(t.studyDay)
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

/** The first of those that say the same. */
const firstOfEach = <T extends { detail: string }>(all: readonly T[]) =>
  new Map([...all].reverse().map((one) => [one.detail, one])).values()

const unreadText = (unread: readonly number[]) =>
  `有 ${unread.length} 条记录本版本不认识，已原样保存、不计时长；可能来自更新的扩展`

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
