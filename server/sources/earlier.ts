import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { SourceChoices, SourceReport } from '../../shared/api/sources'
import { showTime } from '../../shared/calendar/beijing'
import type { Queries, Store } from '../db/store'
import type { Line } from './lines'

/**
 * Imports that stand and that a file may be the newer state of: a platform's record of the same people and courses is exported
 * again as it grows, and would count twice. `same`: this very file, and when it came.
 */
export async function earlierOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  classId: string,
  { kind, platform }: Pick<SourceChoices, 'kind' | 'platform'>,
  hash: string,
  lines: readonly Line[],
): Promise<{ same?: string; batches: SourceReport['earlier'] }> {
  const { importBatch: b, importWithdrawal: w, imported, member } = t
  const standing = await q
    .select({ id: b.id, name: b.name, at: b.at, by: member.name, hash: b.hash, kind: b.kind, platform: b.platform })
    .from(b)
    .innerJoin(member, eq(member.id, b.by))
    .leftJoin(w, eq(w.batch, b.id))
    .where(and(eq(b.class, classId), eq(b.source, '乙'), isNull(w.batch)))
    .orderBy(asc(b.at))
  const same = standing.find((one) => one.hash === hash)
  if (same) return { same: `${showTime(same.at)}，${same.by}`, batches: [] }
  const records = standing.filter((one) => kind === 'study' && one.kind === 'study' && one.platform === platform)
  if (records.length === 0) return { batches: [] }
  const keyOf = (seat: string, course: string) => `${seat} ${course}`
  // What says when it was counts once by itself.
  const ours = new Set(
    lines.filter(({ start }) => start === undefined).map(({ member: { seat }, course }) => keyOf(seat, course)),
  )
  const rows = await q
    .select({ batch: imported.batch, seat: imported.seat, course: imported.course, start: imported.start })
    .from(imported)
    .where(
      inArray(
        imported.batch,
        records.map(({ id }) => id),
      ),
    )
  const meant = new Set(
    rows.filter(({ seat, course, start }) => start === null && ours.has(keyOf(seat, course))).map(({ batch }) => batch),
  )
  return {
    batches: records.filter(({ id }) => meant.has(id)).map(({ id, name, at, by }) => ({ id, name, at, by })),
  }
}
