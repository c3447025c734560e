import { randomUUID } from 'node:crypto'
import { and, asc, count, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { HandOver, PrintHandOverRequest } from '../../shared/api/keep'
import { dayOf } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { isHost } from '../access/host'
import type { Deps } from '../deps'
import { classDetail } from '../training/class-detail'
import { openDeadlines } from '../training/plan/plan-deadlines'
import { backupAlert } from './alert'
import { readChoice } from './choice'
import { lastGood } from './records'
import { keptUntil } from './retention'

/** 工作移交: everything somebody must know who takes this desk over, as it stands now. */
export async function handOver(deps: Deps, actor: Actor): Promise<HandOver> {
  requireRole(actor, 'hr')
  const { store, clock, keys } = deps
  const host = await isHost(deps, actor.organisation)
  const chosen = host ? await readChoice(deps) : undefined
  const last = host ? await lastGood(store) : undefined
  const lines = await keys.inUse(actor.organisation)
  const printed = await printedOf(deps, actor)
  const [before] = printed
  return {
    organisation: actor.organisationName,
    by: actor.name,
    at: clock.now(),
    classes: await openClasses(deps, actor),
    members: await membersOf(deps, actor),
    keys: lines.map(({ purpose, id }) => ({ purpose, fingerprint: id })),
    ...(host && { keysFolder: keys.folder }),
    retained: await retainedOf(deps, actor),
    backup: {
      ...(chosen?.choice === 'folder' && { folder: chosen.folder }),
      knownBy: chosen?.knownBy ?? '',
      ...(last?.name && { last: { name: last.name, at: last.startedAt } }),
      alert: await backupAlert(deps, actor),
    },
    filledIn: {
      knownBy: before?.knownBy ?? chosen?.knownBy ?? '',
      keysKept: before?.keysKept ?? '',
      remarks: before?.remarks ?? '',
    },
    printed: printed.map(({ at, name, to }) => ({ at, by: name, to })),
  }
}

/** Notes that it was printed, for whom, and what was filled in by hand; in the audit, too. */
export async function printHandOver(deps: Deps, actor: Actor, input: PrintHandOverRequest): Promise<HandOver> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const id = randomUUID()
  await store.tx(async (q) => {
    await q
      .insert(store.t.handOver)
      .values({ ...input, id, organisation: actor.organisation, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'hand-over.print', id, { to: input.to })
  })
  return handOver(deps, actor)
}

const printedOf = ({ store: { t, read } }: Deps, { organisation }: Actor) =>
  read
    .select({
      at: t.handOver.at,
      to: t.handOver.to,
      knownBy: t.handOver.knownBy,
      keysKept: t.handOver.keysKept,
      remarks: t.handOver.remarks,
      name: t.member.name,
    })
    .from(t.handOver)
    .innerJoin(t.member, eq(t.member.id, t.handOver.by))
    .where(eq(t.handOver.organisation, organisation))
    .orderBy(desc(t.handOver.at))
    .limit(20)

async function openClasses(deps: Deps, actor: Actor): Promise<HandOver['classes']> {
  const { t, read } = deps.store
  const rows = await read
    .select({ id: t.class.id, plan: t.class.plan })
    .from(t.class)
    .where(and(eq(t.class.organisation, actor.organisation), ne(t.class.status, 'closed')))
    .orderBy(asc(t.class.createdAt))
  const openers = await openersOf(deps, actor)
  const due = await openDeadlines(deps, actor)
  const classes: HandOver['classes'] = []
  for (const { id, plan } of rows) {
    const { summary } = await classDetail(deps, actor, id)
    const { name, period, seats, appeals, findings, pending } = summary
    const openedBy = openers.get(id)
    classes.push({
      ...{ id, name, period, seats, appeals, findings, pending },
      questions: await openQuestions(deps, id),
      ...(openedBy !== undefined && { openedBy }),
      deadlines: [
        { day: period.to, what: '培训结束' },
        ...due
          .filter((one) => one.plan.id === plan)
          .map((one) => ({ day: one.due, what: `${one.title}${one.confirmed ? '' : '（待人社局确认）'}` })),
      ],
    })
  }
  return classes
}

async function openQuestions({ store: { t, read } }: Deps, classId: string): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(t.question)
    .innerJoin(t.seat, eq(t.seat.id, t.question.seat))
    .leftJoin(t.answer, eq(t.answer.question, t.question.id))
    .where(and(eq(t.seat.class, classId), isNull(t.answer.id)))
  return row?.n ?? 0
}

/** Who opened each class, by the audit. */
async function openersOf({ store: { t, read } }: Deps, { organisation }: Actor): Promise<Map<string, string>> {
  const rows = await read
    .select({ subject: t.audit.subject, name: t.member.name })
    .from(t.audit)
    .innerJoin(t.member, eq(t.member.id, t.audit.actor))
    .where(and(eq(t.audit.organisation, organisation), eq(t.audit.action, 'class.open')))
  return new Map(rows.map(({ subject, name }) => [subject, name]))
}

async function membersOf({ store: { t, read } }: Deps, { organisation }: Actor): Promise<HandOver['members']> {
  const members = await read
    .select()
    .from(t.member)
    .where(eq(t.member.organisation, organisation))
    .orderBy(asc(t.member.createdAt))
  const sessions = await read
    .select({ member: t.session.member, seenAt: t.session.seenAt })
    .from(t.session)
    .orderBy(asc(t.session.seenAt))
  const seen = new Map(sessions.map(({ member, seenAt }) => [member, seenAt]))
  return members.map(({ id, name, login, role, stoppedAt }) => {
    const lastSeenAt = seen.get(id)
    return { name, login, role, stopped: stoppedAt !== null, ...(lastSeenAt !== undefined && { lastSeenAt }) }
  })
}

/** What may not go yet, counted; `until` is the day on which the last of it may, at the earliest. */
async function retainedOf({ store: { t, read }, clock }: Deps, { organisation }: Actor): Promise<HandOver['retained']> {
  const plans = await read
    .select({ to: t.plan.periodTo, class: t.class.id })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(eq(t.class.organisation, organisation))
  if (plans.length === 0) return []
  const classes = plans.map((row) => row.class)
  const last =
    plans
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? dayOf(clock.now())
  const until = keptUntil(last)
  const database = '服务器的数据库，随备份保存'
  const [entries] = await read
    .select({ n: count() })
    .from(t.entry)
    .innerJoin(t.chain, eq(t.chain.id, t.entry.chain))
    .where(inArray(t.chain.class, classes))
  const [receipts] = await read
    .select({ n: count() })
    .from(t.receipt)
    .innerJoin(t.chain, eq(t.chain.id, t.receipt.chain))
    .where(inArray(t.chain.class, classes))
  const [seats] = await read.select({ n: count() }).from(t.seat).where(inArray(t.seat.class, classes))
  const [appeals] = await read
    .select({ n: count() })
    .from(t.appeal)
    .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
    .where(inArray(t.seat.class, classes))
  const [audits] = await read.select({ n: count() }).from(t.audit).where(eq(t.audit.organisation, organisation))
  const rows = [
    { what: '学习记录（含签到考勤、测试成绩）', count: entries?.n ?? 0 },
    { what: '回执', count: receipts?.n ?? 0 },
    { what: '学员名册（参训人员）', count: seats?.n ?? 0 },
    { what: '复核申请与依据', count: appeals?.n ?? 0 },
    { what: '操作记录', count: audits?.n ?? 0 },
  ]
  return rows.filter((row) => row.count > 0).map((row) => ({ ...row, until, where: database }))
}
