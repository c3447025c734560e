import { setImmediate as breath } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { dayOf } from '../../../shared/calendar/beijing'
import { utf8 } from '../../../shared/crypto'
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
import type { HandInLine, ReceiptLine } from '../../../shared/record/batch'
import { canonical } from '../../../shared/record/canonical'
import { classHours } from '../../../shared/study/hours'
import type { Policy } from '../../../shared/study/policy'
import type { Deps } from '../../deps'
import type { SealedLog } from '../../ledger/ledger'
import { entryLines } from '../../ledger/line'
import type { ReceiptProof } from '../../ledger/proofs'
import { batchLines, receiptLines } from '../../ledger/read'
import { type ChainOfSeat, chainsOfClass } from '../../study/load'
import type { ClassData, PersonData } from '../class-data'
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
 * The record of a class: what it is, its facts, every chain whole up to the last sealed receipt, proofs, and the figures
 * that `data` was folded to up to the same receipts. Of entries and proofs it holds one seat's at a time.
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
  const ofPerson = ({ row }: PersonData) => chains.filter(({ seat }) => seat === row.seat)
  for (const [i, person] of people.entries()) {
    onSeat(i, people.length)
    // Hand-ins are answered between two of them.
    await breath()
    for (const chain of ofPerson(person)) await putChain(to, deps, chain, sealed, rules)
  }
  await to.add(files.proofs, proofLines(people.map(ofPerson), sealed))
  const study: StudyFile = { v: 1, seats: people.map((person) => figuresOf(person, plan.policy)) }
  await addJson(to, files.study, study)
}

/** Every proof, of one person after the other. */
async function* proofLines(
  people: readonly (readonly ChainOfSeat[])[],
  { proofsOf }: SealedLog,
): AsyncGenerator<Uint8Array> {
  for (const chains of people) {
    const proofs = await proofsOf(chains.map(({ id }) => id))
    for (const { id, digest } of chains)
      for (const proof of proofs.filter((one) => one.chain === id))
        yield utf8(`${canonical(proofLine(digest, proof))}\n`)
  }
}

/** As shared/package/figures.ts gives them of what is packed. A day without lessons has nothing of its own to count. */
const figuresOf = ({ row, credited, days }: PersonData, policy: Policy): StudyFile['seats'][number] => ({
  ...{ seat: row.seat, credited, hours: classHours(credited, policy) },
  days: days
    .filter(({ lessons }) => lessons.length > 0)
    .map(({ day, credited: time, folded }) => ({ day, credited: time, deductions: folded.deductions })),
})

/** The text of these rules, of `texts` by hash; a rule that this server never had stays named by its hash alone. */
export async function putRules(to: Sink, rules: Iterable<string>, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const hash of [...rules].sort()) {
    const text = texts.get(hash)
    if (text) await addText(to, ruleFile(hash), text)
  }
}

/** Hashes of the site rules that these entries name. */
export const rulesOf = (lines: readonly string[]): string[] => [
  ...new Set(
    lines
      .filter((line) => line.includes('"rule":"'))
      .flatMap((line) => {
        const { body } = v.parse(ruled, JSON.parse(line))
        return (typeof body.rule === 'string' && body.rule.split('#')[1]) || []
      }),
  ),
]
const ruled = v.object({ body: v.object({ rule: v.optional(v.unknown()) }) })

/** A chain with batches and receipts, each branch whole up to its last sealed receipt. */
async function putChain(
  to: Sink,
  deps: Deps,
  chain: ChainOfSeat,
  { proofsOf }: SealedLog,
  rules: Set<string>,
): Promise<void> {
  const { store } = deps
  const proofs = await proofsOf([chain.id])
  for (const branch of branchesOf(proofs)) {
    const through = endOf(proofs, branch)
    const entries = await entryLines(store, chain.id, { branch, through })
    if (branch === 0) for (const hash of rulesOf(entries)) rules.add(hash)
    await addLines(to, chainFile(chain.digest, branch), entries)
    const receipts = (await receiptLines(store, chain.id, branch)).filter(({ body }) => body.to <= through)
    await addLines(
      to,
      receiptsFile(chain.digest, branch),
      packed(receipts).map((line) => canonical(line)),
    )
  }
  if (proofs.length > 0) await addLines(to, batchesFile(chain.digest), await signedBy(deps, chain, proofs))
}

const branchesOf = (proofs: readonly ReceiptProof[]): number[] =>
  [...new Set(proofs.map(({ branch }) => branch))].sort((a, b) => a - b)
const endOf = (proofs: readonly ReceiptProof[], branch: number): number =>
  Math.max(...proofs.filter((proof) => proof.branch === branch).map(({ to }) => to))

const proofLine = (chain: string, { branch, day, receipt, proof }: ReceiptProof): ProofLine => ({
  ...{ chain, ...(branch > 0 && { branch }), day, receipt },
  ...{ index: proof.index, path: proof.path },
})

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
