import { dayOf, daysBetween } from '../../shared/calendar/beijing'
import type { Entry } from '../../shared/record/entry'
import { MAX_INSTANT, MAX_STRETCH } from '../../shared/record/fields'
import type { BatchRow, LedgerRows } from '../db/store'
import { type Part, Refused } from './accept'
import { entryRow } from './line'

/** Where a part ended up. */
export interface Placed {
  /** 0 = the chain itself; n = the other side of a fork. */
  branch: number
  /** A fork was found by this part: our entry and theirs at the first seq where they differ. */
  forkedAt?: { seq: number; ours: string; theirs: string }
  /** Entries that were not here before. */
  added: number
}

/**
 * Places a part on its chain inside the transaction: same hash = already here; next = appended; another hash at a taken
 * seq = the branch it belongs to, or a new one. Throws Refused `sequence-hole` with the seq to send from, before it
 * writes anything. Never updates a row.
 */
export async function placePart(
  rows: LedgerRows,
  chain: number,
  part: Part,
  checkpoint: BatchRow['checkpoint'],
): Promise<Placed> {
  const head = await rows.head(chain, 0)
  const next = (head?.seq ?? -1) + 1
  const { seq, head: hash } = part.batch
  const stored = async (branch: number, entries: readonly Entry[], opens = false) => {
    if (entries.length > 0) await addEntries(rows, chain, branch, entries, opens)
    await rows.addBatch({ chain, branch, seq, signature: part.signature, checkpoint })
    return { branch, added: entries.length }
  }
  /** Below `next` it is not known where this chain left ours; halving finds it in a few requests. */
  const hole = (at: number) =>
    new Refused('sequence-hole', '前面的记录还没有收到，请从缺少的一条起再交', {
      expected: at > next ? next : Math.floor(at / 2),
      seq: at,
    })

  const [first] = part.entries
  if (!first) {
    const signed = await rows.entry(chain, seq, hash)
    if (!signed) throw hole(seq)
    return stored(signed.branch, [])
  }
  if (first.seq === next && first.prev === head?.hash) return stored(0, part.entries)

  let branch = 0
  for (const [i, entry] of part.entries.entries()) {
    const known = await rows.entry(chain, entry.seq, entry.hash)
    if (known) {
      branch = known.branch
      continue
    }
    // What follows an entry that is not here cannot be here either: each names the one before.
    const parent = entry.prev === undefined ? { branch: 0 } : await rows.entry(chain, entry.seq - 1, entry.prev)
    if (!parent) throw hole(entry.seq)
    const taken = await rows.entryAt(chain, entry.seq, parent.branch)
    if (!taken) return stored(parent.branch, part.entries.slice(i))
    const placed = await stored((await rows.lastBranch(chain)) + 1, part.entries.slice(i), true)
    return { ...placed, forkedAt: { seq: entry.seq, ours: taken.hash, theirs: entry.hash } }
  }
  return stored(branch, [])
}

/** With the days they touch: a day's index holds watch entries of the chain itself. */
async function addEntries(
  rows: LedgerRows,
  chain: number,
  branch: number,
  entries: readonly Entry[],
  opens: boolean,
): Promise<void> {
  await rows.addEntries(entries.map((entry, i) => entryRow(chain, branch, entry, opens && i === 0)))
  if (branch > 0) return
  const watched = entries.flatMap((entry) => watchedDays(entry).map((day) => ({ chain, day, seq: entry.seq })))
  if (watched.length > 0) await rows.addDays(watched)
}

/** Beijing days to be folded again once these entries have a receipt, which is when their time is proven. */
export const touchedDays = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.flatMap((entry) => [dayOf(entry.at), ...watchedDays(entry)])),
]

/**
 * Beijing days a watch entry's spans touch; none for other kinds. Only what a day needs is looked at: whether the body
 * follows its schema is judged when it is folded.
 */
function watchedDays({ kind, body }: Entry): string[] {
  if (kind !== 'watch' || !Array.isArray(body.spans)) return []
  const days = new Set<string>()
  for (const span of body.spans) {
    const { wall, ms } = Object(span)
    if (isCount(wall, MAX_INSTANT) && isCount(ms, MAX_STRETCH))
      for (const day of daysBetween(wall, wall + ms)) days.add(day)
  }
  return [...days]
}

const isCount = (value: unknown, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
