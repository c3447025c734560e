import { and, asc, eq, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ListPage, questionsQuery } from '../../shared/api/lists'
import type { QuestionRow } from '../../shared/api/reach'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { questionRows, shownToClass } from '../training/questions'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type QuestionsQuery = InferOutput<typeof questionsQuery>

/**
 * Questions of the actor's organisation, or of one class of it: unless asked otherwise those that wait for an answer first, the longest waiting before
 * all others, then what was answered, the newest first.
 */
export async function listQuestions(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  query: QuestionsQuery,
): Promise<ListPage<QuestionRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  const { question, answer, seat, person } = t
  const answered = sql`EXISTS (SELECT 1 FROM ${answer} WHERE ${answer.question} = ${question.id})`
  const where = and(
    eq(t.class.organisation, actor.organisation),
    query.class === undefined ? undefined : eq(t.class.id, query.class),
    query.filter === ''
      ? undefined
      : { open: sql`NOT ${answered}`, answered, shown: eq(shownToClass(t), 1) }[query.filter],
    personSearch(deps, t, query.search, seat.number, t.class.name, question.body),
  )
  const by = {
    waiting: [
      ordered(sql`CASE WHEN ${answered} THEN 1 ELSE 0 END`, query.order),
      ordered(sql`CASE WHEN ${answered} THEN -${question.at} ELSE ${question.at} END`, query.order),
    ],
    at: [ordered(question.at, query.order, 'down')],
    name: [ordered(person.name, query.order)],
  }
  const page = await pageOf(
    query,
    read
      .select(countAll)
      .from(question)
      .innerJoin(seat, eq(seat.id, question.seat))
      .innerJoin(person, eq(person.id, seat.person))
      .innerJoin(t.class, eq(t.class.id, seat.class))
      .where(where),
    (limit, offset) =>
      read
        .select({ id: question.id })
        .from(question)
        .innerJoin(seat, eq(seat.id, question.seat))
        .innerJoin(person, eq(person.id, seat.person))
        .innerJoin(t.class, eq(t.class.id, seat.class))
        .where(where)
        .orderBy(...by[query.sort ?? 'waiting'], asc(question.at), asc(question.id))
        .limit(limit)
        .offset(offset),
  )
  const ids = page.rows.map(({ id }) => id)
  const rows = new Map((await questionRows(deps, actor.organisation, ids)).map((row) => [row.id, row]))
  return { ...page, rows: ids.flatMap((id) => rows.get(id) ?? []) }
}
