import type { Facts } from '../study/facts'
import type { PackedBranch } from './chains'
import type { Person } from './people'

/** Facts as packed: receipts stand in files of their own. */
export type PackedFacts = Omit<Facts, 'receipts'>

/** The facts, seat by seat: what one person's records are judged by does not grow with the class. */
export class FactsOfSeats {
  /** Seats by claim; of two bindings of one claim the first holds. */
  readonly seats: ReadonlyMap<string, string>
  readonly #bindings: ReadonlyMap<string, Facts['bindings']>
  readonly #devices: ReadonlyMap<string, Facts['devices']>
  readonly #corrections: ReadonlyMap<string, Facts['corrections']>
  readonly #imported: ReadonlyMap<string, Facts['imported']>
  readonly #elsewhere: ReadonlyMap<string, Facts['elsewhere']>
  readonly #attended: ReadonlyMap<string, NonNullable<Facts['attended']>>
  readonly #results: ReadonlyMap<string, NonNullable<Facts['results']>>
  readonly #certificates: ReadonlyMap<string, NonNullable<Facts['certificates']>>

  constructor(readonly facts: PackedFacts) {
    const first = new Map([...facts.bindings].reverse().map((one) => [one.claim, one]))
    this.seats = new Map([...first.values()].map(({ claim, seat }) => [claim, seat]))
    this.#bindings = bySeat([...first.values()])
    this.#devices = grouped(facts.devices, ({ device }) => device)
    this.#corrections = bySeat(facts.corrections)
    this.#imported = bySeat(facts.imported)
    this.#elsewhere = bySeat(facts.elsewhere)
    this.#attended = bySeat(facts.attended ?? [])
    this.#results = bySeat(facts.results ?? [])
    this.#certificates = bySeat(facts.certificates ?? [])
  }

  /** All that speaks of a person, with the receipts of their chains joined in. */
  of({ seat, devices, branches }: Person): Facts {
    const { v, class: id, courses, period, consentDate, attended, results, certificates } = this.facts
    const mine = <Row>(rows: ReadonlyMap<string, Row[]>) => (seat === undefined ? [] : (rows.get(seat) ?? []))
    return {
      ...{ v, class: id, courses, period, bindings: mine(this.#bindings) },
      ...(consentDate !== undefined && { consentDate }),
      devices: [...new Set(devices)].flatMap((device) => this.#devices.get(device) ?? []),
      receipts: receiptsOf(branches),
      ...{ corrections: mine(this.#corrections), imported: mine(this.#imported), elsewhere: mine(this.#elsewhere) },
      ...(attended && { attended: mine(this.#attended) }),
      ...(results && { results: mine(this.#results) }),
      ...(certificates && { certificates: mine(this.#certificates) }),
    }
  }
}

const bySeat = <Row extends { seat: string }>(rows: readonly Row[]) => grouped(rows, ({ seat }) => seat)

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

const receiptsOf = (branches: readonly PackedBranch[]): Facts['receipts'] =>
  branches.flatMap(({ chain, branch, receipts }) =>
    receipts.map(({ body: { from, to, at }, hash }) => ({ chain, ...(branch > 0 && { branch }), from, to, at, hash })),
  )
