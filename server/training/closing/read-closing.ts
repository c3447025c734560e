import { desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type Closing, openPoint } from '../../../shared/api/closing'
import { type Actor, requireRole } from '../../access/actor'
import type { Deps } from '../../deps'
import { settlePapers } from '../../exam/papers'
import { classOf } from '../class-of'
import { heldBy, openPoints } from './open-points'

const kept = v.array(v.pick(openPoint, ['code', 'count']))

/** How a class stands: what is open before it can be closed, and when it was closed and opened again. Throws `not-found`. */
export async function readClosing(deps: Deps, actor: Actor, id: string): Promise<Closing> {
  requireRole(actor, 'teacher', 'auditor')
  const { store, clock } = deps
  const { t, read } = store
  const { status } = await classOf(store, id, actor.organisation)
  if (status === 'open') await settlePapers(deps, { class: id })
  const history = await read
    .select({ row: t.classClosing, name: t.member.name })
    .from(t.classClosing)
    .leftJoin(t.member, eq(t.member.id, t.classClosing.by))
    .where(eq(t.classClosing.class, id))
    .orderBy(desc(t.classClosing.at), desc(t.classClosing.id))
  return {
    status,
    points: status === 'open' ? await openPoints(store, read, id, clock.now()) : [],
    heldBy: await heldBy(store, read, id),
    history: history.map(({ row: { kind, at, by, reason, points }, name }) => ({
      ...{ kind: kind === 'reopen' ? 'reopen' : 'close', at, by: name ?? by, reason },
      points: v.parse(kept, JSON.parse(points)).reduce((sum, { count }) => sum + count, 0),
    })),
  }
}
