import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { ClaimableClass } from '../../../shared/api/claims'
import { type Actor, requireRole } from '../../access/actor'
import type { Deps } from '../../deps'
import { isFree, isReady } from './ready-seats'

/** So many classes are offered: the newest. */
const MOST = 200

/** Classes of which a claim can be made, those with most people who can be claimed for first. */
export async function claimableClasses(
  { store: { t, read } }: Pick<Deps, 'store'>,
  actor: Actor,
): Promise<ClaimableClass[]> {
  requireRole(actor, 'finance')
  const free = isFree(read, t, '')
  const rows = await read
    .select({
      ...{ id: t.class.id, name: t.class.name, occupation: t.plan.occupation, level: t.plan.level },
      ...{ from: t.plan.periodFrom, to: t.plan.periodTo, status: t.class.status },
      enrolled: sql<number>`count(*)`,
      ready: sql<number>`sum(CASE WHEN ${isReady(t)} AND ${free} THEN 1 ELSE 0 END)`,
      claimed: sql<number>`sum(CASE WHEN ${free} THEN 0 ELSE 1 END)`,
    })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .innerJoin(t.seat, eq(t.seat.class, t.class.id))
    .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .where(and(eq(t.class.organisation, actor.organisation), isNull(t.seat.leftAt)))
    .groupBy(
      ...[t.class.id, t.class.name, t.class.status, t.class.createdAt, t.plan.occupation, t.plan.level],
      ...[t.plan.periodFrom, t.plan.periodTo],
    )
    .orderBy(desc(t.class.createdAt))
    .limit(MOST)
  return rows
    .map(({ from, to, status, enrolled, ready, claimed, ...row }) => ({
      ...{ ...row, period: { from, to }, open: status === 'open' },
      ...{ enrolled: Number(enrolled), ready: Number(ready), claimed: Number(claimed) },
    }))
    .sort((a, b) => b.ready - a.ready)
}
