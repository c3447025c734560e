import type { Crypto } from '../../crypto'
import type { Milliseconds } from '../../record/fields'
import type { CreditedDay } from '../credited'
import type { Facts } from '../facts'
import type { FindingKind } from '../finding'
import type { Policy } from '../policy'
import type { Outline } from './outline'
import type { Trace } from './trace'

/** An entry, named. */
export interface Link {
  chain: string
  seq: number
}

/** A stretch of playing on one device, and the entry it begins in. */
export interface Stretch extends Link {
  from: Milliseconds
  to: Milliseconds
  device: string
}

/** Everything that rules may know besides the records. */
export interface Knowledge {
  crypto: Crypto
  policy: Policy
  facts: Facts
  /** Hashes of the site rules that ship with the software. */
  builtInRules: ReadonlySet<string>
  /** Hashes of the organisation's own rules whose text whoever looks can read. */
  ownRules: ReadonlySet<string>
  /** Versions of the extension that were published; undefined: nobody can say, and none is asked after. */
  knownBuilds: ReadonlySet<string> | undefined
}

/** What one seat brings: its chains by id, its credited days, and what is known beside them. */
export interface SeatRecord {
  seat: string
  chains: readonly Trace[]
  days: readonly CreditedDay[]
  /** First entries of branches beside these chains. */
  forks: readonly Link[]
  /** Playing of the same person in other classes. */
  elsewhere: readonly Stretch[]
}

/** What a rule found: the sentence, and the entries behind it. */
export interface Shown {
  detail: string
  entries: readonly Link[]
}

/** Looks at one seat; at most one finding. Pure, and never throws whatever the chains say. */
export interface SeatRule {
  code: FindingKind
  find(seat: SeatRecord, known: Knowledge): Shown | undefined
}

/** Looks at all seats of a class by their outlines, which come sorted by seat. */
export interface ClassRule {
  code: FindingKind
  find(outlines: readonly Outline[], known: Knowledge): readonly (Shown & { key?: string; seats: readonly string[] })[]
}
