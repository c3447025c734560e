import { randomUUID } from 'node:crypto'
import type { LessonRequest } from '../../shared/api/lessons'
import { dayOf } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { refreshTotals } from '../study/totals'
import { classOf, type TrainingClass } from '../training/class-of'
import { type HeldLesson, lessonOfOrganisation } from './held'
import { presenceAt } from './presence'

/** Plans a lesson of a class, or writes down one that was held. Audited. Throws `bad-request` and `conflict`. Returns its id. */
export async function planLesson(deps: Deps, actor: Actor, classId: string, request: LessonRequest): Promise<string> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const trained = await openClass(deps, actor, classId)
  const id = randomUUID()
  await store.tx(async (q) => {
    await demandFitting(deps, q, actor, trained, id, request)
    await writeVersion(deps, q, actor, { ...request, id, version: 1, class: classId })
    await recordAudit(q, store, clock, actor, 'lesson.plan', classId, auditOf(request))
  })
  return id
}

/**
 * Corrects a lesson: a new version beside the old ones, after which the hours of everybody who was there are reckoned again. Audited.
 * Throws `not-found`, `bad-request`, `conflict`.
 */
export async function changeLesson(deps: Deps, actor: Actor, id: string, request: LessonRequest): Promise<void> {
  requireRole(actor, 'hr')
  await replaced(deps, actor, id, 'lesson.change', async (q, lesson, trained) => {
    await demandFitting(deps, q, actor, trained, id, request)
    const { version, timetable } = lesson
    return { ...request, id, version, class: lesson.class, ...(timetable !== undefined && { timetable }) }
  })
}

/** A lesson that was not held, or not to be: its row stays, with why. Audited. Throws `not-found`, `conflict`. */
export async function cancelLesson(deps: Deps, actor: Actor, id: string, reason: string): Promise<void> {
  requireRole(actor, 'hr')
  await replaced(deps, actor, id, 'lesson.cancel', async (_, lesson) => ({ ...lesson, cancelled: reason }))
}

async function replaced(
  deps: Deps,
  actor: Actor,
  id: string,
  action: 'lesson.change' | 'lesson.cancel',
  next: (q: Queries, lesson: HeldLesson, trained: TrainingClass) => Promise<HeldLesson>,
): Promise<void> {
  const { store, clock } = deps
  const before = await lessonOfOrganisation(store.read, store.t, id, actor.organisation)
  const trained = await openClass(deps, actor, before.class)
  await store.tx(async (q) => {
    const lesson = await lessonOfOrganisation(q, store.t, id, actor.organisation)
    if (lesson.cancelled !== undefined) throw new Refused('conflict', '这次课已经取消，请另外新建')
    const changed = await next(q, lesson, trained)
    await writeVersion(deps, q, actor, { ...changed, version: lesson.version + 1 })
    const seats = (await presenceAt(q, store.t, [id])).map(({ seat }) => seat)
    if (seats.length > 0) await refreshTotals(q, store, seats)
    await recordAudit(q, store, clock, actor, action, lesson.class, {
      ...auditOf(changed),
      ...(changed.cancelled !== undefined && { reason: changed.cancelled }),
    })
  })
}

const auditOf = ({ content, from, teacher }: LessonRequest | HeldLesson) => ({
  name: content,
  date: dayOf(from),
  teacher,
})

/** Throws `not-found`, and `conflict` once the class is closed: what was claimed is not changed afterwards. */
export async function openClass({ store }: Pick<Deps, 'store'>, actor: Actor, id: string): Promise<TrainingClass> {
  const trained = await classOf(store, id, actor.organisation)
  if (trained.status === 'closed') throw new Refused('conflict', '培训班已经结束，不能再登记课程')
  return trained
}

async function demandFitting(
  { store: { t } }: Deps,
  q: Queries,
  actor: Actor,
  { id: classId, plan }: TrainingClass,
  id: string,
  { course, makesUp }: LessonRequest,
): Promise<void> {
  if (!plan.courses.some(({ key }) => key === course)) throw new Refused('bad-request', '培训方案里没有这门课程')
  if (makesUp === undefined) return
  const missed = await lessonOfOrganisation(q, t, makesUp, actor.organisation)
  if (missed.class !== classId || missed.id === id || missed.course !== course)
    throw new Refused('bad-request', '补课要对应本班同一门课程的另一次课')
}

export async function writeVersion(
  { store: { t }, clock }: Deps,
  q: Queries,
  { member }: Actor,
  lesson: HeldLesson | (LessonRequest & Pick<HeldLesson, 'id' | 'version' | 'class' | 'timetable'>),
): Promise<void> {
  const { practice, makesUp = null, timetable = null, ...rest } = lesson
  const cancelled = 'cancelled' in lesson ? (lesson.cancelled ?? null) : null
  await q.insert(t.heldLesson).values({
    ...rest,
    ...{ practice: practice ? 1 : 0, makesUp, timetable, cancelled, by: member, at: clock.now() },
  })
}
