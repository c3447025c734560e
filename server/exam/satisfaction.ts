import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { SatisfactionReport } from '../../shared/api/exam'
import type { SatisfactionRequest } from '../../shared/api/my-exam'
import { dayOf } from '../../shared/calendar/beijing'
import { satisfactionSheet, tally } from '../../shared/exam/satisfaction'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { present } from '../training/roster/left'

/**
 * 满意度 of one person, once. That they answered stands in one table and what they answered in another, without seat and time: nobody can
 * put the two together. Throws `not-found`, and `conflict` where it was given or the class is over.
 */
export async function giveSatisfaction(
  { store, clock }: Deps,
  seat: string,
  { answers, remark }: SatisfactionRequest,
): Promise<void> {
  const { t } = store
  await store.tx(async (q) => {
    const [row] = await q
      .select({ class: t.class.id, organisation: t.class.organisation, status: t.class.status, leftAt: t.seat.leftAt })
      .from(t.seat)
      .innerJoin(t.class, eq(t.class.id, t.seat.class))
      .where(eq(t.seat.id, seat))
    if (!row) throw new Refused('not-found', '没有这个人')
    if (row.status === 'closed' || row.leftAt !== null) throw new Refused('conflict', '培训班已经结束，不再收满意度')
    const given = await q
      .insert(t.satisfactionGiven)
      .values({ seat, day: dayOf(clock.now()) })
      .onConflictDoNothing()
      .returning({ seat: t.satisfactionGiven.seat })
    if (given.length === 0) throw new Refused('conflict', '您已经填过满意度了，谢谢')
    const sheet = { sheet: satisfactionSheet.id, answers: JSON.stringify(answers), remark }
    await q.insert(t.satisfactionAnswer).values({ id: randomUUID(), class: row.class, ...sheet })
    const actor = { member: `seat:${seat}`, organisation: row.organisation }
    await recordAudit(q, store, clock, actor, 'satisfaction.receive', row.class)
  })
}

/** How often each answer was given, and what was written: nothing while so few answered that it could be told who. */
export async function satisfactionOf(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  classId: string,
): Promise<SatisfactionReport> {
  requireRole(actor, 'teacher', 'auditor')
  await classOf(store, classId, actor.organisation)
  const { t, read } = store
  const people = await read
    .select({ id: t.seat.id })
    .from(t.seat)
    .where(and(eq(t.seat.class, classId), present(store)))
  const sheets = await read
    .select({ answers: t.satisfactionAnswer.answers, remark: t.satisfactionAnswer.remark })
    .from(t.satisfactionAnswer)
    .where(and(eq(t.satisfactionAnswer.class, classId), eq(t.satisfactionAnswer.sheet, satisfactionSheet.id)))
    // By random ids: in no order of time.
    .orderBy(t.satisfactionAnswer.id)
  const { least } = satisfactionSheet
  const enough = sheets.length >= least
  return {
    ...{ people: people.length, given: sheets.length, least },
    ...(enough && { counts: tally(sheets.map(({ answers }) => v.parse(v.array(v.number()), JSON.parse(answers)))) }),
    remarks: enough ? sheets.flatMap(({ remark }) => (remark === '' ? [] : remark)) : [],
  }
}
