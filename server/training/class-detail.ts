import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import * as v from 'valibot'
import type { ClassDetail, ClassSummary, RosterRow } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { type FoldedDay, foldedDay } from '../study/fold'
import { openCount } from './appeal-count'
import { classOf, type TrainingClass } from './class-of'
import { openFindings } from './findings'
import { OWN } from './own-chain'
import { reachedIn } from './reached'
import { leftWords } from './roster/left'

interface Seat {
  id: string
  number: string
  name: string
  idMasked: string
}
interface Day {
  day: string
  credited: number
  notCounted: number
  folded: FoldedDay
}

/** All classes of the actor's organisation, the newest first. */
export async function listClasses(deps: Deps, actor: Actor): Promise<ClassSummary[]> {
  requireRole(actor, 'finance')
  const { t, read } = deps.store
  const rows = await read
    .select({ id: t.class.id, createdAt: t.class.createdAt })
    .from(t.class)
    .where(eq(t.class.organisation, actor.organisation))
  const details: ClassSummary[] = []
  for (const { id } of rows.sort((a, b) => b.createdAt - a.createdAt))
    details.push((await classDetail(deps, actor, id)).summary)
  return details
}

/** A class with its roster: hours, progress and scores of everybody, as derived. */
export async function classDetail(deps: Deps, actor: Actor, classId: string): Promise<ClassDetail> {
  requireRole(actor, 'finance')
  const trained = await classOf(deps.store, classId, actor.organisation)
  const roster = await rosterOf(deps, trained)
  const pending = await pendingOf(deps, classId)
  const here = roster.filter(({ left }) => left === undefined)
  return {
    summary: {
      id: trained.id,
      name: trained.name,
      code: trained.code,
      status: trained.status,
      period: trained.plan.period,
      seats: here.length,
      joined: here.filter(({ state }) => state === 'joined').length,
      pending: pending.length,
      credited: roster.reduce((sum, row) => sum + row.credited, 0),
      findings: (await openFindings(deps.store, classId)).all,
      appeals: await openCount(deps, classId),
      ...lastOf(roster),
    },
    plan: {
      title: trained.plan.title,
      occupation: trained.plan.occupation,
      level: trained.plan.level,
      policy: trained.plan.policy,
      courses: trained.plan.courses,
      ...(trained.plan.consentDate !== undefined && { consentDate: trained.plan.consentDate }),
    },
    roster,
    pending,
  }
}

function lastOf(roster: readonly RosterRow[]): { lastReceivedAt?: number } {
  const last = Math.max(...roster.map(({ lastAt }) => lastAt ?? 0), 0)
  return last > 0 ? { lastReceivedAt: last } : {}
}

/** One row a seat, in the order of the roster. */
export async function rosterOf({ store }: Deps, trained: TrainingClass, only?: string): Promise<RosterRow[]> {
  const { t, read } = store
  const seats = await read
    .select({
      seat: { id: t.seat.id, number: t.seat.number, name: t.person.name, idMasked: t.person.idMasked },
      person: t.person.id,
      leftAt: t.seat.leftAt,
      leftHow: t.rosterChange.kind,
    })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .leftJoin(t.rosterChange, eq(t.rosterChange.id, t.seat.leftBy))
    .where(only ? eq(t.seat.id, only) : eq(t.seat.class, trained.id))
    .orderBy(asc(t.seat.number))
  const claims = await read
    .select()
    .from(t.claim)
    .where(and(eq(t.claim.class, trained.id), ne(t.claim.how, OWN)))
  const days = await read
    .select({
      seat: t.studyDay.seat,
      day: t.studyDay.day,
      credited: t.studyDay.credited,
      notCounted: t.studyDay.notCounted,
      folded: t.studyDay.folded,
    })
    .from(t.studyDay)
    .innerJoin(t.seat, eq(t.seat.id, t.studyDay.seat))
    .where(only ? eq(t.seat.id, only) : eq(t.seat.class, trained.id))
    .orderBy(asc(t.studyDay.day))
  const { bySeat } = await openFindings(store, trained.id)
  const lastAt = await lastReceipts({ store }, trained.id)
  const studied = seats.map(({ seat, person, leftAt, leftHow }) => ({
    ...{ id: seat.id, seat, person, left: leftOf(leftAt, leftHow) },
    days: days
      .filter((day) => day.seat === seat.id)
      .map((day) => ({ ...day, folded: v.parse(foldedDay, JSON.parse(day.folded)) })),
  }))
  const reached = await reachedIn({ store }, trained, studied)
  return studied.map(({ seat, days: mine, left }): RosterRow => {
    const state = claims.filter((claim) => claim.seat === seat.id)
    const last = lastAt.get(seat.id)
    return {
      ...rowOf(seat, mine, trained),
      state: state.some((claim) => claim.state === 'bound')
        ? 'joined'
        : state.some((claim) => claim.state === 'pending')
          ? 'pending'
          : 'waiting',
      ...(last !== undefined && { lastAt: last }),
      findings: bySeat.get(seat.id) ?? 0,
      ...reached.get(seat.id),
      // Nothing is missing of who need not complete.
      ...(left && { left, missing: [] }),
    }
  })
}

const leftOf = (at: number | null, how: string | null): RosterRow['left'] =>
  at === null ? undefined : { at, how: leftWords[how ?? ''] ?? '已离开' }

function rowOf(seat: Seat, days: readonly Day[], trained: TrainingClass): Omit<RosterRow, 'state' | 'findings'> {
  const { id, ...shown } = seat
  return {
    seat: id,
    ...shown,
    credited: days.reduce((sum, day) => sum + day.credited, 0),
    notCounted: days.reduce((sum, day) => sum + day.notCounted, 0),
    courses: trained.plan.courses.map(({ key, title }) => courseProgress(key, title, days)),
  }
}

/** Our time, the platform's own values and the scores of one course of the plan; never mixed. */
function courseProgress(key: string, title: string, days: readonly Day[]): RosterRow['courses'][number] {
  const mine = days.flatMap(({ folded }) => folded.courses.filter((course) => course.key === key))
  const platform = mine
    .flatMap((course) => (course.platform ? [course.platform] : []))
    .sort((a, b) => a.at - b.at)
    .at(-1)
  const score = mine
    .flatMap(({ scores }) => scores)
    .sort((a, b) => a.at - b.at)
    .at(-1)
  return {
    key,
    title,
    credited: mine.reduce(
      (sum, course) => sum + course.lessons.reduce((inner, lesson) => inner + lesson.credited, 0),
      0,
    ),
    ...(platform && {
      platform: {
        ...(platform.progress !== undefined && { progress: platform.progress }),
        ...(platform.finished !== undefined && { finished: platform.finished }),
      },
    }),
    ...(score && {
      score: {
        value: score.value,
        ...(score.max !== undefined && { max: score.max }),
        ...(score.pass !== undefined && { pass: score.pass }),
        source: score.source,
        at: score.at,
      },
    }),
  }
}

async function lastReceipts(
  { store: { t, read } }: Pick<Deps, 'store'>,
  classId: string,
): Promise<Map<string, number>> {
  const chains = await read
    .select({ id: t.chain.id, seat: t.claim.seat })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(eq(t.claim.class, classId))
  if (chains.length === 0) return new Map()
  const receipts = await read
    .select({ chain: t.receipt.chain, at: t.receipt.at })
    .from(t.receipt)
    .where(
      inArray(
        t.receipt.chain,
        chains.map(({ id }) => id),
      ),
    )
  const seatOf = new Map(chains.map(({ id, seat }) => [id, seat]))
  const last = new Map<string, number>()
  for (const { chain, at } of receipts) {
    const seat = seatOf.get(chain)
    if (seat) last.set(seat, Math.max(last.get(seat) ?? 0, at))
  }
  return last
}

async function pendingOf({ store: { t, read } }: Deps, classId: string): Promise<ClassDetail['pending']> {
  const rows = await read
    .select({ claim: t.claim, name: t.person.name })
    .from(t.claim)
    .leftJoin(t.seat, eq(t.seat.id, t.claim.seat))
    .leftJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.claim.class, classId))
  return rows
    .filter(({ claim }) => claim.state === 'pending')
    .map(({ claim, name }) => ({
      claim: claim.claim,
      seat: claim.seat ?? '',
      name: name ?? '',
      device: claim.device,
      at: claim.createdAt,
    }))
}
