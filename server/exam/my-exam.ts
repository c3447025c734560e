import { and, asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { MyExam, MyTest } from '../../shared/api/my-exam'
import { fullMarks, questionsOf, testTerms } from '../../shared/exam/terms'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { shownResults } from '../lists/results'
import { classOf, type TrainingClass } from '../training/class-of'
import { papersWhere } from './paper-rows'
import { settlePapers, WHOLE_CLASS } from './papers'
import { shownQuestions } from './shown-questions'

/** What /my shows of tests, results, 常见问题 and 满意度. Papers whose time is up are taken in before. Throws `not-found`. */
export async function myExam(deps: Deps, seat: string): Promise<MyExam> {
  const { t, read } = deps.store
  const [row] = await read
    .select({ class: t.seat.class, leftAt: t.seat.leftAt, given: t.satisfactionGiven.day })
    .from(t.seat)
    .leftJoin(t.satisfactionGiven, eq(t.satisfactionGiven.seat, t.seat.id))
    .where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  await settlePapers(deps, { seat })
  const trained = await classOf(deps.store, row.class)
  const open = trained.status === 'open' && row.leftAt === null
  const { results, certificates } = await shownResults(deps, [seat], trained.plan.courses)
  return {
    tests: await testsOf(deps, seat, trained, open),
    // Who entered it is the office's affair.
    results: (results.get(seat) ?? []).map(({ by: _, evidence: __, ...result }) => result),
    certificates: (certificates.get(seat) ?? []).map(({ number, day, issuer }) => ({
      ...{ number, day },
      ...(issuer !== undefined && { issuer }),
    })),
    shown: await shownQuestions(deps, trained.id, trained.organisation),
    satisfaction: row.given !== null ? 'given' : open ? 'open' : 'closed',
  }
}

/** Tests that are open, and those that this person has taken; the earliest first. */
async function testsOf(deps: Deps, seat: string, { id, plan }: TrainingClass, open: boolean): Promise<MyTest[]> {
  const { t, read } = deps.store
  const tests = await read
    .select({ test: t.classTest, endedAt: t.classTestEnd.at })
    .from(t.classTest)
    .leftJoin(t.classTestEnd, eq(t.classTestEnd.test, t.classTest.id))
    .where(eq(t.classTest.class, id))
    .orderBy(asc(t.classTest.at), asc(t.classTest.id))
  const papers = await papersWhere(deps, read, and(eq(t.classTest.class, id), eq(t.testPaper.seat, seat)))
  return tests.flatMap(({ test, endedAt }) => {
    const terms = v.parse(testTerms, JSON.parse(test.terms))
    const mine = papers.filter((paper) => paper.test.id === test.id)
    if (endedAt !== null && mine.length === 0) return []
    const taken = mine.flatMap(({ attempt, sheet }) =>
      sheet ? { attempt, value: sheet.value, pass: sheet.pass, at: sheet.at } : [],
    )
    const underWay = mine.find(({ sheet, dueAt }) => sheet === undefined && dueAt > deps.clock.now())
    const another = mine.length < terms.attempts && !taken.some(({ pass }) => pass) && taken.length === mine.length
    return {
      ...{ id: test.id, title: test.title, taken },
      courseTitle: plan.courses.find(({ key }) => key === test.course)?.title ?? WHOLE_CLASS.title,
      ...{ questions: questionsOf(terms), max: fullMarks(terms), passMark: terms.passMark },
      ...{ minutes: terms.minutes, attempts: terms.attempts },
      open: open && endedAt === null && another,
      ...(underWay && { underWay: { paper: underWay.id, dueAt: underWay.dueAt } }),
    }
  })
}
