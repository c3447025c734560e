import { and, asc, eq, gte, inArray, isNull, max, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Home } from '../../shared/api/home'
import { dayOf } from '../../shared/calendar/beijing'
import { policy } from '../../shared/study/policy'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { unseenStatements } from '../exchange/state'
import { sendingTrouble } from '../exchange/trouble'
import { missingBackup } from '../keep/alert'
import { countAll, pageOf } from '../lists/page'
import { silent } from '../lists/roster'
import { summariesOf } from './class-summary'
import { deadlinesOfPlan, type Marks, marksOf, type Reckoning, reckoningOf } from './plan/plan-deadlines'
import { waitingPlans } from './plan/waiting-plans'
import { openNoticesIn } from './roster/open-notices'
import { type ClassState, stillMissing } from './still-missing'

const SIZE = 10

/** What every open class still lacks, those that end first first; what plans without a class wait for; and how far a new organisation has come. */
export async function readHome(deps: Pick<Deps, 'store' | 'clock'>, actor: Actor, page: number): Promise<Home> {
  requireRole(actor, 'finance')
  const { store } = deps
  const { t, read } = store
  const where = and(eq(t.class.organisation, actor.organisation), eq(t.class.status, 'open'))
  const listed = await pageOf({ page, size: SIZE }, read.select(countAll).from(t.class).where(where), (limit, offset) =>
    read
      .select({ id: t.class.id, name: t.class.name, plan: t.plan })
      .from(t.class)
      .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
      .where(where)
      .orderBy(asc(t.plan.periodTo), asc(t.class.createdAt), asc(t.class.id))
      .limit(limit)
      .offset(offset),
  )
  const reckoning = await reckoningOf(deps, read, actor)
  const states = await statesOf(deps, listed.rows, reckoning)
  return {
    ...listed,
    steps: await stepsOf(store, actor.organisation),
    server: page === 1 ? await missingBackup(deps, actor) : [],
    news: page === 1 ? await unseenStatements(deps, actor) : [],
    fetching: page === 1 ? await sendingTrouble(deps, actor) : '',
    plans: page === 1 ? await waitingPlans(deps, actor, reckoning) : [],
    rows: listed.rows.map(({ id, name, plan }) => {
      const state = states.get(id)
      return {
        ...{ id, name, period: { from: plan.periodFrom, to: plan.periodTo } },
        ...(plan.status !== '' && { plan: plan.id }),
        missing: state ? stillMissing(state, reckoning.today, reckoning.calendar) : [],
      }
    }),
  }
}

interface Row {
  id: string
  plan: Store['t']['plan']['$inferSelect']
}

async function statesOf(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  rows: readonly Row[],
  reckoning: Reckoning,
): Promise<Map<string, ClassState>> {
  const ids = rows.map(({ id }) => id)
  const marks = await marksOf(
    store.read,
    store,
    rows.map(({ plan }) => plan.id),
  )
  const people = await peopleIn(store, ids, clock.now())
  const notices = await openNoticesIn(store, ids)
  const packages = await packagesIn(store, ids)
  const linked = await linkedIn(store, ids, reckoning.today)
  const summaries = new Map((await summariesOf(store, ids)).map((one) => [one.id, one]))
  return new Map(
    rows.flatMap(({ id, plan }): [string, ClassState][] => {
      const summary = summaries.get(id)
      if (!summary) return []
      const { completion } = v.parse(policy, JSON.parse(plan.policy))
      const asks = completion?.ratio !== undefined || completion?.hours !== undefined
      const own = people.get(id)
      return [
        [
          id,
          {
            plan: planState(plan.status),
            consentDate: plan.consentDate ?? undefined,
            ...{ period: summary.period, seats: summary.seats, joined: summary.joined, pending: summary.pending },
            ...{ findings: summary.findings, appeals: summary.appeals, silent: own?.silent ?? 0 },
            // Of whom nothing was folded yet, every hour is missing.
            lacksHours: asks ? (own?.hours ?? 0) + (own?.untouched ?? 0) : (own?.hours ?? 0),
            lacksTests: own?.tests ?? 0,
            ...{ notices: notices.get(id) ?? 0, packedOn: packages.get(id), linked: linked.has(id) },
            deadlines: plan.status === '' ? [] : openTerms(plan, marks.get(plan.id) ?? {}, reckoning),
          },
        ],
      ]
    }),
  )
}

const openTerms = (plan: Row['plan'], marks: Marks, reckoning: Reckoning) =>
  deadlinesOfPlan({ ...plan, from: plan.periodFrom, to: plan.periodTo }, 1, marks, reckoning).flatMap(
    ({ left, ...term }) => (left === undefined ? [] : [{ ...term, left }]),
  )

const planState = (status: string): ClassState['plan'] =>
  status === 'draft' || status === 'filed' || status === 'approved' || status === 'returned' || status === 'superseded'
    ? status
    : ''

/** By class, of the people on its roster now. */
async function peopleIn({ t, read }: Store, ids: readonly string[], now: number) {
  const when = (condition: ReturnType<typeof sql>) => sql<number>`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const rows =
    ids.length === 0
      ? []
      : await read
          .select({
            class: t.seat.class,
            hours: when(sql`${t.seatTotal.lacksHours} > 0`),
            tests: when(sql`${t.seatTotal.lacksTests} > 0`),
            untouched: when(sql`${t.seatTotal.seat} IS NULL`),
            silent: when(silent(t, now)),
          })
          .from(t.seat)
          .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
          .where(and(inArray(t.seat.class, [...ids]), isNull(t.seat.leftAt)))
          .groupBy(t.seat.class)
  return new Map(
    rows.map(({ class: id, ...counts }) => [
      id,
      {
        ...{ hours: Number(counts.hours), tests: Number(counts.tests) },
        ...{ untouched: Number(counts.untouched), silent: Number(counts.silent) },
      },
    ]),
  )
}

/** The day of the newest package of each class. */
async function packagesIn({ t, read }: Store, ids: readonly string[]): Promise<Map<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await read
          .select({ class: t.packageBuild.class, at: max(t.packageBuild.at) })
          .from(t.packageBuild)
          .where(inArray(t.packageBuild.class, [...ids]))
          .groupBy(t.packageBuild.class)
  return new Map(rows.map(({ class: id, at }) => [id, dayOf(Number(at))]))
}

/** Classes that the bureau can look at by a link. */
async function linkedIn({ t, read }: Store, ids: readonly string[], today: string): Promise<Set<string>> {
  const rows =
    ids.length === 0
      ? []
      : await read
          .selectDistinct({ class: t.classLink.class })
          .from(t.classLink)
          .leftJoin(t.classLinkEnd, eq(t.classLinkEnd.link, t.classLink.id))
          .where(and(inArray(t.classLink.class, [...ids]), gte(t.classLink.until, today), isNull(t.classLinkEnd.link)))
  return new Set(rows.map(({ class: id }) => id))
}

/** 单位资料 -> 方案备案 -> 开班 -> 名册 -> 通知学员. */
async function stepsOf({ t, read }: Store, organisation: string): Promise<Home['steps']> {
  const [own] = await read
    .select({ profile: t.organisation.profile })
    .from(t.organisation)
    .where(eq(t.organisation.id, organisation))
  const plans = await read.select({ id: t.plan.id }).from(t.plan).where(eq(t.plan.organisation, organisation)).limit(1)
  const classes = await read
    .select({ id: t.class.id })
    .from(t.class)
    .where(eq(t.class.organisation, organisation))
    .limit(1)
  const seats = await read
    .select({ id: t.seat.id })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .where(eq(t.class.organisation, organisation))
    .limit(1)
  const joined = await read
    .select({ claim: t.claim.claim })
    .from(t.claim)
    .innerJoin(t.class, eq(t.class.id, t.claim.class))
    .where(eq(t.class.organisation, organisation))
    .limit(1)
  return {
    profile: own !== undefined && own.profile !== '{}',
    plan: plans.length > 0,
    class: classes.length > 0,
    roster: seats.length > 0,
    told: joined.length > 0,
  }
}
