import * as v from 'valibot'
import type { ExtractBody, SyncAnswer } from '../../shared/api'
import { base64url } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { type Batch, type ReceiptLine, receiptLine } from '../../shared/record/batch'
import { parseCanonical } from '../../shared/record/canonical'
import { signedByPinned } from '../journal/keys'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/rows'

export type Judged = 'kept' | 'fork' | 'wrong'

/**
 * Keeps a receipt that the pinned service key signed over entries we really hold, and marks everything through it as
 * receipted. A receipt of a branch is kept apart: the entries from its start on stand beside the chain.
 */
export async function keepReceipt(recorder: Recorder, row: ChainRow, line: ReceiptLine): Promise<Judged> {
  const { body } = line
  if (body.chain !== row.chain || !(await signedByPinned(row.class, 'xueji/receipt/1', line))) return 'wrong'
  const head = await recorder.db.get('entries', [row.chain, body.to])
  if (head?.hash !== body.head) return 'wrong'
  if (body.branch !== undefined) {
    await recorder.changeChain(row.chain, (now) => ({
      ...now,
      rewriteFrom: Math.min(body.from, now.rewriteFrom ?? body.from),
    }))
    return 'fork'
  }
  await recorder.changeChain(
    row.chain,
    (now) => ({ ...now, receipted: Math.max(now.receipted, body.to), receivedAt: recorder.now() }),
    (tx) => void tx.objectStore('receipts').put({ chain: row.chain, to: body.to, line }),
  )
  return 'kept'
}

/** 回执文件, the way back of a hand-in file: NDJSON of receipt lines. Counts entries that are receipted now and were not. */
export async function importReceipts(
  recorder: Recorder,
  text: string,
): Promise<{ entries: number; foreign: number; refused: number }> {
  const report = { entries: 0, foreign: 0, refused: 0 }
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (line === '') continue
    const receipt = readReceipt(line)
    if (!receipt) {
      report.refused++
      continue
    }
    const row = await recorder.db.get('chains', receipt.body.chain)
    if (!row) {
      report.foreign++
      continue
    }
    const judged = await keepReceipt(recorder, row, receipt)
    if (judged === 'wrong') report.refused++
    else if (judged === 'kept') report.entries += Math.max(0, receipt.body.to - row.receipted)
  }
  return report
}

function readReceipt(line: string): ReceiptLine | undefined {
  try {
    const read = v.safeParse(receiptLine, parseCanonical(line))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

/** The server's figures for the seat, if the pinned key signed them; undefined otherwise. */
export async function soundExtract(row: ChainRow, { extract }: SyncAnswer): Promise<ExtractBody | undefined> {
  if (!extract || extract.body.chain !== row.chain) return undefined
  return (await signedByPinned(row.class, 'xueji/extract/1', extract)) ? extract.body : undefined
}

/** The last checkpoint the device saw, for the next batch signature. */
export function checkpointOf(note: string | undefined): Batch['checkpoint'] {
  if (note === undefined) return undefined
  try {
    const { origin, size, root } = readCheckpoint(note)
    return { origin, size, root: base64url(root) }
  } catch {
    return undefined
  }
}

/** A mended plan or policy: taken only for the same class and from the same key. */
export const isNewClass = async (row: ChainRow, statement: ChainRow['class']): Promise<boolean> =>
  statement.body.class.id === row.class.body.class.id && signedByPinned(row.class, 'xueji/class/1', statement)

/** Site rules of this organisation, signed with the key that was pinned at joining, and newer than what is here. */
export async function newerRules(row: ChainRow, { rules }: SyncAnswer): Promise<ChainRow['rules'] | undefined> {
  if (!rules || rules.body.version <= (row.rules?.version ?? 0)) return undefined
  if (rules.body.organisation !== row.class.body.organisation.id) return undefined
  return (await signedByPinned(row.class, 'xueji/rules/1', rules)) ? rules.body : undefined
}
