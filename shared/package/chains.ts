import { dayOf } from '../calendar/beijing'
import type { Crypto } from '../crypto'
import {
  batchLine,
  fingerprint,
  handInLine,
  type Receipt,
  receiptBytes,
  receiptHash,
  verifyBatch,
  verifySigned,
} from '../record/batch'
import { type Entry, readEntry } from '../record/entry'
import { type PackageFiles, TooLarge, textIn } from './bag'
import type { PackedKey } from './keys'
import { batchesFile, chainFile, packedReceipt, receiptsFile } from './layout'
import { bytesOf, eachLineOf, linesOf, parseFile } from './parse'

/** A chain, or the other side of a fork of it, as packed. */
export interface PackedBranch {
  chain: string
  branch: number
  entries: Entry[]
  receipts: { body: Receipt; hash: string; key?: string | undefined; signature?: string | undefined }[]
}

/** The branches of a chain that a package has files of, in order. */
export interface ChainPlace {
  chain: string
  branches: readonly number[]
}

/** What is wrong with a chain, by what each check is about. */
export interface ChainProblems {
  entries: readonly string[]
  signatures: readonly string[]
  receipts: readonly string[]
}

export interface ReadFrom {
  crypto: Crypto
  from: PackageFiles
  /** By fingerprint. */
  service: ReadonlyMap<string, PackedKey>
}

/** Of one person, whose chains are looked at together: ten thousand hours and more. */
const MAX_OF_PERSON = 2 ** 26

/** What is held of one person at a time. */
export class Held {
  #bytes = 0

  /** Throws TooLarge. */
  take(text: string): void {
    this.#bytes += text.length
    if (this.#bytes > MAX_OF_PERSON) throw new TooLarge('一名学员的学习记录超过 64 MB')
  }
}

/** Every chain in the package, by id. */
export function chainsIn(from: PackageFiles): ChainPlace[] {
  const chains = new Map<string, number[]>()
  for (const path of from.keys()) {
    const [, chain, branch] = /^data\/chains\/([0-9a-f]{64})(?:\.(\d{1,6}))?\.ndjson$/.exec(path) ?? []
    if (chain) chains.set(chain, [...(chains.get(chain) ?? []), Number(branch ?? 0)])
  }
  return [...chains]
    .map(([chain, branches]) => ({ chain, branches: branches.sort((a, b) => a - b) }))
    .sort((a, b) => (a.chain < b.chain ? -1 : 1))
}

/**
 * A chain from its first entry to its last receipt: links, device signature, receipts. What can't be read is a problem, and left out.
 * Throws TooLarge.
 */
export async function readChainFiles(
  context: ReadFrom,
  { chain, branches: numbers }: ChainPlace,
  held: Held,
): Promise<{ branches: PackedBranch[]; problems: ChainProblems }> {
  const { crypto, from } = context
  const branches: PackedBranch[] = []
  const problems = { entries: <string[]>[], signatures: <string[]>[], receipts: <string[]>[] }
  const label = (branch: number, problem: string) =>
    `${chain.slice(0, 16)}…${branch > 0 ? ` 分支 ${branch}` : ''}：${problem}`
  for (const branch of numbers) {
    const text = (await textIn(from, chainFile(chain, branch))) ?? ''
    const lines = eachLineOf(text)
    if (lines) held.take(text)
    const entries = readBranch(crypto, lines ?? [], { chain, branch }, branches)
    if (typeof entries === 'string') {
      problems.entries.push(label(branch, entries))
      continue
    }
    const { receipts, problems: wrong } = await readReceipts(context, { chain, branch, entries })
    problems.receipts.push(...wrong.map((problem) => label(branch, problem)))
    branches.push({ chain, branch, entries, receipts })
  }
  if (branches.length > 0)
    problems.signatures.push(...(await signatureProblems(context, chain, branches)).map((problem) => label(0, problem)))
  return { branches, problems }
}

function readBranch(
  crypto: Crypto,
  lines: Iterable<string>,
  { chain, branch }: Pick<PackedBranch, 'chain' | 'branch'>,
  others: readonly PackedBranch[],
): Entry[] | string {
  const entries: Entry[] = []
  for (const line of lines) {
    const place = `第 ${entries.length + 1} 行`
    let entry: Entry
    try {
      entry = readEntry(crypto, line)
    } catch {
      return `${place}不是完好的学习记录`
    }
    const last = entries.at(-1)
    const follows = last ? entry.seq === last.seq + 1 && entry.prev === last.hash : begins(entry, branch, others)
    if (entry.chain !== chain || !follows) return `${place}与上一条不相连`
    entries.push(entry)
  }
  return entries.length > 0 ? entries : '文件不完整'
}

/** The chain begins at 0; a branch where it leaves another. */
const begins = (entry: Entry, branch: number, others: readonly PackedBranch[]) =>
  branch === 0
    ? entry.seq === 0
    : entry.seq === 0 ||
      others.some(({ entries }) => entries.some(({ seq, hash }) => seq === entry.seq - 1 && hash === entry.prev))

/** The device's key, and its signature over the last entry of each branch. */
async function signatureProblems(
  { crypto, from }: ReadFrom,
  chain: string,
  branches: readonly PackedBranch[],
): Promise<string[]> {
  const lines = linesOf(await textIn(from, batchesFile(chain)))
  const envelope = parseFile(handInLine, lines?.[0])
  if (!lines || 'problem' in envelope) return ['缺少设备公钥']
  const spki = bytesOf(envelope.value.key)
  if (envelope.value.chain !== chain || fingerprint(crypto, spki) !== chain) return ['设备公钥与记录编号不符']
  const problems: string[] = []
  const signed = new Set<string>()
  for (const line of lines.slice(1)) {
    const parsed = parseFile(batchLine, line)
    if ('problem' in parsed || parsed.value.batch.chain !== chain || !(await verifyBatch(crypto, spki, parsed.value)))
      problems.push('有一个设备签名不符')
    else signed.add(`${parsed.value.batch.seq}/${parsed.value.batch.head}`)
  }
  for (const { branch, entries } of branches) {
    const last = entries.at(-1)
    if (last && !signed.has(`${last.seq}/${last.hash}`))
      problems.push(`${branch > 0 ? `分支 ${branch} ` : ''}末尾的记录没有设备签名`)
  }
  return problems
}

async function readReceipts(
  { crypto, from: files, service }: ReadFrom,
  { chain, branch, entries }: Pick<PackedBranch, 'chain' | 'branch' | 'entries'>,
): Promise<{ receipts: PackedBranch['receipts']; problems: string[] }> {
  const lines = linesOf(await textIn(files, receiptsFile(chain, branch)))
  if (!lines) return { receipts: [], problems: ['缺少回执'] }
  const receipts: PackedBranch['receipts'] = []
  const problems: string[] = []
  const first = entries[0]?.seq ?? 0
  for (const [i, line] of lines.entries()) {
    const parsed = parseFile(packedReceipt, line)
    if ('problem' in parsed) return { receipts, problems: [`第 ${i + 1} 个回执${parsed.problem}`] }
    const { to, at, key, signature } = parsed.value
    const last = receipts.at(-1)
    const from = last ? last.body.to + 1 : first
    const head = entries[to - first]?.hash
    if (to < from || !head) return { receipts, problems: [`第 ${i + 1} 个回执签收的不是包内的记录`] }
    const body: Receipt = {
      v: 1,
      chain,
      ...(branch > 0 && { branch }),
      from,
      to,
      head,
      at,
      ...(last && { before: last.hash }),
    }
    receipts.push({ body, hash: receiptHash(crypto, body), key, signature })
  }
  for (const [i, { body, key = '', signature }] of receipts.entries()) {
    const next = receipts[i + 1]
    if (signature === undefined && next && dayOf(next.body.at) === dayOf(body.at)) continue
    const by = service.get(key)
    const timely = by && body.at >= by.from && (by.to === undefined || body.at <= by.to)
    if (!timely || !(await verifySigned(crypto, by.spki, signature ?? '', receiptBytes(body))))
      problems.push(`第 ${i + 1} 个回执的签名不符`)
  }
  if (receipts.at(-1)?.body.to !== entries.at(-1)?.seq) problems.push('末尾的记录没有回执')
  return { receipts, problems }
}
