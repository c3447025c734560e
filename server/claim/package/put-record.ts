import { setImmediate as breath } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { figuresOf } from '../../../shared/package/figures'
import {
  batchesFile,
  chainFile,
  files,
  type PackageVersion,
  type PackedReceipt,
  type ProofLine,
  receiptsFile,
  ruleFile,
  type StudyFile,
} from '../../../shared/package/layout'
import { type HandInLine, type ReceiptLine, receiptHash } from '../../../shared/record/batch'
import { canonical } from '../../../shared/record/canonical'
import { type Entry, readEntry } from '../../../shared/record/entry'
import type { Facts } from '../../../shared/study/facts'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { SealedLog } from '../../ledger/ledger'
import { entryLines } from '../../ledger/line'
import type { ReceiptProof } from '../../ledger/proofs'
import { batchLines, receiptLines } from '../../ledger/read'
import { type ChainOfSeat, chainsOfClass } from '../../study/load'
import type { ClassData } from '../class-data'
import { addJson, addLines, addText, type Sink } from './bag-writer'

/** Called when a seat is done. */
export type OnSeat = (done: number, all: number) => void

export interface RecordOptions {
  version: PackageVersion
  sealed: SealedLog
  madeAt: number
  /** Hashes of the site rules named; added to. */
  rules: Set<string>
  onSeat: OnSeat
}

/**
 * The record of a class: what it is, its facts, every chain whole up to the last sealed receipt, proofs, and the figures, which
 * are reckoned here from what is packed. Of the entries it holds one seat's at a time. Throws where the figures are not those of `data`.
 */
export async function putRecord(
  to: Sink,
  deps: Deps,
  { trained, facts, people }: ClassData,
  { version, sealed, madeAt, rules, onSeat }: RecordOptions,
): Promise<void> {
  const { plan } = trained
  const { taught } = plan
  await addJson(to, files.class, {
    v: 1,
    class: { id: trained.id, name: trained.name, status: trained.status, period: plan.period },
    organisation: { id: trained.organisation, name: trained.organisationName },
    seats: people.map(({ row: { seat, number, left } }) => ({
      ...{ seat, number },
      ...(version === '2' && left && { left: true }),
    })),
    packedAt: madeAt,
  })
  await addJson(to, files.plan, {
    ...{ v: 1, id: plan.id, title: plan.title },
    ...{ occupation: plan.occupation, level: plan.level },
    ...(version === '2' && taught && { taught: taught.map((one) => ({ ...one })) }),
  })
  await addJson(to, files.policy, plan.policy)
  await addJson(to, files.facts, facts)
  const chains = await chainsOfClass(deps.store.read, deps.store.t, trained.id)
  const proofs: ProofLine[] = []
  const study: StudyFile = { v: 1, seats: [] }
  for (const [i, { row, credited }] of people.entries()) {
    onSeat(i, people.length)
    // Hand-ins are answered between two of them.
    await breath()
    const mine = chains.filter(({ seat }) => seat === row.seat)
    const packed = await putChains(to, deps, mine, sealed)
    for (const hash of packed.entries.flatMap(rulesOf)) rules.add(hash)
    proofs.push(...packed.proofs)
    const own = { ...ofSeat(facts, row.seat), receipts: packed.receipts }
    const [figures] = figuresOf(nodeCrypto, packed.entries, plan.policy, own, [row.seat]).study.seats
    if (!figures || figures.credited !== credited) throw new Error(`records and forms of seat ${row.seat} differ`)
    study.seats.push(figures)
  }
  await addLines(
    to,
    files.proofs,
    proofs.map((line) => canonical(line)),
  )
  await addJson(to, files.study, study)
}

/** The text of these rules, of `texts` by hash; a rule that this server never had stays named by its hash alone. */
export async function putRules(to: Sink, rules: Iterable<string>, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const hash of [...rules].sort()) {
    const text = texts.get(hash)
    if (text) await addText(to, ruleFile(hash), text)
  }
}

export const rulesOf = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.flatMap(({ body: { rule } }) => (typeof rule === 'string' ? (rule.split('#')[1] ?? []) : []))),
]

/** Facts look at one seat at a time, but for the devices. */
const ofSeat = (facts: ClassData['facts'], seat: string): ClassData['facts'] => ({
  ...facts,
  bindings: facts.bindings.filter((one) => one.seat === seat),
  corrections: facts.corrections.filter((one) => one.seat === seat),
  imported: facts.imported.filter((one) => one.seat === seat),
  elsewhere: facts.elsewhere.filter((one) => one.seat === seat),
})

interface PackedChains {
  /** Of branch 0, chain by chain. */
  entries: Entry[][]
  receipts: Facts['receipts']
  proofs: ProofLine[]
}

/** Chains with batches and receipts, each branch whole up to its last sealed receipt. */
async function putChains(
  to: Sink,
  deps: Deps,
  chains: readonly ChainOfSeat[],
  { proofsOf }: SealedLog,
): Promise<PackedChains> {
  const { store } = deps
  const all: PackedChains = { entries: [], receipts: [], proofs: [] }
  const proofs = await proofsOf(chains.map(({ id }) => id))
  for (const chain of chains) {
    const mine = proofs.filter((proof) => proof.chain === chain.id)
    for (const branch of branchesOf(mine)) {
      const through = endOf(mine, branch)
      const entries = await entryLines(deps.store, chain.id, { branch, through })
      if (branch === 0) all.entries.push(entries.map((line) => readEntry(nodeCrypto, line)))
      await addLines(to, chainFile(chain.digest, branch), entries)
      const receipts = (await receiptLines(store, chain.id, branch)).filter(({ body }) => body.to <= through)
      all.receipts.push(...receipts.map(factOf))
      await addLines(
        to,
        receiptsFile(chain.digest, branch),
        packed(receipts).map((line) => canonical(line)),
      )
    }
    if (mine.length > 0) await addLines(to, batchesFile(chain.digest), await signedBy(deps, chain, mine))
    all.proofs.push(...mine.map((proof) => proofLine(chain.digest, proof)))
  }
  return all
}

const branchesOf = (proofs: readonly ReceiptProof[]): number[] =>
  [...new Set(proofs.map(({ branch }) => branch))].sort((a, b) => a - b)
const endOf = (proofs: readonly ReceiptProof[], branch: number): number =>
  Math.max(...proofs.filter((proof) => proof.branch === branch).map(({ to }) => to))

const proofLine = (chain: string, { branch, day, receipt, proof }: ReceiptProof): ProofLine => ({
  ...{ chain, ...(branch > 0 && { branch }), day, receipt },
  ...{ index: proof.index, path: proof.path },
})

const factOf = ({ body }: ReceiptLine): Facts['receipts'][number] => {
  const { chain, branch, from, to, at } = body
  return { chain, ...(branch && { branch }), from, to, at, hash: receiptHash(nodeCrypto, body) }
}

/** What does not follow from the entries; the day's last one holds the signature. */
const packed = (receipts: readonly ReceiptLine[]): PackedReceipt[] =>
  receipts.map(({ body: { to, at }, key, signature }, i) => {
    const next = receipts[i + 1]
    return next && dayOf(next.body.at) === dayOf(at) ? { to, at } : { to, at, key, signature }
  })

/** The device's key, and its last signature in each branch: it covers everything before it. */
async function signedBy({ store }: Deps, chain: ChainOfSeat, proofs: readonly ReceiptProof[]): Promise<string[]> {
  const { t, read } = store
  const [row] = await read
    .select({ device: t.chain.device, key: t.chain.spki })
    .from(t.chain)
    .where(eq(t.chain.id, chain.id))
  if (!row) throw new Error('a chain without its row')
  const envelope: HandInLine = { v: 1, chain: chain.digest, ...row }
  const last: string[] = []
  for (const branch of branchesOf(proofs)) {
    const line = (await batchLines(store, chain.id, branch, endOf(proofs, branch))).at(-1)
    if (line) last.push(canonical(line))
  }
  return [canonical(envelope), ...last]
}
