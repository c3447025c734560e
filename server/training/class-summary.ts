import { and, eq, inArray, isNull, max, ne, sql, sum } from 'drizzle-orm'
import type { ClassSummary } from '../../shared/api'
import type { Store } from '../db/store'
import { openFindingsIn } from './open-findings'
import { OWN } from './own-chain'

type Reading = Pick<Store, 't' | 'read'>
type Ids = readonly string[]

/** The figures of classes, in the order given; from what is derived, never from records. */
export async function summariesOf(store: Reading, ids: Ids): Promise<ClassSummary[]> {
  if (ids.length === 0) return []
  const { t, read } = store
  const rows = await read
    .select({ class: t.class, from: t.plan.periodFrom, to: t.plan.periodTo })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(inArray(t.class.id, [...ids]))
  const [seats, joined, pending, credited, findings, appeals, last] = await Promise.all([
    seatsIn(store, ids),
    joinedIn(store, ids),
    pendingIn(store, ids),
    creditedIn(store, ids),
    openFindingsIn(store, ids),
    openAppealsIn(store, ids),
    lastIn(store, ids),
  ])
  const summaries = new Map(
    rows.map(({ class: { id, name, code, status, closedAt }, from, to }): [string, ClassSummary] => {
      const lastReceivedAt = last.get(id)
      return [
        id,
        {
          ...{ id, name, code, status: status === 'closed' ? 'closed' : 'open', period: { from, to } },
          ...{ seats: seats.get(id) ?? 0, joined: joined.get(id) ?? 0, pending: pending.get(id) ?? 0 },
          ...{ credited: credited.get(id) ?? 0, findings: findings.get(id) ?? 0, appeals: appeals.get(id) ?? 0 },
          ...(closedAt !== null && { closedAt }),
          ...(lastReceivedAt !== undefined && { lastReceivedAt }),
        },
      ]
    }),
  )
  return ids.flatMap((id) => summaries.get(id) ?? [])
}

/** Sums and counts come as text from PostgreSQL. */
const figures = (rows: readonly { class: string; n: number | string | null }[]) =>
  new Map(rows.flatMap(({ class: id, n }): [string, number][] => (n === null ? [] : [[id, Number(n)]])))

const n = sql<number>`count(*)`

/** People on the roster: who left it is not among them. */
const seatsIn = async ({ t, read }: Reading, ids: Ids) =>
  figures(
    await read
      .select({ class: t.seat.class, n })
      .from(t.seat)
      .where(and(inArray(t.seat.class, [...ids]), isNull(t.seat.leftAt)))
      .groupBy(t.seat.class),
  )

const joinedIn = async ({ t, read }: Reading, ids: Ids) =>
  figures(
    await read
      .select({ class: t.claim.class, n: sql<number>`count(DISTINCT ${t.claim.seat})` })
      .from(t.claim)
      .innerJoin(t.seat, eq(t.seat.id, t.claim.seat))
      .where(
        and(inArray(t.claim.class, [...ids]), eq(t.claim.state, 'bound'), ne(t.claim.how, OWN), isNull(t.seat.leftAt)),
      )
      .groupBy(t.claim.class),
  )

const pendingIn = async ({ t, read }: Reading, ids: Ids) =>
  figures(
    await read
      .select({ class: t.claim.class, n })
      .from(t.claim)
      .where(and(inArray(t.claim.class, [...ids]), eq(t.claim.state, 'pending')))
      .groupBy(t.claim.class),
  )

const creditedIn = async ({ t, read }: Reading, ids: Ids) =>
  figures(
    await read
      .select({ class: t.seatTotal.class, n: sum(t.seatTotal.credited) })
      .from(t.seatTotal)
      .where(inArray(t.seatTotal.class, [...ids]))
      .groupBy(t.seatTotal.class),
  )

/** 申请复核 without an answer. */
const openAppealsIn = async ({ t, read }: Reading, ids: Ids) =>
  figures(
    await read
      .select({ class: t.seat.class, n })
      .from(t.appeal)
      .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
      .leftJoin(t.appealDecision, eq(t.appealDecision.appeal, t.appeal.id))
      .where(and(inArray(t.seat.class, [...ids]), isNull(t.appealDecision.id)))
      .groupBy(t.seat.class),
  )

const lastIn = async ({ t, read }: Reading, ids: Ids) =>
  figures(
    await read
      .select({ class: t.chainTotal.class, n: max(t.chainTotal.lastReceipt) })
      .from(t.chainTotal)
      .where(inArray(t.chainTotal.class, [...ids]))
      .groupBy(t.chainTotal.class),
  )
