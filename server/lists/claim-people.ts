import { and, asc, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type ClaimLine, type ClaimPersonRow, claimLine, type claimPeopleQuery } from '../../shared/api/claims'
import type { ListPage } from '../../shared/api/lists'
import { tableName } from '../../shared/claim/describe'
import { rateTableKey } from '../../shared/claim/rates'
import { classHours } from '../../shared/study/hours'
import { type Actor, requireRole } from '../access/actor'
import { type ClaimRow, claimOf, living } from '../claim/claims/claim-row'
import { versionsOfTable } from '../claim/claims/rate-tables'
import { isFree, isReady } from '../claim/claims/ready-seats'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { rosterRows } from '../training/roster-rows'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type ClaimPeopleQuery = v.InferOutput<typeof claimPeopleQuery>

/**
 * Everybody of the classes of a claim: whom it asks for with their amounts line by line, and who can or cannot be claimed for yet. In the order
 * of classes and numbers unless asked otherwise.
 */
export async function listClaimPeople(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  id: string,
  query: ClaimPeopleQuery,
): Promise<ListPage<ClaimPersonRow>> {
  requireRole(actor, 'finance')
  const { store } = deps
  const { t, read } = store
  const claim = await claimOf(read, store, id, actor.organisation)
  const where = and(
    eq(t.claimClass.claim, claim.id),
    query.class === undefined ? undefined : eq(t.seat.class, query.class),
    filtered(store, id, query.filter),
    personSearch(deps, t, query.search, t.seat.number),
  )
  const sort = query.sort ?? 'number'
  const by = {
    number: t.seat.number,
    name: t.person.name,
    total: sql`coalesce(${t.claimSeat.total}, 0)`,
    hours: sql`coalesce(${t.seatTotal.credited}, 0)`,
  }
  /** 9 before 10, as people count. */
  const length = sql`length(${t.seat.number})`
  const order = [
    ...(sort === 'number' ? [ordered(t.claimClass.position, query.order), ordered(length, query.order)] : []),
    ordered(by[sort], query.order, sort === 'total' || sort === 'hours' ? 'down' : 'up'),
  ]
  const page = await pageOf(
    query,
    read
      .select(countAll)
      .from(t.claimClass)
      .innerJoin(t.seat, eq(t.seat.class, t.claimClass.class))
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
      .leftJoin(t.claimSeat, ofClaim(t, id))
      .where(where),
    (limit, offset) =>
      read
        .select({ seat: t.seat.id, class: t.seat.class, chosen: t.claimSeat.seat, line: t.claimSeat.line })
        .from(t.claimClass)
        .innerJoin(t.seat, eq(t.seat.class, t.claimClass.class))
        .innerJoin(t.person, eq(t.person.id, t.seat.person))
        .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
        .leftJoin(t.claimSeat, ofClaim(t, id))
        .where(where)
        .orderBy(...order, asc(t.claimClass.position), asc(length), asc(t.seat.number), asc(t.seat.id))
        .limit(limit)
        .offset(offset),
  )
  return { ...page, rows: await rowsOf(store, claim, page.rows) }
}

const ofClaim = ({ claimSeat, seat }: Store['t'], id: string) =>
  and(eq(claimSeat.seat, seat.id), eq(claimSeat.claim, id))

function filtered({ t, read }: Store, id: string, filter: ClaimPeopleQuery['filter']): SQL | undefined {
  switch (filter) {
    case '':
      return undefined
    case 'chosen':
      return sql`${t.claimSeat.seat} IS NOT NULL`
    case 'not-chosen':
      return and(sql`${t.claimSeat.seat} IS NULL`, isNull(t.seat.leftAt))
    case 'ready':
      return and(sql`${t.claimSeat.seat} IS NULL`, isReady(t), isFree(read, t, id))
    case 'lacking':
      return and(isNull(t.seat.leftAt), sql`NOT ${isReady(t)}`)
    case 'refused':
      return and(sql`${t.claimSeat.line} IS NOT NULL`, eq(t.claimSeat.total, 0))
  }
}

/** A line with its table's name in the place of its key. */
async function tableNames(store: Store, { organisation, rateTable }: ClaimRow) {
  const tables = await versionsOfTable(store.read, store, organisation, rateTable)
  const names = new Map(tables.map((table) => [rateTableKey(table), tableName(table)]))
  return ({ table, ...line }: ClaimLine): ClaimLine => ({
    ...line,
    ...(table !== undefined && { table: names.get(table) ?? table }),
  })
}

interface Found {
  seat: string
  class: string
  chosen: string | null
  line: string | null
}

async function rowsOf(store: Store, claim: ClaimRow, found: readonly Found[]): Promise<ClaimPersonRow[]> {
  const named = await tableNames(store, claim)
  const elsewhere = await claimsOf(
    store,
    claim.id,
    found.map(({ seat }) => seat),
  )
  const rows = new Map<string, ClaimPersonRow>()
  for (const id of new Set(found.map((one) => one.class))) {
    const trained = await classOf(store, id)
    const mine = found.filter((one) => one.class === id)
    const roster = await rosterRows(
      { store },
      trained,
      mine.map(({ seat }) => seat),
    )
    for (const { seat, number, name, idMasked, credited, missing = [], left } of roster) {
      const { chosen, line } = mine.find((one) => one.seat === seat) ?? { chosen: null, line: null }
      const other = elsewhere.get(seat)
      rows.set(seat, {
        ...{ seat, class: id, className: trained.name, number, name, idMasked, missing },
        chosen: chosen !== null,
        state: left ? 'left' : other !== undefined ? 'elsewhere' : missing.length > 0 ? 'lacking' : 'ready',
        ...(other !== undefined && { claim: other }),
        hours: classHours(credited, trained.plan.policy),
        ...(line !== null && { line: named(v.parse(claimLine, JSON.parse(line))) }),
      })
    }
  }
  return found.flatMap(({ seat }) => rows.get(seat) ?? [])
}

/** By seat, the number of another living claim that asks for it. */
async function claimsOf({ t, read }: Store, claim: string, seats: readonly string[]): Promise<Map<string, string>> {
  if (seats.length === 0) return new Map()
  const rows = await read
    .select({ seat: t.claimSeat.seat, number: t.subsidyClaim.number })
    .from(t.claimSeat)
    .innerJoin(t.subsidyClaim, eq(t.subsidyClaim.id, t.claimSeat.claim))
    .where(
      and(
        inArray(t.claimSeat.seat, [...seats]),
        ne(t.claimSeat.claim, claim),
        inArray(t.subsidyClaim.status, [...living]),
      ),
    )
  return new Map(rows.map(({ seat, number }) => [seat, number]))
}
