import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type ClaimListRow, claimStatuses, type claimsQuery, reckoned } from '../../shared/api/claims'
import type { ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { countAll, ordered, pageOf } from './page'
import { holds, typed } from './search'

export type ClaimsQuery = v.InferOutput<typeof claimsQuery>

/** 补贴申请 of the actor's organisation, the newest first unless asked otherwise; found by number, title and class. */
export async function listClaims(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  query: ClaimsQuery,
): Promise<ListPage<ClaimListRow>> {
  requireRole(actor, 'finance')
  const { t, read } = store
  const text = typed(query.search)
  const inClass = sql`EXISTS (SELECT 1 FROM ${t.claimClass} JOIN ${t.class} ON ${t.class.id} = ${t.claimClass.class}
    WHERE ${t.claimClass.claim} = ${t.subsidyClaim.id} AND ${holds(t.class.name, text)})`
  const where = and(
    eq(t.subsidyClaim.organisation, actor.organisation),
    query.filter === '' ? undefined : eq(t.subsidyClaim.status, query.filter),
    text === '' ? undefined : or(holds(t.subsidyClaim.number, text), holds(t.subsidyClaim.title, text), inClass),
  )
  const by = {
    created: t.subsidyClaim.createdAt,
    number: t.subsidyClaim.number,
    title: t.subsidyClaim.title,
    status: t.subsidyClaim.status,
    total: sql`coalesce((SELECT sum(${t.claimSeat.total}) FROM ${t.claimSeat} WHERE ${t.claimSeat.claim} = ${t.subsidyClaim.id}), 0)`,
  }
  const sort = query.sort ?? 'created'
  const order = ordered(by[sort], query.order, sort === 'created' || sort === 'total' ? 'down' : 'up')
  const page = await pageOf(query, read.select(countAll).from(t.subsidyClaim).where(where), (limit, offset) =>
    read.select().from(t.subsidyClaim).where(where).orderBy(order, asc(t.subsidyClaim.id)).limit(limit).offset(offset),
  )
  return { ...page, rows: await rowsOf(store, page.rows) }
}

async function rowsOf(
  { t, read }: Store,
  claims: readonly Store['t']['subsidyClaim']['$inferSelect'][],
): Promise<ClaimListRow[]> {
  if (claims.length === 0) return []
  const ids = claims.map(({ id }) => id)
  const classes = await read
    .select({ claim: t.claimClass.claim, id: t.class.id, name: t.class.name })
    .from(t.claimClass)
    .innerJoin(t.class, eq(t.class.id, t.claimClass.class))
    .where(inArray(t.claimClass.claim, ids))
    .orderBy(asc(t.claimClass.position))
  const people = await read
    .select({ claim: t.claimSeat.claim, n: sql<number>`count(*)` })
    .from(t.claimSeat)
    .where(inArray(t.claimSeat.claim, ids))
    .groupBy(t.claimSeat.claim)
  return claims.map(({ id, number, title, version, status, reckoned: kept, savedAt, createdAt }) => {
    const last = kept === null ? undefined : v.parse(reckoned, JSON.parse(kept))
    return {
      ...{ id, number, title, version, status: v.parse(v.picklist(claimStatuses), status), savedAt, createdAt },
      classes: classes.filter((one) => one.claim === id).map((one) => ({ id: one.id, name: one.name })),
      people: Number(people.find((one) => one.claim === id)?.n ?? 0),
      ...(last && {
        total: last.total,
        stops: last.items.filter(({ severity }) => severity === 'stop').length,
      }),
    }
  })
}
