import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { RosterRow } from '../../shared/api'
import type { ListPage, rosterQuery } from '../../shared/api/lists'
import { type Actor, mayActAs, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { openFindings } from '../training/open-findings'
import { OWN } from '../training/own-chain'
import { hitNames } from '../training/roster/hit-lists'
import { rosterRows } from '../training/roster-rows'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type RosterQuery = InferOutput<typeof rosterQuery>

/** Joined for this long without any study on record, something is wrong on that computer. */
export const SILENT = 2 * 86_400_000

/** The roster of a class; found by number, name or ID number. */
export async function listRoster(
  deps: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  actor: Actor,
  classId: string,
  query: RosterQuery,
): Promise<ListPage<RosterRow>> {
  requireRole(actor, 'finance')
  const { store } = deps
  const { t, read } = store
  const trained = await classOf(store, classId, actor.organisation)
  const where = and(
    eq(t.seat.class, trained.id),
    await filtered(deps, trained.id, query.filter),
    personSearch(deps, t, query.search, t.seat.number),
  )
  const by = {
    number: t.seat.number,
    name: t.person.name,
    state: stateOf(t),
    credited: sql`coalesce(${t.seatTotal.credited}, 0)`,
    last: lastOfSeat(t),
    lacking: lacking(t),
  }
  const sort = query.sort ?? 'number'
  /** 9 before 10, as people count. */
  const length = sql`length(${t.seat.number})`
  const order = [
    ...(sort === 'number' ? [ordered(length, query.order)] : []),
    ordered(by[sort], query.order),
    asc(length),
  ]
  const page = await pageOf(
    query,
    read
      .select(countAll)
      .from(t.seat)
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
      .where(where),
    (limit, offset) =>
      read
        .select({ id: t.seat.id })
        .from(t.seat)
        .innerJoin(t.person, eq(t.person.id, t.seat.person))
        .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
        .where(where)
        .orderBy(...order, asc(t.seat.number), asc(t.seat.id))
        .limit(limit)
        .offset(offset),
  )
  const ids = page.rows.map(({ id }) => id)
  const hits = mayActAs(actor, 'auditor') ? await hitNames(store, actor.organisation, ids) : undefined
  const rows = await rosterRows(deps, trained, ids)
  return {
    ...page,
    rows: rows.map((row) => ({ ...row, ...(hits?.has(row.seat) && { hits: hits.get(row.seat) ?? [] }) })),
  }
}

async function filtered(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  classId: string,
  filter: RosterQuery['filter'],
) {
  const { t } = store
  switch (filter) {
    case '':
      return undefined
    case 'waiting':
    case 'pending':
    case 'joined':
      return eq(stateOf(t), states[filter])
    case 'silent':
      return silent(t, clock.now())
    case 'lacking':
      return sql`${lacking(t)} > 0`
    case 'left':
      return isNotNull(t.seat.leftAt)
    case 'findings':
      return inArray(t.seat.id, [...(await openFindings(store, classId)).bySeat.keys()])
  }
}

/** Who waits for somebody stands before who has not come yet. */
const states = { pending: 0, waiting: 1, joined: 2 } as const

const stateOf = ({ claim, seat }: Store['t']) =>
  sql<number>`CASE WHEN EXISTS (SELECT 1 FROM ${claim} WHERE ${claim.seat} = ${seat.id} AND ${claim.state} = 'bound' AND ${claim.how} <> ${OWN}) THEN 2
    WHEN EXISTS (SELECT 1 FROM ${claim} WHERE ${claim.seat} = ${seat.id} AND ${claim.state} = 'pending') THEN 0 ELSE 1 END`

/** Of whom nothing was folded yet, everything is missing. */
const lacking = ({ seatTotal, seat }: Store['t']) =>
  sql<number>`CASE WHEN ${seat.leftAt} IS NULL THEN coalesce(${seatTotal.lacksHours} + ${seatTotal.lacksTests}, 1) ELSE 0 END`

const lastOfSeat = ({ chainTotal, seat }: Store['t']) =>
  sql`coalesce((SELECT max(${chainTotal.lastReceipt}) FROM ${chainTotal} WHERE ${chainTotal.class} = ${seat.class} AND ${chainTotal.seat} = ${seat.id}), 0)`

/** Joined two days ago or earlier, still on the roster, and no study on record. */
export const silent = ({ claim, chainTotal, seat }: Store['t'], now: number) =>
  sql`${seat.leftAt} IS NULL AND EXISTS (SELECT 1 FROM ${claim} WHERE ${claim.seat} = ${seat.id} AND ${claim.state} = 'bound' AND ${claim.how} <> ${OWN} AND ${claim.createdAt} <= ${now - SILENT})
    AND NOT EXISTS (SELECT 1 FROM ${chainTotal} WHERE ${chainTotal.class} = ${seat.class} AND ${chainTotal.seat} = ${seat.id} AND ${chainTotal.lastWatch} IS NOT NULL)`
