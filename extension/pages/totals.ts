import { dayOf } from '../../shared/calendar/beijing'
import { receiptHash } from '../../shared/record/batch'
import { type Entry, readEntry } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import { credit } from '../../shared/study/credit'
import type { Piece } from '../../shared/study/credited'
import type { Facts } from '../../shared/study/facts'
import { type Reason, reasonOrder } from '../../shared/study/reasons'
import { planCourse } from '../../shared/study/span-reason'
import { webCrypto } from '../journal/crypto'
import { watchEntries } from '../journal/drafts'
import { linked, type Recorder } from '../journal/recorder'
import { type ChainRow, ofChain, type ViewRow } from '../journal/store'
import type { Times } from '../messages'

/** One class of one person: what the server has said, and what is here and not in its figures yet. */
export interface SeatTotals {
  rows: ChainRow[]
  /** Pieces of entries and drafts that the server's figures do not hold. */
  local: Piece[]
  /** Every piece of this device's records, as they would be credited without what only the server knows. */
  all: Piece[]
  extract: ChainRow['extract']
}

/** Figures for the popup, by the same function as the server's. Entries are read once and kept. */
export class Totals {
  readonly #read = new Map<string, Entry[]>()

  constructor(readonly recorder: Recorder) {}

  async seats(person: string): Promise<SeatTotals[]> {
    const rows = (await this.recorder.db.getAll('chains')).filter((row) => row.person === person)
    const views = await this.recorder.db.getAll('views')
    const seats = new Map<string, ChainRow[]>()
    for (const row of rows) seats.set(row.class.body.class.id, [...(seats.get(row.class.body.class.id) ?? []), row])
    return Promise.all([...seats.values()].map((chains) => this.#seat(chains, views)))
  }

  async #seat(rows: ChainRow[], views: readonly ViewRow[]): Promise<SeatTotals> {
    const now = this.recorder.now()
    const newest = [...rows].sort((a, b) => b.class.body.issuedAt - a.class.body.issuedAt)[0]
    const chains = await Promise.all(rows.map((row) => this.#entries(row, views)))
    const extract = rows.flatMap((row) => row.extract ?? []).sort((a, b) => b.at - a.at)[0]
    if (!newest) return { rows, local: [], all: [], extract }
    const { days } = credit(webCrypto, chains, newest.class.body.policy, await this.#facts(rows, newest), now)
    const held = new Map(
      rows.map((row) => [row.chain, row.state === 'replaced' ? row.receipted : (row.extract?.through ?? -1)]),
    )
    return {
      rows,
      extract,
      all: days.flatMap(({ pieces }) => pieces),
      local: days.flatMap(({ pieces }) => pieces.filter(({ chain, seq }) => seq > (held.get(chain) ?? -1))),
    }
  }

  /** A chain as it would be if its drafts were sealed now; what a replacing chain carries is left to that one. */
  async #entries(row: ChainRow, views: readonly ViewRow[]): Promise<Entry[]> {
    const kept = this.#read.get(row.chain) ?? []
    this.#read.set(row.chain, kept)
    const rows = await this.recorder.db.getAll('entries', ofChain(row.chain, kept.length))
    for (const { line } of rows) kept.push(readEntry(webCrypto, line))
    if (row.rewriteFrom !== undefined) return kept.slice(0, row.rewriteFrom)
    const last = kept.at(-1)
    let base = { chain: row.chain, next: kept.length, ...(last && { head: last.hash }) }
    const drafts: Entry[] = []
    for (const view of views.filter(({ chain, spans }) => chain === row.chain && spans.length > 0)) {
      const written = linked(
        base,
        watchEntries(
          view,
          view.spans.map(({ span }) => span),
        ),
        this.recorder.now(),
      )
      drafts.push(...written)
      base = { chain: row.chain, next: base.next + written.length, head: written.at(-1)?.hash ?? base.head ?? '' }
    }
    return [...kept, ...drafts]
  }

  /** What this device knows of the facts the server credits by; the rest (other devices, other classes) is the server's. */
  async #facts(rows: readonly ChainRow[], { class: { body } }: ChainRow): Promise<Facts> {
    const receipts = (
      await Promise.all(rows.map(({ chain }) => this.recorder.db.getAll('receipts', ofChain(chain))))
    ).flat()
    return {
      v: 1,
      class: body.class.id,
      bindings: rows.map(({ claim, class: { body: own } }) => ({
        claim,
        seat: body.class.id,
        from: own.issuedAt,
        how: 'code',
      })),
      courses: body.courses,
      period: body.class.period,
      devices: [],
      receipts: receipts.map(({ line: { body: receipt } }) => ({
        chain: receipt.chain,
        from: receipt.from,
        to: receipt.to,
        at: receipt.at,
        hash: receiptHash(webCrypto, receipt),
      })),
      corrections: [],
      imported: [],
      elsewhere: [],
    }
  }
}

const length = ({ from, to }: Piece): Milliseconds => to - from
const sum = (pieces: readonly Piece[]): Milliseconds => pieces.reduce((total, piece) => total + length(piece), 0)

export function todayOf(
  seats: readonly SeatTotals[],
  now: Milliseconds,
): Times & { deductions: { reason: Reason; ms: Milliseconds }[] } {
  const day = dayOf(now)
  const local = seats.flatMap((seat) => seat.local).filter(({ from }) => dayOf(from) === day)
  const said = seats.flatMap(({ extract }) => extract ?? [])
  const ofToday = said.filter(({ today }) => today.day === day)
  const asOf = said.map(({ at }) => at).sort((a, b) => a - b)[0]
  const deductions = reasonOrder.map((reason) => ({
    reason,
    ms:
      sum(local.filter((piece) => piece.reason === reason)) +
      ofToday
        .flatMap(({ today }) => today.deductions)
        .reduce((total, one) => total + (one.reason === reason ? one.ms : 0), 0),
  }))
  return {
    ...(asOf !== undefined && { asOf, received: ofToday.reduce((total, { today }) => total + today.credited, 0) }),
    local: sum(local.filter(({ reason }) => !reason)),
    deductions: deductions.filter(({ ms }) => ms >= 1000).sort((a, b) => b.ms - a.ms),
  }
}

/** Credited time of the lesson of a view, in its class. */
export function lessonOf(
  seats: readonly SeatTotals[],
  { body, chain }: Pick<ViewRow, 'body' | 'chain'>,
): Times | undefined {
  const seat = seats.find(({ rows }) => rows.some((row) => row.chain === chain))
  const courses = seat?.rows.find((row) => row.chain === chain)?.class.body.courses ?? []
  const course = planCourse(body, courses)
  if (!seat || !course) return seat && { local: 0 }
  const here = seat.local.filter(
    (piece) =>
      !piece.reason &&
      piece.lesson.key === body.lesson.key &&
      planCourse({ site: course.site === 'any' ? body.site : course.site, course: piece.course }, courses)?.key ===
        course.key,
  )
  const said = seat.extract?.lessons.find((one) => one.course === course.key && one.lesson === body.lesson.key)
  return { ...(seat.extract && { asOf: seat.extract.at, received: said?.credited ?? 0 }), local: sum(here) }
}
