import { asc, eq, inArray } from 'drizzle-orm'
import type { Facts } from '../../shared/study/facts'
import type { Queries, Store } from '../db/store'

/**
 * What of the decisions on appeals holds: a later decision supersedes the earlier one, whose correction or hours by hand
 * are then no fact any more. Both stay in their tables, and a package tells of both (data/appeals.json).
 */
export async function supersededBy(q: Queries, t: Store['t'], seats: readonly string[]): Promise<ReadonlySet<string>> {
  if (seats.length === 0) return new Set()
  const rows = await q
    .select({
      appeal: t.appealDecision.appeal,
      correction: t.appealDecision.correction,
      imported: t.appealDecision.imported,
    })
    .from(t.appealDecision)
    .innerJoin(t.appeal, eq(t.appeal.id, t.appealDecision.appeal))
    .where(inArray(t.appeal.seat, [...seats]))
    .orderBy(asc(t.appealDecision.at))
  const last = new Map(rows.map((row) => [row.appeal, row]))
  return new Set(
    rows.flatMap((row) => (last.get(row.appeal) === row ? [] : [row.correction ?? [], row.imported ?? []].flat())),
  )
}

/** Hours by hand of these seats that hold, the oldest first. */
export async function importedOf(
  q: Queries,
  t: Store['t'],
  seats: readonly string[],
  superseded: ReadonlySet<string>,
): Promise<Facts['imported']> {
  if (seats.length === 0) return []
  const rows = await q
    .select()
    .from(t.imported)
    .where(inArray(t.imported.seat, [...seats]))
    .orderBy(asc(t.imported.at), asc(t.imported.id))
  return rows
    .filter(({ id }) => !superseded.has(id))
    .map(({ source, seat, kind, course, lesson, start, seconds, evidence, by, at }) => ({
      source: source === '乙' ? ('乙' as const) : ('丙' as const),
      seat,
      kind,
      course,
      ...(lesson !== null && { lesson }),
      ...(start !== null && { start }),
      seconds,
      evidence,
      by,
      at,
    }))
}
