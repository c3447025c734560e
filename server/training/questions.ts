import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { AskRequest, PhoneDesk, QuestionRow } from '../../shared/api/reach'
import { ruleRef } from '../../shared/site/hash'
import { ownPages } from '../../shared/site/own-pages'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type OwnEntry, writeOwn } from './own-chain'
import { demandConsent } from './phone-attendance'

/** Of one seat: what is beyond it is a script. */
const MOST = 200

/** What a question is about that is about no course of the plan. */
const NO_COURSE = { key: 'xueji', title: '培训班' }

/**
 * A trainee asks: a `qa` entry (asked) in the server's own chain of the seat, the words beside it. Taken once, however often it is
 * sent. Throws `bad-request` for a course that is not of the plan, `too-many-requests`, and what `writeOwn` throws.
 */
export async function ask(deps: Deps, seat: string, { id, course, text, consent }: AskRequest): Promise<void> {
  await demandConsent(deps, seat, consent)
  const { store, clock } = deps
  const { t, read } = store
  const mine = await read.select({ id: t.question.id }).from(t.question).where(eq(t.question.seat, seat))
  if (mine.some((one) => one.id === id)) return
  if (mine.length >= MOST) throw new Refused('too-many-requests', '问题太多了，请等老师答复', { retryAfter: 3600 })
  const about = await courseOf(deps, seat, course)
  await writeOwn(deps, seat, [qa(about, 'asked')], async (q, written) => {
    const entry = written.at(-1)?.hash ?? ''
    const values = { id, seat, course: course ?? '', body: text, entry, at: clock.now() }
    const kept = await q.insert(t.question).values(values).onConflictDoNothing().returning({ id: t.question.id })
    if (kept.length === 0) throw new Refused('conflict', '这个问题已经收到了')
    const organisation = about.organisation
    await recordAudit(q, store, clock, { member: `seat:${seat}`, organisation }, 'question.receive', id)
  })
}

/** A teacher answers: a `qa` entry (answered) in the chain of who asked. Audited. Throws `not-found`. */
export async function answer(deps: Deps, actor: Actor, id: string, text: string): Promise<QuestionRow> {
  requireRole(actor, 'teacher')
  const { store, clock } = deps
  const { t } = store
  const row = await rowOf(deps, actor, id)
  const [asked] = await store.read.select({ course: t.question.course }).from(t.question).where(eq(t.question.id, id))
  const about = await courseOf(deps, row.seat, asked?.course || undefined)
  await writeOwn(deps, row.seat, [qa(about, 'answered')], async (q, written) => {
    const entry = written.at(-1)?.hash ?? ''
    await q
      .insert(t.answer)
      .values({ id: randomUUID(), question: id, body: text, entry, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'question.answer', id)
  })
  return rowOf(deps, actor, id)
}

/** What the trainee asked and was answered, the newest first. */
export async function questionsOf(deps: Deps, seat: string): Promise<PhoneDesk['questions']> {
  const { t, read } = deps.store
  const rows = await read
    .select({ id: t.question.id, courseTitle: t.planCourse.title, text: t.question.body, at: t.question.at })
    .from(t.question)
    .innerJoin(t.seat, eq(t.seat.id, t.question.seat))
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .leftJoin(t.planCourse, courseOfQuestion(t))
    .where(eq(t.question.seat, seat))
    .orderBy(desc(t.question.at))
  return withAnswers(deps, rows)
}

async function rowOf(deps: Deps, actor: Actor, id: string): Promise<QuestionRow> {
  const [row] = await questionRows(deps, actor.organisation, [id])
  if (!row) throw new Refused('not-found', '没有这个问题')
  return row
}

/** These questions of an organisation with their answers, in no order. */
export async function questionRows(
  deps: Pick<Deps, 'store'>,
  organisation: string,
  ids: readonly string[],
): Promise<QuestionRow[]> {
  if (ids.length === 0) return []
  const { t, read } = deps.store
  const rows = await read
    .select({
      id: t.question.id,
      courseTitle: t.planCourse.title,
      text: t.question.body,
      at: t.question.at,
      seat: t.seat.id,
      number: t.seat.number,
      name: t.person.name,
      class: t.class.id,
      className: t.class.name,
      shown: shownToClass(t),
    })
    .from(t.question)
    .innerJoin(t.seat, eq(t.seat.id, t.question.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .leftJoin(t.planCourse, courseOfQuestion(t))
    .where(and(eq(t.class.organisation, organisation), inArray(t.question.id, [...ids])))
  const answered = await withAnswers(deps, rows)
  return answered.map((row) => ({ ...row, shown: Number(row.shown) === 1 }))
}

/** 1 where the class may read a question (常见问题): the newest word on it holds. */
export const shownToClass = (t: Deps['store']['t']): SQL<number> =>
  sql<number>`coalesce((SELECT ${t.questionShown.shown} FROM ${t.questionShown} WHERE ${t.questionShown.question} = ${t.question.id} ORDER BY ${t.questionShown.at} DESC, ${t.questionShown.id} DESC LIMIT 1), 0)`

/** The course that a question names, in the plan of its class. */
const courseOfQuestion = (t: Deps['store']['t']) =>
  and(eq(t.planCourse.plan, t.class.plan), eq(t.planCourse.key, t.question.course))

async function withAnswers<Q extends { id: string; courseTitle: string | null }>(
  { store: { t, read } }: Pick<Deps, 'store'>,
  questions: readonly Q[],
): Promise<(Q & Pick<QuestionRow, 'answers' | 'courseTitle'>)[]> {
  const ids = questions.map(({ id }) => id)
  const answers =
    ids.length === 0
      ? []
      : await read
          .select({ question: t.answer.question, text: t.answer.body, by: t.member.name, at: t.answer.at })
          .from(t.answer)
          .innerJoin(t.member, eq(t.member.id, t.answer.by))
          .where(inArray(t.answer.question, ids))
          .orderBy(asc(t.answer.at))
  return questions.map((one) => ({
    ...one,
    courseTitle: one.courseTitle ?? '',
    answers: answers.filter(({ question }) => question === one.id).map(({ text, by, at }) => ({ text, by, at })),
  }))
}

interface About {
  organisation: string
  course: { key: string; title: string }
}

/** A course of the seat's plan as the record names it. Throws `bad-request`. */
async function courseOf({ store: { t, read } }: Deps, seat: string, key: string | undefined): Promise<About> {
  const rows = await read
    .select({ organisation: t.class.organisation, key: t.planCourse.key, title: t.planCourse.title })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .leftJoin(t.planCourse, eq(t.planCourse.plan, t.class.plan))
    .where(eq(t.seat.id, seat))
  const [first] = rows
  if (!first) throw new Refused('not-found', '没有这个人')
  if (key === undefined) return { organisation: first.organisation, course: NO_COURSE }
  const found = rows.find((row) => row.key === key)
  if (found?.title == null) throw new Refused('bad-request', '培训方案里没有这门课程')
  return { organisation: first.organisation, course: { key, title: found.title } }
}

const qa = ({ course }: About, role: 'asked' | 'answered'): OwnEntry => ({
  kind: 'qa',
  body: { site: ownPages.id, rule: ruleRef(nodeCrypto, ownPages), course, role },
})
