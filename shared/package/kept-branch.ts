import { dayOf } from '../calendar/beijing'
import { type Crypto, utf8 } from '../crypto'
import { leafHash } from '../log/merkle'
import type { Body } from '../record/bodies'
import { canonical } from '../record/canonical'
import { type Entry, readKnown } from '../record/entry'
import type { Milliseconds } from '../record/fields'
import type { PackedBranch } from './chains'
import { newestOf } from './validity'

/** The last receipt of a Beijing day, as the log has it. */
export interface Sealing {
  day: string
  at: Milliseconds
  /** Hash of the receipt. */
  receipt: string
  leaf: Uint8Array
}

/** What the checks across a class need of a branch once its entries were let go: some hundred bytes a day of study. */
export interface KeptBranch {
  chain: string
  branch: number
  /** How many entries it has, and the seq of the first. */
  count: number
  first: number
  /** What entry 0 says of whose it is. */
  join: { claim: string; class: string; device: string } | undefined
  sealings: readonly Sealing[]
  /** `at` of the newest receipt. */
  newest: Milliseconds | undefined
  /** Site rules by hash, as the records name them. */
  rules: ReadonlyMap<string, string>
  scores: readonly (Pick<Body<'score'>, 'value' | 'max' | 'pass' | 'source' | 'raw'> & { seq: number })[]
  /** When lessons offline were signed in to and out of. */
  lessons: { ins: readonly Milliseconds[]; outs: readonly Milliseconds[] }
}

export function keptOf(crypto: Crypto, { chain, branch, entries, receipts }: PackedBranch): KeptBranch {
  const [first] = entries
  const known = first && readKnown(first)
  const rules = new Map<string, string>()
  const scores: KeptBranch['scores'][number][] = []
  const ins: Milliseconds[] = []
  const outs: Milliseconds[] = []
  for (const entry of entries) {
    const said = speaks(entry) ? readKnown(entry) : undefined
    if (!said) continue
    if ('rule' in said.body) rules.set(said.body.rule.slice(said.body.rule.indexOf('#') + 1), said.body.rule)
    if (said.kind === 'score') {
      const { value, max, pass, source, raw } = said.body
      scores.push({ value, max, pass, source, raw, seq: said.seq })
    } else if (said.kind === 'signin' && said.body.method === 'lesson') ins.push(said.at)
    else if (said.kind === 'signout' && said.body.reason === 'lesson') outs.push(said.at)
  }
  const sealings = new Map<string, Sealing>()
  for (const { body, hash } of receipts) {
    const day = dayOf(body.at)
    sealings.set(day, { day, at: body.at, receipt: hash, leaf: leafHash(crypto, utf8(canonical(body))) })
  }
  return {
    ...{ chain, branch, count: entries.length, first: first?.seq ?? 0 },
    join: known?.kind === 'join' ? joinOf(known.body) : undefined,
    sealings: [...sealings.values()],
    newest: newestOf(receipts.map(({ body }) => body.at)),
    ...{ rules, scores, lessons: { ins, outs } },
  }
}

const joinOf = ({ claim, class: id, device }: Body<'join'>) => ({ claim, class: id, device })

/** Whether an entry may say any of this. Most are `watch`, which do not and cost most to read. */
const speaks = ({ kind, body }: Entry): boolean =>
  kind !== 'watch' && ('rule' in body || kind === 'score' || body.method === 'lesson' || body.reason === 'lesson')
