import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ListPage, PersonRow, peopleQuery } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { statesOf } from '../training/roster-rows'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type PeopleQuery = InferOutput<typeof peopleQuery>

/** Everybody of the organisation with every class they are in. */
export async function listPeople(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  query: PeopleQuery,
): Promise<ListPage<PersonRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  const where = and(
    eq(t.person.organisation, actor.organisation),
    filters(t)[query.filter],
    personSearch(deps, t, query.search),
  )
  const by = { name: t.person.name, added: t.person.createdAt, credited: credited(t) }
  const sort = query.sort ?? 'name'
  const order = ordered(by[sort], query.order, sort === 'name' ? 'up' : 'down')
  const page = await pageOf(query, read.select(countAll).from(t.person).where(where), (limit, offset) =>
    read
      .select({ id: t.person.id, name: t.person.name, idMasked: t.person.idMasked })
      .from(t.person)
      .where(where)
      .orderBy(order, asc(t.person.id))
      .limit(limit)
      .offset(offset),
  )
  const seats = await seatsOf(
    deps.store,
    page.rows.map(({ id }) => id),
  )
  return {
    ...page,
    rows: page.rows.map(({ id, name, idMasked }) => {
      const mine = seats.get(id) ?? []
      return { person: id, name, idMasked, credited: mine.reduce((sum, seat) => sum + seat.credited, 0), seats: mine }
    }),
  }
}

/** Tables are named in full inside: the one outside is `person`. */
const filters = ({ seat, class: of, person }: Store['t']) => ({
  '': undefined,
  studying: sql`EXISTS (SELECT 1 FROM ${seat} JOIN ${of} ON ${of.id} = ${seat.class} WHERE ${seat.person} = ${person.id} AND ${of.status} = 'open' AND ${seat.leftAt} IS NULL)`,
  several: sql`(SELECT count(*) FROM ${seat} WHERE ${seat.person} = ${person.id}) > 1`,
  none: sql`NOT EXISTS (SELECT 1 FROM ${seat} WHERE ${seat.person} = ${person.id})`,
})

const credited = ({ seatTotal, person }: Store['t']) =>
  sql`coalesce((SELECT sum(${seatTotal.credited}) FROM ${seatTotal} WHERE ${seatTotal.person} = ${person.id}), 0)`

async function seatsOf(store: Store, people: readonly string[]): Promise<Map<string, PersonRow['seats']>> {
  const { t, read } = store
  const rows =
    people.length === 0
      ? []
      : await read
          .select({
            ...{ person: t.seat.person, seat: t.seat.id, number: t.seat.number, leftAt: t.seat.leftAt },
            ...{ class: t.class.id, className: t.class.name, status: t.class.status, credited: t.seatTotal.credited },
          })
          .from(t.seat)
          .innerJoin(t.class, eq(t.class.id, t.seat.class))
          .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
          .where(inArray(t.seat.person, [...people]))
          .orderBy(asc(t.class.createdAt))
  const states = await statesOf(
    store,
    rows.map(({ seat }) => seat),
  )
  const seats = new Map<string, PersonRow['seats']>(people.map((id) => [id, []]))
  for (const { person, status, credited: own, leftAt, ...row } of rows)
    seats.get(person)?.push({
      ...row,
      open: status === 'open',
      state: states.get(row.seat) ?? 'waiting',
      credited: own ?? 0,
      ...(leftAt !== null && { leftAt }),
    })
  return seats
}
