import { eq } from 'drizzle-orm'
import type { GroupNotice } from '../../shared/api/reach'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { isLoopback } from '../settings'
import { classOf, type TrainingClass } from './class-of'
import { normaliseCode } from './codes'

/** What a class says to its group. Nothing of any person is in it. */
export async function classNotice(
  { store, publicUrl }: Pick<Deps, 'store' | 'publicUrl'>,
  actor: Actor,
  classId: string,
  encrypted: boolean,
): Promise<GroupNotice> {
  requireRole(actor, 'finance')
  const { name, code, organisationName, plan } = await classOf(store, classId, actor.organisation)
  return {
    organisation: organisationName,
    kind: actor.kind,
    className: name,
    period: plan.period,
    courses: plan.courses.map(({ title, site }) => ({ title, site })),
    code,
    link: `${publicUrl}/g/${code}`,
    reachable: encrypted && !isLoopback(new URL(publicUrl).hostname),
  }
}

/** The class that a group link or an install link names by its code, as typed. Throws `not-found`, also of a stopped organisation. */
export async function classOfCode({ store }: Pick<Deps, 'store'>, code: string): Promise<TrainingClass> {
  const { t, read } = store
  const [row] = await read
    .select({ id: t.class.id, stoppedAt: t.organisation.stoppedAt })
    .from(t.class)
    .innerJoin(t.organisation, eq(t.organisation.id, t.class.organisation))
    .where(eq(t.class.code, normaliseCode(code)))
  if (!row || row.stoppedAt !== null) throw new Refused('not-found', '没有这个班级代码，请向老师核对链接')
  return classOf(store, row.id)
}
