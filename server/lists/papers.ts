import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { PaperDetail, PaperRow } from '../../shared/api/exam'
import type { ListPage, papersQuery } from '../../shared/api/lists'
import { grade } from '../../shared/exam/grade'
import { fullMarks } from '../../shared/exam/terms'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { type Paper, papersWhere } from '../exam/paper-rows'
import { settlePapers } from '../exam/papers'
import { Refused } from '../ledger/accept'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type PapersQuery = InferOutput<typeof papersQuery>

/** Papers of a test, by person and attempt unless asked otherwise. Those whose time is up are taken in before. */
export async function listPapers(
  deps: Deps,
  actor: Actor,
  testId: string,
  query: PapersQuery,
): Promise<ListPage<PaperRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  const [test] = await read
    .select({ class: t.classTest.class })
    .from(t.classTest)
    .innerJoin(t.class, eq(t.class.id, t.classTest.class))
    .where(and(eq(t.classTest.id, testId), eq(t.class.organisation, actor.organisation)))
  if (!test) throw new Refused('not-found', '没有这个测试')
  await settlePapers(deps, { class: test.class })
  const states: Record<'under-way' | 'passed' | 'failed', SQL> = {
    'under-way': isNull(t.testSheet.paper),
    passed: eq(t.testSheet.pass, 1),
    failed: eq(t.testSheet.pass, 0),
  }
  const where = and(
    eq(t.testPaper.test, testId),
    query.filter === '' ? undefined : states[query.filter],
    personSearch(deps, t, query.search, t.seat.number),
  )
  const by = { number: t.seat.number, name: t.person.name, begun: t.testPaper.begunAt, value: t.testSheet.value }
  const page = await pageOf(
    query,
    read
      .select(countAll)
      .from(t.testPaper)
      .innerJoin(t.seat, eq(t.seat.id, t.testPaper.seat))
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .leftJoin(t.testSheet, eq(t.testSheet.paper, t.testPaper.id))
      .where(where),
    (limit, offset) =>
      read
        .select({ id: t.testPaper.id, number: t.seat.number, name: t.person.name })
        .from(t.testPaper)
        .innerJoin(t.seat, eq(t.seat.id, t.testPaper.seat))
        .innerJoin(t.person, eq(t.person.id, t.seat.person))
        .leftJoin(t.testSheet, eq(t.testSheet.paper, t.testPaper.id))
        .where(where)
        .orderBy(ordered(by[query.sort ?? 'number'], query.order), asc(t.testPaper.attempt), asc(t.testPaper.id))
        .limit(limit)
        .offset(offset),
  )
  const papers = new Map(
    (
      await papersWhere(
        deps,
        read,
        inArray(
          t.testPaper.id,
          page.rows.map(({ id }) => id),
        ),
      )
    ).map((paper) => [paper.id, paper]),
  )
  return {
    ...page,
    rows: page.rows.flatMap(({ id, ...person }) => {
      const paper = papers.get(id)
      return paper ? { ...rowOf(paper), ...person } : []
    }),
  }
}

const rowOf = ({ id, seat, attempt, begunAt, dueAt, test, sheet }: Paper): Omit<PaperRow, 'number' | 'name'> => ({
  ...{ id, seat, attempt, begunAt, dueAt, max: fullMarks(test.terms) },
  state: sheet === undefined ? 'under-way' : sheet.pass ? 'passed' : 'failed',
  ...(sheet && { handedInAt: sheet.at, how: sheet.how, value: sheet.value }),
})

/** One paper as it was kept, with what was chosen and what is right. Throws `not-found`. */
export async function paperDetail(deps: Deps, actor: Actor, id: string): Promise<PaperDetail> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  const [person] = await read
    .select({ number: t.seat.number, name: t.person.name, className: t.class.name })
    .from(t.testPaper)
    .innerJoin(t.seat, eq(t.seat.id, t.testPaper.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .where(and(eq(t.testPaper.id, id), eq(t.class.organisation, actor.organisation)))
  const [paper] = person ? await papersWhere(deps, read, eq(t.testPaper.id, id)) : []
  if (!person || !paper) throw new Refused('not-found', '没有这份答卷')
  const { test, questions, draft, sheet } = paper
  const chosen = sheet?.answers ?? draft
  const { correct } = grade(questions, chosen, test.terms.passMark)
  return {
    ...rowOf(paper),
    ...person,
    ...{ testTitle: test.title, passMark: test.terms.passMark },
    ...(sheet && { entry: sheet.entry }),
    questions: questions.map((question, i) => ({ ...question, chosen: chosen[i] ?? [], correct: correct[i] === true })),
  }
}
