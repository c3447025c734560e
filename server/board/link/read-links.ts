import { and, asc, count, desc, eq, max } from 'drizzle-orm'
import type * as v from 'valibot'
import type { ClassLinks, LinkOpening, linkOpeningsQuery } from '../../../shared/api/class-links'
import type { ListPage } from '../../../shared/api/lists'
import { showTime } from '../../../shared/calendar/beijing'
import { type Actor, requireRole } from '../../access/actor'
import type { Deps } from '../../deps'
import type { Column } from '../../lists/columns'
import { countAll, ordered, pageOf } from '../../lists/page'
import { holds, typed } from '../../lists/search'
import { isLoopback } from '../../settings'
import { classOf } from '../../training/class-of'
import { organisationOf } from '../../training/organisation/profile'
import { memberNames, stateOf, suggestedUntil } from './link'

/** Every link of a class with its term, how often it was opened, and what a new one would be. Throws `not-allowed`, `not-found`. */
export async function readLinks(
  { store, clock, publicUrl }: Pick<Deps, 'store' | 'clock' | 'publicUrl'>,
  actor: Actor,
  classId: string,
  encrypted: boolean,
): Promise<ClassLinks> {
  requireRole(actor, 'hr', 'auditor')
  const { t, read } = store
  const trained = await classOf(store, classId, actor.organisation)
  const rows = await read
    .select({ link: t.classLink, end: t.classLinkEnd })
    .from(t.classLink)
    .leftJoin(t.classLinkEnd, eq(t.classLinkEnd.link, t.classLink.id))
    .where(eq(t.classLink.class, classId))
    .orderBy(desc(t.classLink.at), asc(t.classLink.id))
  const opened = await read
    .select({ link: t.classLinkOpening.link, n: count(), last: max(t.classLinkOpening.at) })
    .from(t.classLinkOpening)
    .innerJoin(t.classLink, eq(t.classLink.id, t.classLinkOpening.link))
    .where(eq(t.classLink.class, classId))
    .groupBy(t.classLinkOpening.link)
  const openings = new Map(opened.map(({ link, n, last }) => [link, { n: Number(n), last: Number(last) }]))
  const nameOf = await memberNames(
    store,
    rows.flatMap(({ link, end }) => [link.by, ...(end ? [end.by] : [])]),
  )
  const { profile } = await organisationOf(read, store, actor.organisation)
  return {
    links: rows.map(({ link: { id, reader, until, by, at }, end }) => {
      const seen = openings.get(id)
      return {
        ...{ id, reader, until, by: nameOf(by), at, openings: seen?.n ?? 0 },
        state: stateOf({ until }, end !== null, clock.now()),
        ...(end && { revoked: { by: nameOf(end.by), at: end.at, reason: end.reason } }),
        ...(seen && { lastOpenedAt: seen.last }),
      }
    }),
    running: trained.status === 'open',
    suggested: { reader: profile.bureau, until: suggestedUntil(trained, clock.now()) },
    reachable: encrypted && !isLoopback(new URL(publicUrl).hostname),
  }
}

/** Who opened links of a class, when and from where, the newest first unless asked otherwise; found by reader and address. */
export async function listOpenings(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  classId: string,
  query: v.InferOutput<typeof linkOpeningsQuery>,
): Promise<ListPage<LinkOpening>> {
  requireRole(actor, 'hr', 'auditor')
  const { t, read } = store
  await classOf(store, classId, actor.organisation)
  const { classLink: link, classLinkOpening: opening } = t
  const text = typed(query.search)
  const searched = text === '' ? undefined : holds(link.reader, text)
  const where = and(eq(link.class, classId), searched)
  const sort = query.sort ?? 'at'
  const order = ordered(sort === 'at' ? opening.at : link.reader, query.order, sort === 'at' ? 'down' : 'up')
  const total = read.select(countAll).from(opening).innerJoin(link, eq(link.id, opening.link)).where(where)
  const page = await pageOf(query, total, (limit, offset) =>
    read
      .select({ opening, reader: link.reader })
      .from(opening)
      .innerJoin(link, eq(link.id, opening.link))
      .where(where)
      .orderBy(order, asc(opening.id))
      .limit(limit)
      .offset(offset),
  )
  return {
    ...page,
    rows: page.rows.map(({ opening: { id, link: of, from, at }, reader }) => ({ id, link: of, reader, from, at })),
  }
}

export const openingColumns: readonly Column<LinkOpening>[] = [
  { id: 'at', title: '打开时间', width: 18, value: (row) => showTime(row.at) },
  { id: 'reader', title: '查看单位', width: 30, value: (row) => row.reader },
  { id: 'from', title: '来自', width: 20, value: (row) => row.from },
]
