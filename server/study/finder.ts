import { setImmediate as breath } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Crypto } from '../../shared/crypto'
import { type Outline, outline } from '../../shared/study/findings/outline'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { Background } from './background'
import { findClass, findSeat } from './find-seat'
import { markDue, replaceFindings } from './finding-rows'

/** Looking for findings waits until folding has been quiet for so long, and takes a tenth of the time: nobody waits for it. */
const QUIET = 3000
const SHARE = 9

interface Due {
  kind: 'seat' | 'class'
  id: string
  turn: number
}

/**
 * Runs the rules of shared/study/findings over seats whose days were folded, and across their classes, and replaces what
 * they found before. What is due stands in the database: a crash loses nothing, and looking twice changes nothing.
 */
export class Finder {
  readonly #background = new Background(() => this.#step(), QUIET, SHARE)

  constructor(
    readonly store: Store,
    readonly crypto: Crypto,
    readonly clock: Clock,
  ) {}

  /** Something may be due. Returns at once. */
  wake(): void {
    this.#background.wake()
  }

  /** Looks at whatever is due of one class before it resolves, or until `within` ms have passed: the rest comes by itself. */
  async settle(classId: string, within?: number): Promise<void> {
    await this.#background.settle(() => this.#step(classId), within)
    this.wake()
  }

  close(): Promise<void> {
    return this.#background.close()
  }

  /** Looks at one seat, or one class where no seat is left; false when nothing is due. */
  async #step(classId?: string): Promise<boolean> {
    const { t, read } = this.store
    const due = t.findingDue
    const [seat] = await read
      .select({ id: due.id, turn: due.turn })
      .from(due)
      .leftJoin(t.seat, eq(t.seat.id, due.id))
      .where(and(eq(due.kind, 'seat'), classId === undefined ? undefined : eq(t.seat.class, classId)))
      .limit(1)
    if (seat) {
      await this.#seat({ kind: 'seat', ...seat })
      return true
    }
    const [one] = await read
      .select({ id: due.id, turn: due.turn })
      .from(due)
      .where(and(eq(due.kind, 'class'), classId === undefined ? undefined : eq(due.id, classId)))
      .limit(1)
    if (one) await this.#class({ kind: 'class', ...one })
    return one !== undefined
  }

  async #seat(due: Due): Promise<void> {
    const { store, crypto, clock } = this
    const { t, read } = store
    const [row] = await read
      .select({ class: t.seat.class, person: t.seat.person, organisation: t.class.organisation })
      .from(t.seat)
      .innerJoin(t.class, eq(t.class.id, t.seat.class))
      .where(eq(t.seat.id, due.id))
    const looked = row && (await findSeat(store, crypto, { seat: due.id, ...row }))
    await store.tx(async (q) => {
      await q.delete(t.findingDue).where(this.#is(due))
      if (!row || !looked) return
      await replaceFindings(q, store, crypto, { ...row, seat: due.id }, looked.found, clock.now())
      const text = JSON.stringify(looked.outline)
      await q
        .insert(t.findingOutline)
        .values({ seat: due.id, class: row.class, outline: text })
        .onConflictDoUpdate({ target: t.findingOutline.seat, set: { outline: text } })
      await markDue(q, store, 'class', row.class)
    })
  }

  async #class(due: Due): Promise<void> {
    const { store, crypto, clock } = this
    const { t, read } = store
    const [row] = await read.select({ organisation: t.class.organisation }).from(t.class).where(eq(t.class.id, due.id))
    const outlines = await read
      .select({ outline: t.findingOutline.outline })
      .from(t.findingOutline)
      .where(eq(t.findingOutline.class, due.id))
    const scope = row && { class: due.id, ...row }
    const seats: Outline[] = []
    for (const one of outlines) {
      seats.push(v.parse(outline, JSON.parse(one.outline)))
      // Hand-ins are answered between a few of them.
      if (seats.length % 20 === 0) await breath()
    }
    const found = scope && (await findClass(store, crypto, scope, seats))
    await store.tx(async (q) => {
      await q.delete(t.findingDue).where(this.#is(due))
      if (scope && found) await replaceFindings(q, store, crypto, { ...scope, seat: undefined }, found, clock.now())
    })
  }

  /** As it was when the looking began: what came meanwhile stays due. */
  #is({ kind, id, turn }: Due) {
    const { findingDue: due } = this.store.t
    return and(eq(due.kind, kind), eq(due.id, id), eq(due.turn, turn))
  }
}
