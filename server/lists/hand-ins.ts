import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { HandInRow } from '../../shared/api'
import type { handInsQuery, ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type HandInsQuery = InferOutput<typeof handInsQuery>

/** Files imported into a class, a row for each chain in them; the newest first unless asked otherwise. */
export async function listHandIns(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: HandInsQuery,
): Promise<ListPage<HandInRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  await classOf(deps.store, classId, actor.organisation)
  const { handIn, chain, claim, seat, person, member } = t
  const filters = { late: eq(handIn.late, 1), unbound: isNull(seat.id) }
  const where = and(
    eq(handIn.class, classId),
    query.filter === '' ? undefined : filters[query.filter],
    personSearch(deps, t, query.search, seat.number, member.name),
  )
  // A chain has one claim: no row of the list is there twice.
  const bound = and(eq(claim.claim, chain.claim), eq(claim.state, 'bound'))
  const by = {
    at: [ordered(handIn.at, query.order, 'down')],
    // 9 before 10, as people count.
    number: [
      ordered(sql`coalesce(length(${seat.number}), 0)`, query.order),
      ordered(sql`coalesce(${seat.number}, '')`, query.order),
    ],
    entries: [ordered(handIn.entries, query.order, 'down')],
    made: [ordered(sql`coalesce(${handIn.firstAt}, 0)`, query.order)],
  }
  const page = await pageOf(
    query,
    read
      .select(countAll)
      .from(handIn)
      .innerJoin(member, eq(member.id, handIn.by))
      .leftJoin(chain, eq(chain.digest, handIn.chain))
      .leftJoin(claim, bound)
      .leftJoin(seat, eq(seat.id, claim.seat))
      .leftJoin(person, eq(person.id, seat.person))
      .where(where),
    (limit, offset) =>
      read
        .select({ row: handIn, by: member.name, number: seat.number, name: person.name })
        .from(handIn)
        .innerJoin(member, eq(member.id, handIn.by))
        .leftJoin(chain, eq(chain.digest, handIn.chain))
        .leftJoin(claim, bound)
        .leftJoin(seat, eq(seat.id, claim.seat))
        .leftJoin(person, eq(person.id, seat.person))
        .where(where)
        .orderBy(...by[query.sort ?? 'at'], desc(handIn.at), asc(handIn.id))
        .limit(limit)
        .offset(offset),
  )
  return {
    ...page,
    rows: page.rows.map(({ row: { id, at, chain, entries, firstAt, lastAt, late }, by, number, name }) => ({
      ...{ id, at, by, chain, entries },
      ...(number !== null && name !== null && { number, name }),
      ...(firstAt !== null && lastAt !== null && { firstAt, lastAt }),
      late: late === 1,
    })),
  }
}
