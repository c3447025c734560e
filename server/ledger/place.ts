import { dayOf, daysBetween } from '../../shared/calendar/beijing'
import type { Entry } from '../../shared/record/entry'
import type { EntryRow, LedgerRows } from '../db/store'
import type { Part } from './accept'
import { Refused } from './accept'

/** Where a part ended up. */
export interface Placed {
  branch: number
  /** seq of the last entry, stored now or before. */
  to: number
  /** A fork was found by this part: our entry and theirs at the first seq where they differ. */
  forkedAt?: { seq: number; ours: string; theirs: string }
  added: number
}

/**
 * Places a part on its chain inside the transaction: same hash = already here; next = appended; another hash at a taken
 * seq = the branch it belongs to, or a new one. Throws Refused `sequence-hole` with the seq we expect. Never updates a row.
 */
export async function placePart(rows: LedgerRows, chain: number, part: Part): Promise<Placed> {
  const head = await rows.head(chain, 0)
  const [first] = part.entries
  if (!first) return { branch: 0, to: head?.seq ?? -1, added: 0 }
  if (first.seq === (head?.seq ?? -1) + 1 && first.prev === head?.hash) return append(rows, chain, 0, part, part.entries)

  let branch = 0
  let forkedAt: Placed['forkedAt']
  const waiting: Entry[] = []
  for (const entry of part.entries) {
    if (waiting.length > 0) {
      waiting.push(entry)
      continue
    }
    const known = await rows.entry(chain, entry.seq, entry.hash)
    if (known) {
      branch = known.branch
      continue
    }
    const parent = entry.prev === undefined ? { branch: 0 } : await rows.entry(chain, entry.seq - 1, entry.prev)
    if (!parent) {
      const next = (head?.seq ?? -1) + 1
      throw new Refused('sequence-hole', '前面的记录还没有收到', { expected: Math.min(next, entry.seq - 1), seq: entry.seq })
    }
    const taken = await rows.entryAt(chain, entry.seq, parent.branch)
    branch = taken ? (await rows.lastBranch(chain)) + 1 : parent.branch
    if (taken) forkedAt = { seq: entry.seq, ours: taken.hash, theirs: entry.hash }
    waiting.push(entry)
  }
  const placed = await append(rows, chain, branch, part, waiting)
  return forkedAt ? { ...placed, forkedAt } : placed
}

async function append(rows: LedgerRows, chain: number, branch: number, part: Part, entries: readonly Entry[]): Promise<Placed> {
  if (entries.length > 0) await rows.addEntries(entries.map((entry): EntryRow => ({ chain, seq: entry.seq, hash: entry.hash, branch, kind: entry.kind, line: entry.line })))
  if (branch === 0) {
    const days = entries.flatMap((entry) => daysOf(entry).map((day) => ({ chain, day, seq: entry.seq })))
    if (days.length > 0) await rows.addDays(days)
  }
  await rows.addBatch({ chain, branch, seq: part.batch.seq, line: part.line })
  return { branch, to: part.batch.seq, added: entries.length }
}

/** Beijing days a watch entry's spans touch, and the day of a score. Other kinds touch none. An unreadable body touches none: it credits nothing. */
function daysOf(entry: Entry): string[] {
  if (entry.kind === 'score' || entry.kind === 'view') return [dayOf(entry.at)]
  if (entry.kind !== 'watch' || !Array.isArray(entry.body.spans)) return []
  const days = new Set<string>()
  for (const span of entry.body.spans) {
    const { wall, ms } = span ?? {}
    if (!plausible(wall) || !plausible(ms) || ms > 86_400_000) continue
    for (const day of daysBetween(wall, wall + ms)) days.add(day)
  }
  return [...days]
}

/** Up to the year 5138: what a Date can hold and a wrong clock may say. */
const plausible = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 1e14
