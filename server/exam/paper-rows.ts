import { eq, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import { type PaperQuestion, paperQuestions } from '../../shared/exam/paper'
import { type TestTerms, testTerms } from '../../shared/exam/terms'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'

/** A paper with its test and, once it was handed in, what it came to. */
export interface Paper {
  id: string
  seat: string
  attempt: number
  questions: PaperQuestion[]
  begunAt: number
  dueAt: number
  test: { id: string; class: string; course: string; title: string; terms: TestTerms }
  /** Chosen so far. */
  draft: number[][]
  sheet?: {
    answers: number[][]
    how: 'handed-in' | 'time-up'
    value: number
    max: number
    pass: boolean
    entry: string
    at: number
  }
}

const answers = v.array(v.array(v.number()))

/** Papers that fit, the earliest first. */
export async function papersWhere(
  { store: { t } }: Pick<Deps, 'store'>,
  q: Queries,
  where: SQL | undefined,
): Promise<Paper[]> {
  const rows = await q
    .select({ paper: t.testPaper, test: t.classTest, draft: t.testDraft.answers, sheet: t.testSheet })
    .from(t.testPaper)
    .innerJoin(t.classTest, eq(t.classTest.id, t.testPaper.test))
    .leftJoin(t.testDraft, eq(t.testDraft.paper, t.testPaper.id))
    .leftJoin(t.testSheet, eq(t.testSheet.paper, t.testPaper.id))
    .where(where)
    .orderBy(t.testPaper.begunAt, t.testPaper.id)
  return rows.map(({ paper, test, draft, sheet }) => ({
    ...{ id: paper.id, seat: paper.seat, attempt: paper.attempt, begunAt: paper.begunAt, dueAt: paper.dueAt },
    questions: v.parse(paperQuestions, JSON.parse(paper.questions)),
    test: {
      ...{ id: test.id, class: test.class, course: test.course, title: test.title },
      terms: v.parse(testTerms, JSON.parse(test.terms)),
    },
    draft: draft === null ? [] : v.parse(answers, JSON.parse(draft)),
    ...(sheet && {
      sheet: {
        ...{ value: sheet.value, max: sheet.max, pass: sheet.pass === 1, entry: sheet.entry, at: sheet.at },
        answers: v.parse(answers, JSON.parse(sheet.answers)),
        how: sheet.how === 'time-up' ? ('time-up' as const) : ('handed-in' as const),
      },
    }),
  }))
}
