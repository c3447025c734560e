import { and, count, countDistinct, eq, max, sql, sum } from 'drizzle-orm'
import { type BoardLive, MOST_STUDYING } from '../../shared/api/board'
import { dayOf } from '../../shared/calendar/beijing'
import type { Milliseconds } from '../../shared/record/fields'
import type { Store } from '../db/store'
import { present } from '../training/roster/left'
import { studyingIn } from './studying'

/** What is pushed of a class, as of now. */
export async function snapshotOf(store: Store, classId: string, now: Milliseconds): Promise<BoardLive> {
  const { t, read } = store
  const studying = [...(await studyingIn(store, classId, now)).values()]
  const [today] = await read
    .select({ n: countDistinct(t.signIn.seat) })
    .from(t.signIn)
    .innerJoin(t.seat, eq(t.seat.id, t.signIn.seat))
    .where(and(eq(t.signIn.class, classId), eq(t.signIn.day, dayOf(now)), present(store)))
  return {
    at: now,
    studying: studying.slice(0, MOST_STUDYING),
    studyingNow: studying.length,
    signedInToday: Number(today?.n ?? 0),
    version: await versionOf(store, classId),
  }
}

/** A few sums over what the board is made of: one of them moves with whatever the board shows. */
async function versionOf({ t, read }: Store, classId: string): Promise<string> {
  const [seats] = await read
    .select({ n: count(), left: count(t.seat.leftAt) })
    .from(t.seat)
    .where(eq(t.seat.class, classId))
  const [totals] = await read
    .select({
      ...{ n: count(), credited: sum(t.seatTotal.credited), lost: sum(t.seatTotal.notCounted) },
      lacks: sql`sum(${t.seatTotal.lacksHours} + ${t.seatTotal.lacksTests})`,
      shown: sql`sum(length(${t.seatTotal.shown}))`,
    })
    .from(t.seatTotal)
    .where(eq(t.seatTotal.class, classId))
  const [chains] = await read
    .select({
      ...{ n: count(), last: max(t.chainTotal.lastReceipt), asked: sum(t.chainTotal.asked) },
      ...{ answered: sum(t.chainTotal.answered), health: sql`sum(length(${t.chainTotal.health}))` },
    })
    .from(t.chainTotal)
    .where(eq(t.chainTotal.class, classId))
  const [findings] = await read
    .select({ n: count(), changed: max(t.finding.changedAt) })
    .from(t.finding)
    .where(eq(t.finding.class, classId))
  const [notes] = await read.select({ n: count() }).from(t.findingNote).where(eq(t.findingNote.class, classId))
  const [claims] = await read
    .select({ n: count(), decided: max(t.claim.decidedAt) })
    .from(t.claim)
    .where(eq(t.claim.class, classId))
  return [seats, totals, chains, findings, notes, claims]
    .flatMap((one) => Object.values(one ?? {}).map((value) => String(value ?? '')))
    .join('.')
}
