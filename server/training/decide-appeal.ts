import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type Appeal, type AppealDecision, appeal as appealSchema } from '../../shared/appeals'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { refreshTotals } from '../study/totals'
import { classOf, type TrainingClass } from './class-of'
import { demandCorrectable } from './correctable'
import { dirtySeat } from './dirty'
import { demandEvidence } from './evidence'

type Accepted = Extract<AppealDecision, { outcome: 'accept' }>

/**
 * HR answers an appeal. Accepting a deduction becomes a correction, accepting a missing record becomes hours by hand (丙);
 * a later decision supersedes the earlier one and what it did. Throws `not-found` and `bad-request`.
 */
export async function decideAppeal(deps: Deps, actor: Actor, id: string, decision: AppealDecision): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  const { seat, appeal, trained } = await appealOf(deps, actor, id)
  if (decision.outcome === 'accept') demandCorrectable(trained)
  await store.tx(async (q) => {
    await demandEvidence(q, store, actor.organisation, decision.evidence)
    const [before] = await q
      .select({ at: t.appealDecision.at })
      .from(t.appealDecision)
      .where(eq(t.appealDecision.appeal, id))
      .orderBy(desc(t.appealDecision.at))
      .limit(1)
    // Two decisions are never of one instant: the later one holds.
    const at = Math.max(clock.now(), (before?.at ?? 0) + 1)
    const done =
      decision.outcome === 'reject'
        ? {}
        : appeal.about.kind === 'deduction'
          ? await restore(q, store, { seat, appeal, decision, by: actor.member, at })
          : await addByHand(q, store, { seat, appeal, decision, trained, by: actor.member, at })
    await q.insert(t.appealDecision).values({
      id: randomUUID(),
      appeal: id,
      outcome: decision.outcome === 'reject' ? 'rejected' : partly(appeal, decision) ? 'partly' : 'accepted',
      reason: decision.reason,
      evidence: decision.evidence ?? null,
      correction: null,
      imported: null,
      ...done,
      by: actor.member,
      at,
    })
    await dirtySeat(q, store, seat)
    await refreshTotals(q, store, [seat])
    await recordAudit(q, store, clock, actor, `appeal.${decision.outcome}`, id, { reason: decision.reason })
  })
  deriver.wake()
}

interface Deciding {
  seat: string
  appeal: Appeal
  decision: Accepted
  by: string
  at: number
}

async function restore(q: Queries, { t }: Store, { seat, appeal, decision, by, at }: Deciding) {
  const { from, to, add } = decision
  if (add || from < appeal.about.from || to > appeal.about.to || from >= to)
    throw new Refused('bad-request', '采纳的时段要在申请的时段之内，请改正起止时间')
  const correction = randomUUID()
  await q.insert(t.correction).values({
    id: correction,
    seat,
    effect: 'restore',
    from,
    to,
    reason: decision.reason,
    evidence: decision.evidence ?? appeal.picture?.hash ?? null,
    appeal: appeal.id,
    by,
    at,
  })
  return { correction }
}

async function addByHand(
  q: Queries,
  { t }: Store,
  { seat, appeal, decision, trained, by, at }: Deciding & { trained: TrainingClass },
) {
  const { from, to, add } = decision
  const evidence = decision.evidence ?? appeal.picture?.hash
  if (!add || from < appeal.about.from || to > appeal.about.to || add.seconds * 1000 > to - from)
    throw new Refused('bad-request', '补录的时长要在申请的时段之内，请改正')
  if (!trained.plan.courses.some(({ key }) => key === add.course))
    throw new Refused('bad-request', '补录的课程不在本班培训计划内，请重新选择')
  if (!evidence) throw new Refused('bad-request', '人工补录要有依据：请上传一份依据文件（照片、扫描件或 PDF）')
  const imported = randomUUID()
  await q.insert(t.imported).values({
    id: imported,
    source: '丙',
    seat,
    kind: 'appeal',
    course: add.course,
    lesson: add.lesson ?? null,
    start: from,
    seconds: add.seconds,
    evidence,
    by,
    at,
  })
  return { imported }
}

/** Less than was asked for. */
const partly = ({ about }: Appeal, { from, to, add }: Accepted) =>
  add ? add.seconds * 1000 < about.to - about.from : from > about.from || to < about.to

async function appealOf(
  { store }: Deps,
  actor: Actor,
  id: string,
): Promise<{ seat: string; appeal: Appeal; trained: TrainingClass }> {
  const { t, read } = store
  const [row] = await read
    .select({ seat: t.appeal.seat, body: t.appeal.body, class: t.seat.class })
    .from(t.appeal)
    .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
    .where(eq(t.appeal.id, id))
  if (!row) throw new Refused('not-found', '没有这份复核申请')
  const trained = await classOf(store, row.class, actor.organisation)
  return { seat: row.seat, appeal: v.parse(appealSchema, JSON.parse(row.body)), trained }
}
