import { creditRead } from '../study/credit'
import type { CreditedDay } from '../study/credited'
import type { Facts } from '../study/facts'
import { type Found, findingKinds } from '../study/finding'
import { byWeight, findInClass, findInSeat, seatRecord } from '../study/findings'
import type { Knowledge } from '../study/findings/inquiry'
import { type Outline, outlineOf } from '../study/findings/outline'
import { readTrace } from '../study/findings/trace'
import { type ReadChain, readChain } from '../study/read-chain'
import type { SeatSources } from '../study/sources'
import type { AboutClass } from './about-class'
import { FactsOfSeats } from './facts-of-seat'
import { figuresOf, sameSeat, summed } from './figures'
import type { PackedFinding } from './findings'
import type { StudyFile } from './layout'
import type { Person } from './people'

/** A seat with everything its chains give, while they are held. */
export interface FoldedSeat {
  seat: string
  read: readonly ReadChain[]
  days: readonly CreditedDay[]
  /** What of the facts speaks of it. */
  facts: Facts
}

/** What is kept of a seat's figures. */
export interface KeptFigures {
  credited: number
  hours: string
  deductions: Record<string, number>
  /** The form's row of it: undefined where it says the same. */
  stated: { credited: number | undefined } | undefined
}

type Known = Pick<Knowledge, 'crypto' | 'builtInRules' | 'ownRules' | 'knownBuilds'>

/** A class reckoned again person by person: of each only sums, outline and findings stay. */
export class FoldedClass {
  /** By seat. */
  readonly figures = new Map<string, KeptFigures>()
  readonly sources: SeatSources[] = []
  /** How many entries could not be read. */
  unread = 0
  readonly facts: FactsOfSeats
  readonly #stated: ReadonlyMap<string, StudyFile['seats'][number]>
  readonly #outlines: Outline[] = []
  readonly #found: Found[] = []

  constructor(
    readonly about: AboutClass,
    readonly known: Known,
    /** Is shown each seat of the class once. */
    readonly onSeat: (seat: FoldedSeat) => void,
  ) {
    this.facts = new FactsOfSeats(about.facts)
    // Of two rows of one seat the first counts.
    this.#stated = new Map([...about.study.seats].reverse().map((row) => [row.seat, row]))
  }

  add(person: Person): void {
    const { policy } = this.about
    const { crypto } = this.known
    const facts = this.facts.of(person)
    const chains = person.branches.filter(({ branch }) => branch === 0).map(({ entries }) => entries)
    const read = chains.map((entries) => readChain(entries, facts))
    const { days, sources, unread } = creditRead(crypto, read, policy, facts)
    this.unread += unread.length
    this.sources.push(...sources)
    const { seat } = person
    if (seat === undefined) return
    this.#keep(figuresOf(seat, days, policy))
    this.#find(person, seat, { facts, read, days })
    this.onSeat({ seat, read, days, facts })
  }

  /** Seats of whom no chain came. */
  finish(): void {
    const seats = [...this.about.class.seats, ...this.about.facts.imported].map(({ seat }) => seat)
    for (const seat of seats) if (!this.figures.has(seat)) this.add({ seat, branches: [], devices: [] })
    this.sources.sort((a, b) => (a.seat < b.seat ? -1 : 1))
  }

  /** What the rules of shared/study/findings find in these records: the builder has no say in them. The gravest first. */
  findings(): PackedFinding[] {
    const { class: of, policy, facts } = this.about
    const numbers = new Map(of.seats.map(({ seat, number }) => [seat, number]))
    const inClass = findInClass(this.#outlines, { ...this.known, policy, facts: { ...facts, receipts: [] } })
    return [...inClass, ...this.#found].sort(byWeight).map(({ code, seat, seats = [], detail, entries }) => ({
      code,
      ...findingKinds[code],
      numbers: [...(seat === undefined ? [] : [seat]), ...seats].flatMap((one) => numbers.get(one) ?? []).sort(),
      detail,
      entries: [...entries],
    }))
  }

  #keep(own: StudyFile['seats'][number]): void {
    const stated = this.#stated.get(own.seat)
    this.figures.set(own.seat, {
      ...{ credited: own.credited, hours: own.hours, deductions: summed(own.days.map(({ deductions }) => deductions)) },
      stated: stated && sameSeat(own, stated) ? undefined : { credited: stated?.credited },
    })
  }

  #find({ branches }: Person, seat: string, { facts, read, days }: Omit<FoldedSeat, 'seat'>): void {
    const chains = branches.filter(({ branch }) => branch === 0)
    const traces = chains
      .map(({ entries }, i) => readTrace(entries, facts, read[i]))
      .filter((trace) => trace.seat !== undefined)
    if (traces.length === 0) return
    const own = new Set(traces.map(({ chain }) => chain))
    const forks = branches.flatMap(({ chain, branch, entries }) =>
      branch > 0 && own.has(chain) ? entries.slice(0, 1).map(({ seq }) => ({ chain, seq })) : [],
    )
    const record = seatRecord(seat, traces, days, { forks })
    this.#outlines.push(outlineOf(record))
    this.#found.push(...findInSeat(record, { ...this.known, policy: this.about.policy, facts }))
  }
}

/** What a builder's row and the reckoning say of a seat, where they differ. */
export const secondsOf = (ms: number | undefined): string => (ms === undefined ? '没有' : `${Math.floor(ms / 1000)} 秒`)
