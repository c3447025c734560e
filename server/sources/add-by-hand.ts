import { and, eq } from 'drizzle-orm'
import type { ByHandRequest } from '../../shared/api/sources'
import { dayOf } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { demandCorrectable } from '../training/correctable'
import { writeBatch } from './write-batch'

/**
 * Attaches a paper, a screenshot or the photo of a certificate to a person and a lesson (丙), with the hours it shows or none. Audited.
 * Throws `not-found`, `conflict` under a policy that knows no other sources, and `bad-request` with what is wrong.
 */
export async function addByHand(deps: Deps, actor: Actor, classId: string, request: ByHandRequest): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  const trained = await classOf(store, classId, actor.organisation)
  demandCorrectable(trained)
  const { seat, kind, course, lesson, start, seconds, evidence, note } = request
  const { courses, period } = trained.plan
  if (!courses.some(({ key }) => key === course))
    throw new Refused('bad-request', '补录的课程不在本班培训计划内，请重新选择')
  if (start !== undefined && start + seconds * 1000 > clock.now())
    throw new Refused('bad-request', '补录的时间在将来，请核对日期')
  const [from, to] = start === undefined ? [] : [dayOf(start), dayOf(start + seconds * 1000)]
  if (from !== undefined && to !== undefined && (from < period.from || to > period.to))
    throw new Refused('bad-request', `补录的时间不在培训起止日期（${period.from} 至 ${period.to}）内，请核对`)
  await store.tx(async (q) => {
    const [file] = await q
      .select({ name: t.evidence.name, bytes: t.evidence.bytes })
      .from(t.evidence)
      .where(and(eq(t.evidence.organisation, actor.organisation), eq(t.evidence.hash, evidence)))
    if (!file) throw new Refused('bad-request', '没有找到依据文件，请重新上传')
    const [whose] = await q
      .select({ leftAt: t.seat.leftAt })
      .from(t.seat)
      .where(and(eq(t.seat.id, seat), eq(t.seat.class, classId)))
    if (!whose) throw new Refused('not-found', '本班没有这个人')
    if (whose.leftAt !== null && start !== undefined && start >= whose.leftAt)
      throw new Refused('bad-request', '这个人那时已经离开本班，请核对日期')
    await writeBatch(deps, q, actor, {
      ...{ class: classId, source: '丙', kind, platform: '', name: file.name, hash: evidence, note },
      size: Buffer.from(file.bytes, 'base64url').length,
      rows: [{ seat, course, lesson, start, seconds }],
    })
    await recordAudit(q, store, clock, actor, 'source.by-hand', seat, { kind, note, content: evidence })
  })
  deriver.wake()
}
