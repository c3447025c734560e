import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ListPage, PendingRow, pendingQuery } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { countAll, ordered, pageOf } from './page'
import { personSearch } from './search'

export type PendingQuery = InferOutput<typeof pendingQuery>

/** Who joined a class by name, or without a code, and waits for HR; the longest waiting first unless asked otherwise. */
export async function listPending(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: PendingQuery,
): Promise<ListPage<PendingRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  await classOf(deps.store, classId, actor.organisation)
  const where = and(
    eq(t.claim.class, classId),
    eq(t.claim.state, 'pending'),
    query.filter === '' ? undefined : query.filter === 'named' ? isNotNull(t.claim.seat) : isNull(t.claim.seat),
    personSearch(deps, t, query.search, t.seat.number, t.claim.device),
  )
  const order = ordered(query.sort === 'name' ? t.person.name : t.claim.createdAt, query.order)
  const page = await pageOf(
    query,
    read
      .select(countAll)
      .from(t.claim)
      .leftJoin(t.seat, eq(t.seat.id, t.claim.seat))
      .leftJoin(t.person, eq(t.person.id, t.seat.person))
      .where(where),
    (limit, offset) =>
      read
        .select({
          ...{ claim: t.claim.claim, seat: t.claim.seat, device: t.claim.device, at: t.claim.createdAt },
          ...{ name: t.person.name, number: t.seat.number, idMasked: t.person.idMasked },
        })
        .from(t.claim)
        .leftJoin(t.seat, eq(t.seat.id, t.claim.seat))
        .leftJoin(t.person, eq(t.person.id, t.seat.person))
        .where(where)
        .orderBy(order, asc(t.claim.claim))
        .limit(limit)
        .offset(offset),
  )
  return {
    ...page,
    rows: page.rows.map(({ seat, name, number, idMasked, ...row }) => ({
      ...row,
      ...{ seat: seat ?? '', name: name ?? '' },
      ...(number !== null && { number }),
      ...(idMasked !== null && { idMasked }),
    })),
  }
}
