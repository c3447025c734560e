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
import { type Bag, textOf } from './bag'
import type { PackedKey } from './keys'
import { batchesFile, chainFile, packedReceipt, receiptsFile } from './layout'
import { bytesOf, linesOf, parseFile } from './parse'
import type { Checks } from './report'

/** A chain, or the other side of a fork of it, as packed. */
export interface PackedBranch {
  chain: string
  branch: number
  entries: Entry[]
  receipts: { body: Receipt; hash: string; key?: string | undefined; signature?: string | undefined }[]
}

const short = (chain: string, branch = 0) => `${chain.slice(0, 16)}…${branch > 0 ? ` 分支 ${branch}` : ''}`

/** Every chain from its first entry to its last receipt: links, device signature, receipts. What can't be read is a problem, and left out. */
export async function checkChains(
  crypto: Crypto,
  bag: Bag,
  service: ReadonlyMap<string, PackedKey>,
  checks: Checks,
): Promise<PackedBranch[]> {
  const branches: PackedBranch[] = []
  const problems = { entries: <string[]>[], signatures: <string[]>[], receipts: <string[]>[] }
  const found = [...bag.keys()].flatMap((path) => {
    const [, chain, branch] = /^data\/chains\/([0-9a-f]{64})(?:\.(\d{1,6}))?\.ndjson$/.exec(path) ?? []
    return chain ? [{ chain, branch: Number(branch ?? 0) }] : []
  })
  if (found.length === 0)
    checks.note(
      '包内没有本软件采集的学习记录（甲）：学时来自平台出具的学习记录（乙）、人工补录（丙）或线下登记，只能核对出处',
    )
  for (const { chain, branch } of found.sort((a, b) =>
    a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.branch - b.branch,
  )) {
    const own = branches.filter((one) => one.chain === chain)
    const entries = readBranch(crypto, bag, chain, branch, own)
    if (typeof entries === 'string') {
      problems.entries.push(`${short(chain, branch)}：${entries}`)
      continue
    }
    const { receipts, problems: wrong } = await readReceipts(crypto, bag, service, { chain, branch, entries })
    problems.receipts.push(...wrong.map((problem) => `${short(chain, branch)}：${problem}`))
    branches.push({ chain, branch, entries, receipts })
  }
  for (const chain of new Set(branches.map((one) => one.chain))) {
    const own = branches.filter((one) => one.chain === chain)
    problems.signatures.push(
      ...(await signatureProblems(crypto, bag, chain, own)).map((problem) => `${short(chain)}：${problem}`),
    )
  }
  problems.receipts.push(...orphans(bag, branches))
  checks.add('完整性', '每条学习记录首尾相连，没有缺少和改动', problems.entries)
  checks.add('真实性', '学习记录由学员设备签名', problems.signatures)
  checks.add('真实性', '学习记录由单位服务器逐批签收（回执），前后相连、没有遗漏', problems.receipts)
  return branches
}

function readBranch(
  crypto: Crypto,
  bag: Bag,
  chain: string,
  branch: number,
  others: readonly PackedBranch[],
): Entry[] | string {
  const lines = linesOf(textOf(bag, chainFile(chain, branch)))
  if (!lines || lines.length === 0) return '文件不完整'
  const entries: Entry[] = []
  for (const [i, line] of lines.entries()) {
    let entry: Entry
    try {
      entry = readEntry(crypto, line)
    } catch {
      return `第 ${i + 1} 行不是完好的学习记录`
    }
    const last = entries.at(-1)
    const follows = last ? entry.seq === last.seq + 1 && entry.prev === last.hash : begins(entry, branch, others)
    if (entry.chain !== chain || !follows) return `第 ${i + 1} 行与上一条不相连`
    entries.push(entry)
  }
  return entries
}

/** The chain begins at 0; a branch where it leaves another. */
const begins = (entry: Entry, branch: number, others: readonly PackedBranch[]) =>
  branch === 0
    ? entry.seq === 0
    : entry.seq === 0 ||
      others.some(({ entries }) => entries.some(({ seq, hash }) => seq === entry.seq - 1 && hash === entry.prev))

/** The device's key, and its signature over the last entry of each branch. */
async function signatureProblems(
  crypto: Crypto,
  bag: Bag,
  chain: string,
  branches: readonly PackedBranch[],
): Promise<string[]> {
  const lines = linesOf(textOf(bag, batchesFile(chain)))
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
  crypto: Crypto,
  bag: Bag,
  service: ReadonlyMap<string, PackedKey>,
  { chain, branch, entries }: Pick<PackedBranch, 'chain' | 'branch' | 'entries'>,
): Promise<{ receipts: PackedBranch['receipts']; problems: string[] }> {
  const lines = linesOf(textOf(bag, receiptsFile(chain, branch)))
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

/** Signatures and receipts of records that are not there. */
function orphans(bag: Bag, branches: readonly PackedBranch[]): string[] {
  const there = new Set(branches.flatMap(({ chain, branch }) => [batchesFile(chain), receiptsFile(chain, branch)]))
  return [...bag.keys()]
    .filter((path) => (path.startsWith('data/receipts/') || path.endsWith('.batches.ndjson')) && !there.has(path))
    .map((path) => `${path} 没有对应的学习记录`)
}
