import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { MyExam } from '../../shared/api/my-exam'
import type { QuestionRow } from '../../shared/api/reach'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { questionRows, shownToClass } from '../training/questions'

/**
 * 常见问题: lets the whole class read an answered question, or takes it back. The class sees words, answers and times, never who asked.
 * Audited. Throws `not-found`, and `conflict` for a question that nobody answered.
 */
export async function showQuestion(deps: Deps, actor: Actor, id: string, shown: boolean): Promise<QuestionRow> {
  requireRole(actor, 'teacher')
  const { store, clock } = deps
  const [row] = await questionRows(deps, actor.organisation, [id])
  if (!row) throw new Refused('not-found', '没有这个问题')
  if (shown && row.answers.length === 0) throw new Refused('conflict', '还没有答复，先答复再让全班看到')
  await store.tx(async (q) => {
    await q
      .insert(store.t.questionShown)
      .values({ id: randomUUID(), question: id, shown: shown ? 1 : 0, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'question.shown', row.seat, { required: shown })
  })
  return { ...row, shown }
}

/** 常见问题 of a class, the earliest first. */
export async function shownQuestions(deps: Deps, classId: string, organisation: string): Promise<MyExam['shown']> {
  const { t, read } = deps.store
  const rows = await read
    .select({ id: t.question.id })
    .from(t.question)
    .innerJoin(t.seat, eq(t.seat.id, t.question.seat))
    .where(and(eq(t.seat.class, classId), eq(shownToClass(t), 1)))
  const ids = rows.map(({ id }) => id)
  const questions = await questionRows(deps, organisation, ids)
  return questions
    .sort((a, b) => a.at - b.at)
    .map(({ id, courseTitle, text, answers }) => ({ id, courseTitle, text, answers }))
}
