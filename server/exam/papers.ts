import { randomInt, randomUUID } from 'node:crypto'
import { and, eq, isNull, lt, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import type { HandedIn, MyPaper } from '../../shared/api/my-exam'
import { sha256Hex } from '../../shared/crypto'
import { type Answers, grade, gradedPaper } from '../../shared/exam/grade'
import { drawPaper } from '../../shared/exam/paper'
import { fullMarks, testTerms } from '../../shared/exam/terms'
import { canonical } from '../../shared/record/canonical'
import { ruleRef } from '../../shared/site/hash'
import { ownPages } from '../../shared/site/own-pages'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type OwnEntry, writeOwn } from '../training/own-chain'
import { demandConsent } from '../training/phone-attendance'
import { bankOf } from './banks'
import { keepDraft } from './drafts'
import { type Paper, papersWhere } from './paper-rows'

/** What was sent at the last second may take so long to get here. */
const GRACE = 30_000

/** What a test is about that is about the whole class. */
export const WHOLE_CLASS = { key: 'xueji', title: '结业考核' } as const

/**
 * The paper that is under way, or the next attempt: drawn at random, its time counted by the server's clock from now on. Audited. Throws
 * `bad-request` without consent, `not-found`, and `conflict` where the test has ended, is passed, or no attempt is left.
 */
export async function beginPaper(deps: Deps, seat: string, testId: string, consent?: string): Promise<MyPaper> {
  await demandConsent(deps, seat, consent)
  await settlePapers(deps, { seat })
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  const under = await store.tx(async (q) => {
    const { test, organisation, over } = await testOf(deps, q, seat, testId)
    const taken = await papersWhere(deps, q, and(eq(t.testPaper.test, testId), eq(t.testPaper.seat, seat)))
    const open = taken.find(({ sheet }) => sheet === undefined)
    if (open) return open.id
    const terms = v.parse(testTerms, JSON.parse(test.terms))
    if (over) throw new Refused('conflict', '这个测试已经结束了')
    if (taken.some(({ sheet }) => sheet?.pass)) throw new Refused('conflict', '您已经合格，不用再考')
    if (taken.length >= terms.attempts) throw new Refused('conflict', `${terms.attempts} 次机会已经用完，请联系老师`)
    const questions = drawPaper(await bankOf(q, deps, test.bank, organisation), terms, (below) => randomInt(below))
    const begunAt = clock.now()
    const drawn = await q
      .insert(t.testPaper)
      .values({
        ...{ id, test: testId, seat, attempt: taken.length + 1, questions: JSON.stringify(questions) },
        ...{ begunAt, dueAt: begunAt + terms.minutes * 60_000 },
      })
      .onConflictDoNothing()
      .returning({ id: t.testPaper.id })
    if (drawn.length === 0) throw new Refused('conflict', '另一个页面刚刚开始了这次测试，请刷新后继续')
    const actor = { member: `seat:${seat}`, organisation }
    await recordAudit(q, store, clock, actor, 'test.begin', test.class, { name: test.title })
    return id
  })
  return readPaper(deps, seat, under)
}

type Q = Parameters<Parameters<Deps['store']['tx']>[0]>[0]

async function testOf({ store: { t } }: Deps, q: Q, seat: string, id: string) {
  const [row] = await q
    .select({
      ...{ test: t.classTest, organisation: t.class.organisation, status: t.class.status },
      ...{ leftAt: t.seat.leftAt, endedAt: t.classTestEnd.at },
    })
    .from(t.classTest)
    .innerJoin(t.class, eq(t.class.id, t.classTest.class))
    .innerJoin(t.seat, and(eq(t.seat.class, t.class.id), eq(t.seat.id, seat)))
    .leftJoin(t.classTestEnd, eq(t.classTestEnd.test, t.classTest.id))
    .where(eq(t.classTest.id, id))
  if (!row) throw new Refused('not-found', '没有这个测试')
  const { test, organisation, status, leftAt, endedAt } = row
  return { test, organisation, over: status === 'closed' || leftAt !== null || endedAt !== null }
}

/** A paper under way, without what is right. Throws `not-found`, and `conflict` once it was handed in. */
export async function readPaper(deps: Deps, seat: string, id: string): Promise<MyPaper> {
  const paper = await paperOf(deps, seat, id)
  if (paper.sheet) throw new Refused('conflict', '这份试卷已经交了')
  const { attempt, dueAt, test, questions, draft } = paper
  return {
    ...{ id, title: test.title, attempt, now: deps.clock.now(), dueAt },
    ...{ max: fullMarks(test.terms), passMark: test.terms.passMark },
    questions: questions.map(({ kind, text, options, points }) => ({ kind, text, options, points })),
    answers: questions.map((_, i) => draft[i] ?? []),
  }
}

/** Keeps what is chosen so far: whatever happens to the phone, that much is graded. Throws `not-found`, and `conflict` after its end. */
export async function savePaper(deps: Deps, seat: string, id: string, answers: Answers): Promise<number> {
  const { store, clock } = deps
  const paper = await paperOf(deps, seat, id)
  const savedAt = clock.now()
  if (paper.sheet || savedAt > paper.dueAt + GRACE) throw new Refused('conflict', '时间到了，这份试卷已经收卷')
  await keepDraft(store, { paper: id, answers: JSON.stringify(tidy(paper, answers)), savedAt })
  return savedAt
}

/**
 * Hands a paper in and grades it: a `score` entry in the server's own chain of the seat, the sheet beside it, both or neither. Once: the
 * same again is answered alike. After its time what was saved until then counts. Throws `not-found`, and what `writeOwn` throws.
 */
export async function handInPaper(deps: Deps, seat: string, id: string, answers: Answers): Promise<HandedIn> {
  const paper = await paperOf(deps, seat, id)
  const late = deps.clock.now() > paper.dueAt + GRACE
  if (!paper.sheet) await finish(deps, paper, late ? paper.draft : tidy(paper, answers), late ? 'time-up' : 'handed-in')
  const { sheet } = await paperOf(deps, seat, id)
  if (!sheet) throw new Error('a paper that was handed in has no sheet')
  return { value: sheet.value, max: sheet.max, pass: sheet.pass, at: sheet.at }
}

/** Takes in every paper whose time is up, as it was saved last. Who has left the class, or a class that is over, is passed by. */
export async function settlePapers(deps: Deps, of: { class: string } | { seat: string }): Promise<void> {
  const { t, read } = deps.store
  const whose = 'class' in of ? eq(t.classTest.class, of.class) : eq(t.testPaper.seat, of.seat)
  const due = and(whose, isNull(t.testSheet.paper), lt(t.testPaper.dueAt, deps.clock.now() - GRACE))
  for (const paper of await papersWhere(deps, read, due))
    try {
      await finish(deps, paper, paper.draft, 'time-up')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
}

async function paperOf(deps: Deps, seat: string, id: string): Promise<Paper> {
  const { t, read } = deps.store
  const mine: SQL | undefined = and(eq(t.testPaper.id, id), eq(t.testPaper.seat, seat))
  const [paper] = await papersWhere(deps, read, mine)
  if (!paper) throw new Refused('not-found', '没有这份试卷')
  return paper
}

/** As many answers as questions, of options that are there. */
const tidy = ({ questions }: Paper, answers: Answers): number[][] =>
  questions.map(({ options }, i) =>
    [...new Set(answers[i] ?? [])].filter((option) => option < options.length).sort((a, b) => a - b),
  )

async function finish(deps: Deps, paper: Paper, answers: Answers, how: 'handed-in' | 'time-up'): Promise<void> {
  const { store, clock } = deps
  const { t } = store
  const graded = grade(paper.questions, answers, paper.test.terms.passMark)
  const kept = gradedPaper(paper.id, paper.questions, answers, graded)
  const entry = await scoreEntry(deps, paper, graded, sha256Hex(nodeCrypto, canonical(kept)))
  try {
    await writeOwn(deps, paper.seat, [entry], async (q, written) => {
      const { value, max, pass } = graded
      const rows = await q
        .insert(t.testSheet)
        .values({
          ...{ paper: paper.id, answers: JSON.stringify(kept.answers), how, value, max, pass: pass ? 1 : 0 },
          ...{ entry: written.at(-1)?.hash ?? '', at: clock.now() },
        })
        .onConflictDoNothing()
        .returning({ paper: t.testSheet.paper })
      if (rows.length === 0) throw new Twice()
      const [trained] = await q
        .select({ organisation: t.class.organisation })
        .from(t.class)
        .where(eq(t.class.id, paper.test.class))
      const actor = { member: `seat:${paper.seat}`, organisation: trained?.organisation ?? '' }
      const action = how === 'time-up' ? 'test.time-up' : 'test.hand-in'
      await recordAudit(q, store, clock, actor, action, paper.test.class, { name: paper.test.title })
    })
  } catch (error) {
    if (!(error instanceof Twice)) throw error
  }
}

/** Somebody else took this paper in meanwhile. */
class Twice extends Error {}

async function scoreEntry(
  { store: { t, read } }: Deps,
  { test, attempt }: Paper,
  { value, max, pass }: { value: number; max: number; pass: boolean },
  raw: string,
): Promise<OwnEntry> {
  const [planned] = await read
    .select({ title: t.planCourse.title })
    .from(t.planCourse)
    .innerJoin(t.class, eq(t.class.plan, t.planCourse.plan))
    .where(and(eq(t.class.id, test.class), eq(t.planCourse.key, test.course)))
  return {
    kind: 'score',
    body: {
      ...{ site: ownPages.id, rule: ruleRef(nodeCrypto, ownPages) },
      course: planned ? { key: test.course, title: planned.title } : WHOLE_CLASS,
      lesson: { key: `test:${test.id}`, title: test.title },
      ...{ value: String(value), max: String(max), pass, attempt, source: 'own', raw },
    },
  }
}
