import { canonical } from '../../shared/record/canonical'
import { MAX_BATCH_BYTES, MAX_BATCH_ENTRIES } from '../../shared/record/entry'
import { byteLength } from '../../shared/record/batch'
import type { Recorder } from '../journal/recorder'
import { type ChainRow, type EntryRow, ofChain } from '../journal/store'

/** Leaves room for the signature line. */
const ROOM = 4096

/**
 * The next contiguous batch of a chain as lines: at most 500 entries or 1 MB, its signature behind it. When a restored
 * server is refilled, kept receipts go first and the batch ends where one of them ends, so that the old time is kept.
 */
export async function nextBatch(recorder: Recorder, row: ChainRow): Promise<{ body: string; to: number } | undefined> {
  const from = row.receipted + 1
  const kept = (await recorder.db.getAll('receipts', ofChain(row.chain, from))).map(({ line }) => line)
  const limit = kept[0] ? kept[0].body.to : Number.MAX_SAFE_INTEGER
  const entries = await upTo(recorder, row.chain, from, limit)
  const head = entries.at(-1)
  if (!head) return undefined
  const receipts = kept.filter(({ body }) => body.from >= from && body.to <= head.seq).map((line) => canonical(line))
  const lines = [...receipts, ...entries.map(({ line }) => line), canonical(await recorder.batchLine(row, head))]
  return { body: lines.map((line) => `${line}\n`).join(''), to: head.seq }
}

/** As many entries as one batch holds. */
export async function upTo(recorder: Recorder, chain: string, from: number, to: number): Promise<EntryRow[]> {
  const rows = await recorder.db.getAll('entries', ofChain(chain, from, to), MAX_BATCH_ENTRIES)
  let bytes = 0
  const fitting = rows.findIndex(({ line }) => {
    bytes += byteLength(line) + 1
    return bytes > MAX_BATCH_BYTES - ROOM
  })
  return fitting < 0 ? rows : rows.slice(0, fitting)
}
