import { randomUUID } from 'node:crypto'
import type { FindingKind } from '../../shared/study/finding'
import type { Queries, Store } from '../db/store'

/** What the ledger found as it worked, with the records that show it. It stays; what rules find is derived (server/study). */
export interface Finding {
  /** Empty for findings about the server itself. */
  organisation: string
  class?: string | undefined
  seat?: string | undefined
  code: FindingKind
  /** Plain Chinese: what, where, since when. */
  detail: string
  entries: { chain: string; seq: number; hash: string }[]
  at: number
}

export async function addFinding(
  q: Queries,
  t: Store['t'],
  { entries, class: classId, seat, ...finding }: Finding,
): Promise<void> {
  await q.insert(t.finding).values({
    id: randomUUID(),
    class: classId ?? null,
    seat: seat ?? null,
    entries: JSON.stringify(entries),
    derived: 0,
    seats: null,
    changedAt: finding.at,
    ...finding,
  })
}
