import { and, asc, count, desc, eq, gte, isNotNull, lt } from 'drizzle-orm'
import { fromHex } from '../../shared/crypto'
import type { Hash } from '../../shared/log/merkle'
import type { Store } from '../db/store'

const AT_ONCE = 4096

/** The first `size` leaf hashes of a generation, in order; a few of them are held at a time. */
export async function* eachLeaf({ t, read }: Store, generation: number, size: number): AsyncGenerator<Hash> {
  for (let from = 0; from < size; from += AT_ONCE) {
    const rows = await read
      .select({ hash: t.leaf.hash })
      .from(t.leaf)
      .where(
        and(
          eq(t.leaf.generation, generation),
          gte(t.leaf.position, from),
          lt(t.leaf.position, Math.min(size, from + AT_ONCE)),
        ),
      )
      .orderBy(asc(t.leaf.position))
    for (const row of rows) yield fromHex(row.hash)
  }
}

/** Leaf hashes of a generation, in order. */
export async function leavesOf({ t, read }: Store, generation: number): Promise<Hash[]> {
  const rows = await read
    .select({ hash: t.leaf.hash })
    .from(t.leaf)
    .where(eq(t.leaf.generation, generation))
    .orderBy(asc(t.leaf.position))
  return rows.map((row) => fromHex(row.hash))
}

export interface CheckpointRow {
  generation: number
  size: number
  /** Hex. */
  root: string
  note: string
  at: number
}

/** The newest checkpoint of a generation, or of all. */
export async function newestCheckpoint({ t, read }: Store, generation?: number): Promise<CheckpointRow | undefined> {
  const [row] = await read
    .select()
    .from(t.checkpoint)
    .where(generation === undefined ? undefined : eq(t.checkpoint.generation, generation))
    .orderBy(desc(t.checkpoint.generation), desc(t.checkpoint.size))
    .limit(1)
  return row
}

/**
 * What the start looks at besides the tree: every leaf of the newest checkpoint but the opening is a receipt that is
 * still there, and no leaf stands beyond it. In plain Chinese; empty where all is well.
 */
export async function missingRecords(store: Store): Promise<string[]> {
  const { t, read } = store
  const newest = await newestCheckpoint(store)
  if (!newest) return []
  const { generation, size } = newest
  const [sealed] = await read
    .select({ n: count() })
    .from(t.receipt)
    .where(and(eq(t.receipt.generation, generation), isNotNull(t.receipt.leaf), lt(t.receipt.leaf, size)))
  const [leaves] = await read.select({ n: count() }).from(t.leaf).where(eq(t.leaf.generation, generation))
  const expected = generation === 0 ? size : size - 1
  const problems: string[] = []
  if (sealed?.n !== expected)
    problems.push(`封存过的回执应有 ${expected} 个，数据库里有 ${sealed?.n ?? 0} 个：有回执被删除`)
  // Another node may have sealed more since: only what no checkpoint covers is wrong.
  const now = await newestCheckpoint(store)
  if (now?.size === size && now.generation === generation && (leaves?.n ?? 0) > size)
    problems.push(`数据库里的封存记录（${leaves?.n} 条）多于最近的封存点（${size} 条）：有封存点被删除`)
  return problems
}
