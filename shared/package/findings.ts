import type { Crypto } from '../crypto'
import type { CreditedDay } from '../study/credited'
import type { Facts } from '../study/facts'
import { findingKinds, type Severity } from '../study/finding'
import { findAll } from '../study/findings'
import type { Policy } from '../study/policy'
import type { Bag } from './bag'
import type { PackedBranch } from './chains'
import type { ClassFile } from './layout'

/** 疑点: what the rules find in a package's own chains. None of it is an error, and none changes the verdict. */
export interface PackedFinding {
  /** Of a claim: which class. */
  class?: string | undefined
  code: string
  label: string
  severity: Severity
  /** Numbers of the people it is about. */
  numbers: string[]
  detail: string
  /** What an honest cause may be. */
  cause: string
  entries: { chain: string; seq: number }[]
}

export interface FindingsFrom {
  branches: readonly PackedBranch[]
  class: ClassFile
  policy: Policy
  /** With the receipts joined in. */
  facts: Facts
  days: readonly CreditedDay[]
  builtInRules: ReadonlySet<string>
  knownBuilds: ReadonlySet<string> | undefined
}

/** The rules of shared/study/findings over the packed chains: the builder has no say in them. */
export function findingsOf(crypto: Crypto, bag: Bag, from: FindingsFrom): PackedFinding[] {
  const { branches, class: about, policy, facts, days, builtInRules, knownBuilds } = from
  const numbers = new Map(about.seats.map(({ seat, number }) => [seat, number]))
  const forks = branches.flatMap(({ chain, branch, entries }) =>
    branch > 0 ? entries.slice(0, 1).map(({ seq }) => ({ chain, seq })) : [],
  )
  const ownRules = new Set(
    [...bag.keys()].flatMap((path) => /^data\/rules\/([0-9a-f]{64})\.json$/.exec(path)?.[1] ?? []),
  )
  const chains = branches.filter(({ branch }) => branch === 0).map(({ entries }) => entries)
  const known = { crypto, policy, facts, builtInRules, ownRules, knownBuilds }
  return findAll(chains, days, forks, known).map(({ code, seat, seats = [], detail, entries }) => ({
    code,
    ...findingKinds[code],
    numbers: [...(seat === undefined ? [] : [seat]), ...seats].flatMap((one) => numbers.get(one) ?? []).sort(),
    detail,
    entries: [...entries],
  }))
}
