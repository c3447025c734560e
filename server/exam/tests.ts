import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { TestRequest, TestRow } from '../../shared/api/exam'
import { countKinds } from '../../shared/exam/bank'
import { fullMarks, termsProblem, testTerms } from '../../shared/exam/terms'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { present } from '../training/roster/left'
import { bankOf } from './banks'
import { settlePapers, WHOLE_CLASS } from './papers'

/** A test of an open class; its terms never change. Audited. Throws `not-found`, `bad-request`, and `conflict` where the class is over. */
export async function makeTest(deps: Deps, actor: Actor, classId: string, request: TestRequest): Promise<void> {
  requireRole(actor, 'teacher')
  const { store, clock } = deps
  const trained = await classOf(store, classId, actor.organisation)
  if (trained.status === 'closed') throw new Refused('conflict', '培训班已经结束，不能再安排测试')
  const { title, bank, course, terms } = request
  if (course !== undefined && !trained.plan.courses.some(({ key }) => key === course))
    throw new Refused('bad-request', '培训方案里没有这门课程')
  const problem = termsProblem(terms, countKinds(await bankOf(store.read, deps, bank, actor.organisation)))
  if (problem !== undefined) throw new Refused('bad-request', problem)
  const id = randomUUID()
  await store.tx(async (q) => {
    await q.insert(store.t.classTest).values({
      ...{ id, class: classId, bank, course: course ?? '', title, terms: JSON.stringify(terms) },
      ...{ by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'test.make', classId, { name: title })
  })
}

/** No paper of it is begun any more; those under way go on to their end. Audited. Throws `not-found`, and `conflict` where it has ended. */
export async function endTest({ store, clock }: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'teacher')
  const { t } = store
  await store.tx(async (q) => {
    const [row] = await q
      .select({ class: t.classTest.class, title: t.classTest.title })
      .from(t.classTest)
      .innerJoin(t.class, eq(t.class.id, t.classTest.class))
      .where(and(eq(t.classTest.id, id), eq(t.class.organisation, actor.organisation)))
    if (!row) throw new Refused('not-found', '没有这个测试')
    const ended = await q
      .insert(t.classTestEnd)
      .values({ test: id, by: actor.member, at: clock.now() })
      .onConflictDoNothing()
      .returning({ test: t.classTestEnd.test })
    if (ended.length === 0) throw new Refused('conflict', '这个测试已经结束了')
    await recordAudit(q, store, clock, actor, 'test.end', row.class, { name: row.title })
  })
}

/** Tests of a class with how far they are, the newest first. Papers whose time is up are taken in before. */
export async function listTests(deps: Deps, actor: Actor, classId: string): Promise<TestRow[]> {
  requireRole(actor, 'teacher', 'auditor')
  const { store, clock } = deps
  const { t, read } = store
  const { plan } = await classOf(store, classId, actor.organisation)
  await settlePapers(deps, { class: classId })
  const tests = await read
    .select({ test: t.classTest, bankTitle: t.questionBank.title, by: t.member.name, endedAt: t.classTestEnd.at })
    .from(t.classTest)
    .innerJoin(t.questionBank, eq(t.questionBank.id, t.classTest.bank))
    .innerJoin(t.member, eq(t.member.id, t.classTest.by))
    .leftJoin(t.classTestEnd, eq(t.classTestEnd.test, t.classTest.id))
    .where(eq(t.classTest.class, classId))
    .orderBy(desc(t.classTest.at), desc(t.classTest.id))
  const people = await read
    .select({ id: t.seat.id })
    .from(t.seat)
    .where(and(eq(t.seat.class, classId), present(store)))
  const papers = await read
    .select({ test: t.testPaper.test, seat: t.testPaper.seat, dueAt: t.testPaper.dueAt, pass: t.testSheet.pass })
    .from(t.testPaper)
    .innerJoin(t.classTest, eq(t.classTest.id, t.testPaper.test))
    .leftJoin(t.testSheet, eq(t.testSheet.paper, t.testPaper.id))
    .where(eq(t.classTest.class, classId))
  return tests.map(({ test: { id, title, course, terms: text, at }, bankTitle, by, endedAt }) => {
    const terms = v.parse(testTerms, JSON.parse(text))
    const mine = papers.filter(({ test }) => test === id)
    const seats = (fits: (paper: (typeof mine)[number]) => boolean) =>
      new Set(mine.filter(fits).map(({ seat }) => seat)).size
    return {
      ...{ id, title, bankTitle, terms, max: fullMarks(terms), at, by, people: people.length },
      courseTitle: plan.courses.find(({ key }) => key === course)?.title ?? WHOLE_CLASS.title,
      ...(endedAt !== null && { endedAt }),
      handedIn: seats(({ pass }) => pass !== null),
      passed: seats(({ pass }) => pass === 1),
      underWay: seats(({ pass, dueAt }) => pass === null && dueAt > clock.now()),
    }
  })
}
