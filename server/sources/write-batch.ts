import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { refreshTotals } from '../study/totals'
import { dirtySeat } from '../training/dirty'
import { chunksOf } from '../training/roster/chunks'

export interface BatchRow {
  seat: string
  course: string
  lesson?: string | undefined
  start?: number | undefined
  seconds: number
}

/** One import as it is written down. */
export interface Batch {
  class: string
  source: '乙' | '丙'
  kind: string
  platform: string
  /** Of the file. */
  name: string
  hash: string
  size: number
  note: string
  rows: readonly BatchRow[]
}

/** Writes an import with its rows and lets the seats be reckoned anew. In the transaction of the verb. Returns its id. */
export async function writeBatch(deps: Deps, q: Queries, actor: Actor, { rows, ...batch }: Batch): Promise<string> {
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  const at = clock.now()
  await q.insert(t.importBatch).values({
    ...{ id, ...batch, rows: rows.length, by: actor.member, at },
    people: new Set(rows.map(({ seat }) => seat)).size,
    seconds: rows.reduce((sum, { seconds }) => sum + seconds, 0),
  })
  for (const chunk of chunksOf(rows))
    await q.insert(t.imported).values(
      chunk.map(({ seat, course, lesson, start, seconds }) => ({
        ...{ id: randomUUID(), source: batch.source, seat, kind: batch.kind, course, seconds },
        ...{ lesson: lesson ?? null, start: start ?? null, evidence: batch.hash, by: actor.member, at, batch: id },
      })),
    )
  await reckonAnew(
    deps,
    q,
    rows.map(({ seat }) => seat),
  )
  return id
}

/** Other sources of these seats changed. */
export async function reckonAnew({ store }: Pick<Deps, 'store'>, q: Queries, all: readonly string[]): Promise<void> {
  const seats = [...new Set(all)]
  for (const seat of seats) await dirtySeat(q, store, seat)
  for (const chunk of chunksOf(seats)) await refreshTotals(q, store, chunk)
}
