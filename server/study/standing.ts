import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import { dayRange } from '../../shared/calendar/beijing'
import type { Facts } from '../../shared/study/facts'
import type { Queries, Store } from '../db/store'
import { liveByHand } from '../lessons/attended'

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

/** Hours of other sources of these seats that hold, those of live classes by the teacher's roll last, each the oldest first. */
/** Hours of other sources of these seats that no decision and no withdrawal took back, those of live classes by the teacher's roll last, each the oldest first. */
export async function importedOf(
  q: Queries,
  t: Store['t'],
  seats: readonly string[],
  superseded: ReadonlySet<string>,
): Promise<Facts['imported']> {
  if (seats.length === 0) return []
  const rows = await q
    .select({ imported: t.imported })
    .from(t.imported)
    .leftJoin(t.importWithdrawal, eq(t.importWithdrawal.batch, t.imported.batch))
    .where(and(inArray(t.imported.seat, [...seats]), isNull(t.importWithdrawal.batch)))
    .orderBy(asc(t.imported.at), asc(t.imported.id))
  const kept = rows
    .map(({ imported }) => imported)
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
  return [...kept, ...(await liveByHand(q, t, seats))]
}

/** Further than any class goes. */
const FOR_EVER = dayRange('2100-01-01').from

/**
 * What 名册变更 mean for credit: a seat that left earns nothing from then on, until it came back. They are facts as other
 * withdrawals are, so that every version of credit that knows corrections knows them, and a package carries them.
 */
export async function leavesOf(q: Queries, t: Store['t'], seats: readonly string[]): Promise<Facts['corrections']> {
  if (seats.length === 0) return []
  const rows = await q
    .select({
      id: t.rosterChange.id,
      kind: t.rosterChange.kind,
      seat: t.rosterChange.seat,
      otherSeat: t.rosterChange.otherSeat,
      effectiveAt: t.rosterChange.effectiveAt,
      by: t.rosterChange.by,
      at: t.rosterChange.at,
    })
    .from(t.rosterChange)
    .where(or(inArray(t.rosterChange.seat, [...seats]), inArray(t.rosterChange.otherSeat, [...seats])))
    .orderBy(asc(t.rosterChange.at))
  return rows
    .filter(({ kind, seat }) => seats.includes(seat) && kind in leaving)
    .map(({ id, kind, seat, effectiveAt, by, at }) => {
      const back = rows.find(
        (one) => one.at > at && (one.otherSeat === seat || (one.kind === 'add' && one.seat === seat)),
      )
      return {
        ...{ id, seat, effect: 'withdraw' as const, from: effectiveAt, to: back?.effectiveAt ?? FOR_EVER },
        ...{ reason: `名册变更：${leaving[kind] ?? ''}`, by, at },
      }
    })
    .filter(({ from, to }) => from < to)
}

const leaving: Readonly<Record<string, string>> = { leave: '退出', replace: '被替换', transfer: '转班' }
