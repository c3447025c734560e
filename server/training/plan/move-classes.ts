import { and, asc, eq, inArray } from 'drizzle-orm'
import type { PlanMoves } from '../../../shared/api/plans'
import { comparePlans } from '../../../shared/plan/compare'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { dirtyPlan } from '../dirty'
import { type PlanVersion, planOf, versionsOf } from './plan-row'

/** Open classes that follow an earlier version of an agreed plan, and what would change for each. */
export async function planMoves({ store }: Deps, actor: Actor, id: string): Promise<PlanMoves> {
  return movesTo(store.read, store, await planOf(store.read, store, id, actor.organisation))
}

async function movesTo(q: Queries, store: Pick<Store, 't'>, plan: PlanVersion): Promise<PlanMoves> {
  if (plan.status !== 'approved') return []
  const { t } = store
  const earlier = (await versionsOf(q, store, plan.series)).filter(({ version }) => version < plan.version)
  const moves: PlanMoves = []
  for (const old of earlier) {
    const classes = await q
      .select({ id: t.class.id, name: t.class.name })
      .from(t.class)
      .where(and(eq(t.class.plan, old.id), eq(t.class.status, 'open')))
      .orderBy(asc(t.class.createdAt))
    if (classes.length > 0) moves.push({ version: old.version, differences: comparePlans(old, plan), classes })
  }
  return moves
}

/**
 * Lets classes follow the newer, agreed version from now on: courses, aliases, hours, period and rules are the new ones for everything that was studied,
 * which is folded again. What changed for each class is in the audit. Throws `conflict` for a class that is not among `planMoves`.
 */
export async function moveClasses(
  { store, clock, deriver }: Deps,
  actor: Actor,
  id: string,
  classes: readonly string[],
): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const plan = await planOf(q, store, id, actor.organisation)
    const moves = await movesTo(q, store, plan)
    for (const classId of classes) {
      const move = moves.find((one) => one.classes.some((row) => row.id === classId))
      if (!move) throw new Refused('conflict', '有的培训班已经结班，或不在可改用新版的班里。请刷新后再选')
      const hours = move.differences.filter(({ touches }) => touches === 'hours').map(({ text }) => text)
      await recordAudit(q, store, clock, actor, 'class.plan', classId, {
        ...{ plan: id, from: move.version, to: plan.version, changes: move.differences.length },
        ...(hours.length > 0 && { hours: hours.join('；').slice(0, 2000) }),
      })
    }
    if (classes.length === 0) return
    await q
      .update(t.class)
      .set({ plan: id, planSince: clock.now() })
      .where(inArray(t.class.id, [...classes]))
    await dirtyPlan(q, store, id)
  })
  deriver.wake()
}
