import * as v from 'valibot'
import type { ErrorCode } from '../../shared/api'
import { byteLength, type Crypto, fromBase64url } from '../../shared/crypto'
import {
  type Batch,
  type BatchLine,
  batchLine,
  type HandInLine,
  handInLine,
  type ReceiptLine,
  receiptLine,
  verifyBatch,
  verifyReceipt,
} from '../../shared/record/batch'
import { NotCanonical, parseCanonical } from '../../shared/record/canonical'
import { type Entry, MAX_BATCH_BYTES, MAX_BATCH_ENTRIES, readEntry } from '../../shared/record/entry'

/** What was refused, in the codes of shared/api.ts; `line` (from 1) says where, the message does not. */
export class Refused extends Error {
  override name = 'Refused'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: { line?: number; seq?: number; expected?: number; retryAfter?: number } = {},
  ) {
    super(message)
  }
}

/** One signed stretch of a chain: its entries, in order, and the signature over the last. */
export interface Part {
  chain: string
  entries: Entry[]
  batch: Batch
  /** base64url, over the batch. */
  signature: string
}

export interface Accepted {
  parts: Part[]
  /** Receipts of ours handed back. */
  receipts: ReceiptLine[]
  /** Envelopes of a hand-in file, in order. */
  envelopes: HandInLine[]
}

/** Reads lines into parts without touching the store: canonical bytes, hashes, links, limits. Signatures are judged by `verifyPart`. Throws Refused. */
export function readLines(crypto: Crypto, text: string): Accepted {
  const accepted: Accepted = { parts: [], receipts: [], envelopes: [] }
  let entries: Entry[] = []
  let bytes = 0
  let number = 0
  for (const line of text.split('\n')) {
    number++
    if (line === '') continue
    const at = { line: number }
    if (line.startsWith('{"at":')) {
      const entry = refuseBroken(crypto, line, at)
      const last = entries.at(-1)
      if (last && (entry.chain !== last.chain || entry.seq !== last.seq + 1 || entry.prev !== last.hash)) {
        throw new Refused('entry-refused', '与上一条记录不相连', { ...at, seq: entry.seq })
      }
      bytes += byteLength(line) + 1
      entries.push(entry)
      if (entries.length > MAX_BATCH_ENTRIES || bytes > MAX_BATCH_BYTES)
        throw new Refused('too-large', '一批最多 500 条、1 MB，请分批上交', at)
      continue
    }
    const other = otherLine(line, at)
    if (other.kind === 'receipt') accepted.receipts.push(other.value)
    else if (other.kind === 'envelope') accepted.envelopes.push(other.value)
    else {
      const head = entries.at(-1)
      if (
        head &&
        (head.chain !== other.value.batch.chain ||
          head.seq !== other.value.batch.seq ||
          head.hash !== other.value.batch.head)
      ) {
        throw new Refused('signature-refused', '签名不属于它前面的记录', at)
      }
      accepted.parts.push({ chain: other.value.batch.chain, entries, ...other.value })
      entries = []
      bytes = 0
    }
  }
  if (entries.length > 0)
    throw new Refused('signature-refused', '最后一段记录没有签名，文件可能不完整', { line: number })
  return accepted
}

/** The chain key really signed this part. Throws Refused. */
export async function verifyPart(crypto: Crypto, spki: Uint8Array, part: Part): Promise<void> {
  if (!(await verifyBatch(crypto, spki, part))) throw new Refused('signature-refused', '记录的签名不符，没有收下')
}

/** Handed-back receipts that one of our service keys signed; others are ignored, they prove nothing. */
export async function ownReceipts(
  crypto: Crypto,
  keys: ReadonlyMap<string, Uint8Array>,
  lines: readonly ReceiptLine[],
): Promise<ReceiptLine[]> {
  const judged = await Promise.all(
    lines.map(async (line) => {
      const key = keys.get(line.key)
      return key !== undefined && (await verifyReceipt(crypto, key, line))
    }),
  )
  return lines.filter((_, i) => judged[i])
}

/** SPKI of a base64url key. Throws Refused. */
export function keyBytes(key: string): Uint8Array {
  try {
    return fromBase64url(key)
  } catch {
    throw new Refused('bad-request', '公钥格式不对')
  }
}

function refuseBroken(crypto: Crypto, line: string, at: { line: number }): Entry {
  try {
    return readEntry(crypto, line)
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error
    const seq = /"seq":(\d{1,15})[,}]/.exec(line)?.[1]
    throw new Refused('entry-refused', '不是一条完好的学习记录', {
      ...at,
      ...(seq && { seq: Number(seq) }),
    })
  }
}

type Other =
  | { kind: 'batch'; value: BatchLine }
  | { kind: 'receipt'; value: ReceiptLine }
  | { kind: 'envelope'; value: HandInLine }

function otherLine(line: string, at: { line: number }): Other {
  let value: unknown
  try {
    value = parseCanonical(line)
  } catch {
    throw new Refused('bad-request', '不是学习记录，也不是签名', at)
  }
  const batch = v.safeParse(batchLine, value)
  if (batch.success) return { kind: 'batch', value: batch.output }
  const receipt = v.safeParse(receiptLine, value)
  if (receipt.success) return { kind: 'receipt', value: receipt.output }
  const envelope = v.safeParse(handInLine, value)
  if (envelope.success) return { kind: 'envelope', value: envelope.output }
  // An entry whose first member is not `at` is no entry either, but it deserves the same code.
  const entry = typeof value === 'object' && value !== null && 'kind' in value && 'seq' in value
  throw new Refused(entry ? 'entry-refused' : 'bad-request', '不是学习记录，也不是签名', at)
}
