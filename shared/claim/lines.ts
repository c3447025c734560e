import { type Fen, toFen } from './money'
import type { RateTable } from './rates'
import { plus, type Ratio, rounded, whole, zero } from './ratio'

/** A line of a reckoning. What is taken off has an amount below 0; a limit that takes nothing off has 0. */
export interface AmountLine {
  label: string
  /** What it was computed from, in words with its numbers. */
  formula: string
  amount: Fen
}

type Rounding = RateTable['rounding']
const UNITS = { 分: 1n, 角: 10n, 元: 100n } as const

export const roundedBy = ({ unit, mode }: Rounding, amount: Ratio): bigint => rounded(amount, mode, UNITS[unit])
/** Cut off to the unit: what a bound leaves is never rounded up. */
export const cutBy = ({ unit }: Rounding, amount: Ratio): bigint => rounded(amount, 'down', UNITS[unit])

/**
 * Lines whose rounded amounts add up to the rounded total, always: it is the running total that is rounded, and a line is
 * what it moved by.
 */
export class Lines {
  readonly all: AmountLine[] = []
  #exact = zero
  #total = 0n

  constructor(private readonly rounding: Rounding) {}

  get exact(): Ratio {
    return this.#exact
  }

  get total(): Fen {
    return toFen(this.#total)
  }

  add(label: string, formula: string, amount: Ratio): void {
    this.#exact = plus(this.#exact, amount)
    this.#moveTo(roundedBy(this.rounding, this.#exact), label, formula)
  }

  /** Takes off what lies above `ceiling`. */
  limit(label: string, formula: string, ceiling: Ratio): void {
    const allowed = cutBy(this.rounding, ceiling)
    if (allowed < this.#total) this.#exact = whole(allowed)
    this.#moveTo(allowed < this.#total ? allowed : this.#total, label, formula)
  }

  #moveTo(total: bigint, label: string, formula: string): void {
    this.all.push({ label, formula, amount: toFen(total - this.#total) })
    this.#total = total
  }
}
