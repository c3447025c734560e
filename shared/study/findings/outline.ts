import * as v from 'valibot'
import { count, digest, milliseconds, ruleRef } from '../../record/fields'
import type { SeatRecord } from './inquiry'
import { sum } from './say'
import { sittingsOf } from './stretches'

/** More than any course has; a chain made up to fill a disk stays small here. */
const MOST = 2000
const MOST_RULES = 50

const link = { chain: digest, seq: count }

/**
 * What the rules of a class look at of one seat: small, so that a server keeps it beside the seat and compares a thousand
 * people without reading their records again.
 */
export const outline = v.strictObject({
  seat: v.string(),
  credited: milliseconds,
  devices: v.array(v.strictObject({ device: v.string(), ...link })),
  /** Sittings, earliest first. */
  sittings: v.array(v.strictObject({ ...link, device: v.string(), from: milliseconds, to: milliseconds })),
  /** Site rules that the records name, with the first entry of each. */
  rules: v.array(v.strictObject({ rule: ruleRef, ...link })),
})
export type Outline = v.InferOutput<typeof outline>

export function outlineOf({ seat, chains, days }: SeatRecord): Outline {
  const rules = new Map<string, Outline['rules'][number]>()
  for (const trace of chains)
    for (const [rule, first] of trace.rules) if (!rules.has(rule)) rules.set(rule, { rule, ...first })
  const devices = new Map(chains.toReversed().map(({ device, chain }) => [device, { device, chain, seq: 0 }]))
  return {
    seat,
    credited: sum(days.map(({ credited }) => credited)),
    devices: [...devices.values()].sort((a, b) => (a.device < b.device ? -1 : 1)),
    sittings: sittingsOf(chains).slice(0, MOST),
    rules: [...rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1)).slice(0, MOST_RULES),
  }
}

/** The seats' ids and the entries of some outlines. */
export const seatsOf = (outlines: readonly { seat: string }[]): string[] => [
  ...new Set(outlines.map(({ seat }) => seat).sort()),
]
