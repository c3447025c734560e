import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { StandInRequest } from '../../shared/api/media'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { demandEvidence } from '../training/evidence'
import { courseOfPlan } from './course-of-plan'

/**
 * What stands for a video: the platform's undertaking to keep it, or the bureau's consent (waiver) that the course's id, address and length
 * do; each with the paper it rests on. Audited. Throws `bad-request` for another course or a paper nobody uploaded, `not-found`.
 */
export async function addStandIn(deps: Deps, actor: Actor, classId: string, request: StandInRequest): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const trained = await classOf(store, classId, actor.organisation)
  courseOfPlan(trained, request.course)
  await store.tx(async (q) => {
    await demandEvidence(q, store, actor.organisation, request.evidence)
    await q.insert(t.lessonVideo).values({
      ...{ id: randomUUID(), class: classId, course: request.course, lesson: request.lesson?.key ?? null },
      ...{ lessonTitle: request.lesson?.title ?? null, how: request.how, file: null, evidence: request.evidence },
      ...{ reference: request.reference ? JSON.stringify(request.reference) : null, by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'video.stand-in', classId, {
      how: request.how,
      content: request.evidence,
    })
  })
}

/** Withdraws a statement; a file it named stays kept as long as the class's others. Audited. Throws `not-found`. */
export async function endStatement(deps: Deps, actor: Actor, id: string, reason: string): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const [row] = await q
      .select({ class: t.lessonVideo.class })
      .from(t.lessonVideo)
      .innerJoin(t.class, eq(t.class.id, t.lessonVideo.class))
      .leftJoin(t.lessonVideoEnd, eq(t.lessonVideoEnd.video, t.lessonVideo.id))
      .where(
        and(eq(t.lessonVideo.id, id), eq(t.class.organisation, actor.organisation), isNull(t.lessonVideoEnd.video)),
      )
    if (!row) throw new Refused('not-found', '没有这条登记，或者已经撤销')
    await q.insert(t.lessonVideoEnd).values({ video: id, reason, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'video.end', row.class, { reason })
  })
}
