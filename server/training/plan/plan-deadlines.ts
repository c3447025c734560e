import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, notInArray } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Calendar } from '../../../shared/calendar/working-days'
import { type Deadline, deadlineRules, deadlinesOf, type Overrides } from '../../../shared/plan/deadlines'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { calendarOf } from '../calendar/calendar'
import { organisationOf } from '../organisation/profile'
import { filerKind } from './filed'
import { planOf } from './plan-row'

/** What deadlines of every plan of an organisation are reckoned with. */
export interface Reckoning {
  kind: 'enterprise' | 'institution'
  today: string
  calendar: Calendar
  overrides: Overrides
}

export async function reckoningOf(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  q: Queries,
  actor: Actor,
): Promise<Reckoning> {
  const { profile } = await organisationOf(q, store, actor.organisation)
  return {
    kind: filerKind(actor),
    today: dayOf(clock.now()),
    calendar: await calendarOf(q, store, actor.organisation),
    overrides: profile.deadlines,
  }
}

/** What was said of the terms of a version beside its own days. */
export interface Marks {
  /** On which day what a deadline asks for was done. */
  done?: Readonly<Record<string, string>>
  /** The bureau's 受理回执. */
  receipt?: { number: string; due: string; tentative: boolean }
}

/** By plan. */
export async function marksOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  plans: readonly string[],
): Promise<Map<string, Marks>> {
  const marks = new Map<string, Marks>()
  if (plans.length === 0) return marks
  const rows = await q
    .select()
    .from(t.planDeadline)
    .where(inArray(t.planDeadline.plan, [...plans]))
    .orderBy(asc(t.planDeadline.at), asc(t.planDeadline.id))
  for (const { plan, deadline, day } of rows) marks.set(plan, { done: { ...marks.get(plan)?.done, [deadline]: day } })
  const receipts = await q
    .select()
    .from(t.planReceipt)
    .where(inArray(t.planReceipt.plan, [...plans]))
  for (const { plan, number, due, tentative } of receipts)
    marks.set(plan, { ...marks.get(plan), receipt: { number, due, tentative: tentative === 1 } })
  return marks
}

/** What the terms of one version are reckoned from. */
export interface Terms {
  status: string
  from: string
  to: string
  filedAt: number | null
  decidedAt: number | null
}

/** The columns of a version that its terms are reckoned from. */
export const termColumns = ({ plan }: Store['t']) => ({
  ...{ status: plan.status, from: plan.periodFrom, to: plan.periodTo },
  ...{ filedAt: plan.filedAt, decidedAt: plan.decidedAt },
})

/** The terms of one version: before it has classes, those until they open; with them, those after they end as well. */
export function deadlinesOfPlan(
  { status, from, to, filedAt, decidedAt }: Terms,
  classes: number,
  { done, receipt }: Marks,
  { kind, today, calendar, overrides }: Reckoning,
): Deadline[] {
  const real = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day)
  const all = deadlinesOf(
    {
      kind,
      start: real(from) ? from : undefined,
      end: real(to) ? to : undefined,
      filed: filedAt === null ? undefined : dayOf(filedAt),
      decided: decidedAt === null || status === 'returned' ? undefined : dayOf(decidedAt),
      imported: done?.import,
      claimed: done?.claim,
      answerBy: receipt && { ...receipt, source: `受理回执 ${receipt.number}` },
    },
    today,
    calendar,
    overrides,
  )
  // What was agreed on paper was filed on paper.
  const onPaper = filedAt === null && status !== 'draft'
  return all.filter(({ id }) =>
    id === 'file'
      ? !onPaper
      : id === 'import' || id === 'claim'
        ? classes > 0
        : id === 'answer'
          ? status !== 'returned'
          : true,
  )
}

/** A term of a plan that is open or overdue. */
export type OpenDeadline = ReturnType<typeof deadlinesOfPlan>[number] & { plan: { id: string; title: string } }

/** What is due in all plans, the next one first. */
export async function openDeadlines(deps: Deps, actor: Actor): Promise<OpenDeadline[]> {
  requireRole(actor, 'finance')
  if (actor.kind === 'bureau') return []
  const { store } = deps
  const { t, read } = store
  const plans = await read
    .select({ id: t.plan.id, title: t.plan.title, terms: termColumns(t) })
    .from(t.plan)
    .where(and(eq(t.plan.organisation, actor.organisation), notInArray(t.plan.status, ['', 'superseded'])))
  const reckoning = await reckoningOf(deps, read, actor)
  const counts = await classCounts(read, store, actor.organisation)
  const marks = await marksOf(
    read,
    store,
    plans.map(({ id }) => id),
  )
  return plans
    .flatMap(({ id, title, terms }) =>
      deadlinesOfPlan(terms, counts.get(id) ?? 0, marks.get(id) ?? {}, reckoning)
        .filter(({ state }) => state === 'open' || state === 'overdue')
        .map((deadline) => ({ ...deadline, plan: { id, title } })),
    )
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

/** By plan: how many classes follow it. */
export async function classCounts(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
): Promise<Map<string, number>> {
  const rows = await q.select({ plan: t.class.plan }).from(t.class).where(eq(t.class.organisation, organisation))
  const counts = new Map<string, number>()
  for (const { plan } of rows) counts.set(plan, (counts.get(plan) ?? 0) + 1)
  return counts
}

/** That what a deadline asks for outside this program (上报参训人员, 申请补贴) was done on a day. The newest word holds. Throws `bad-request`. */
export async function markDeadline(
  { store, clock }: Deps,
  actor: Actor,
  input: { plan: string; deadline: string; day: string },
): Promise<void> {
  requireRole(actor, 'hr')
  if (!['import', 'claim'].includes(input.deadline) || !deadlineRules.some(({ id }) => id === input.deadline))
    throw new Refused('bad-request', '这一项期限不能手工登记完成')
  await store.tx(async (q) => {
    const plan = await planOf(q, store, input.plan, actor.organisation)
    await q.insert(store.t.planDeadline).values({
      ...{ id: randomUUID(), plan: plan.id, deadline: input.deadline, day: input.day },
      ...{ by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'plan.deadline', plan.id, { deadline: input.deadline, day: input.day })
  })
}
