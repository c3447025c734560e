import { and, eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { BoardRow, boardQuery } from '../../shared/api/board'
import type { ListPage } from '../../shared/api/lists'
import { openColumns } from '../../shared/study/columns'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { pageOf } from '../lists/page'
import { personSearch } from '../lists/search'
import { classOf } from '../training/class-of'
import { fits } from './board'
import { boardRows } from './board-rows'

export type BoardQuery = InferOutput<typeof boardQuery>

/**
 * Everybody of a class with their four columns. Who is behind stands first unless asked otherwise. Sorted and cut here, not by the
 * database: what a row says comes from many tables, and a class is no more than a thousand people.
 */
export async function listBoard(
  deps: Pick<Deps, 'store' | 'clock' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: BoardQuery,
): Promise<ListPage<BoardRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const trained = await classOf(deps.store, classId, actor.organisation)
  const found = await foundBy(deps, trained.id, query.search)
  return cutBoard(await boardRows(deps, trained), query, ({ seat }) => found === undefined || found.has(seat))
}

/** One page of the rows of a board that are `wanted` and fit the filter. */
export function cutBoard(
  all: readonly BoardRow[],
  query: BoardQuery,
  wanted: (row: BoardRow) => boolean,
): Promise<ListPage<BoardRow>> {
  const rows = all.filter((row) => fits(row, query.filter) && wanted(row))
  const sort = query.sort ?? 'behind'
  const natural = sort === 'number' || sort === 'name' ? 1 : -1
  const direction = query.order === undefined ? natural : query.order === 'up' ? 1 : -1
  const order = orders[sort]
  const sorted = rows.sort((a, b) => direction * order(a, b))
  return pageOf(query, Promise.resolve([{ n: sorted.length }]), (limit, offset) =>
    Promise.resolve(sorted.slice(offset, offset + limit)),
  )
}

type Order = (a: BoardRow, b: BoardRow) => number
const by =
  (value: (row: BoardRow) => number): Order =>
  (a, b) =>
    value(a) - value(b)

/** Rows come in the order of the roster, and keep it where these say that they are alike. */
const orders: Record<NonNullable<BoardQuery['sort']>, Order> = {
  // How much is lacking of what should be there; then, of who is in time, how many columns are open.
  behind: (a, b) => lag(a) - lag(b) || openOf(a) - openOf(b),
  number: (a, b) => a.number.length - b.number.length || compare(a.number, b.number),
  name: (a, b) => compare(a.name, b.name),
  whole: by(({ hours }) => hours.whole + hours.offline),
  last: by(({ lastAt = 0 }) => lastAt),
  findings: by(({ findings }) => findings),
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const lag = ({ pace, hours }: BoardRow) => (pace?.behind ? pace.expected - hours.whole - hours.offline : 0)
const openOf = ({ columns }: BoardRow) => openColumns(columns).length

/** Seats found by what was typed; undefined: nothing was. */
async function foundBy(
  deps: Pick<Deps, 'store' | 'secrets'>,
  classId: string,
  search: string,
): Promise<ReadonlySet<string> | undefined> {
  const { t, read } = deps.store
  const where = personSearch(deps, t, search, t.seat.number)
  if (where === undefined) return undefined
  const rows = await read
    .select({ id: t.seat.id })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(and(eq(t.seat.class, classId), where))
  return new Set(rows.map(({ id }) => id))
}
