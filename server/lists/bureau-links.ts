import { and, asc, eq, gte, isNull, lt } from 'drizzle-orm'
import type * as v from 'valibot'
import type { BureauLink, bureauLinksQuery } from '../../shared/api/bureau-links'
import type { ListPage } from '../../shared/api/lists'
import { dayOf, showTime } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { namesOfMembers } from '../bureau/members'
import type { Deps } from '../deps'
import type { Column } from './columns'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

/** Read-only links that the actor's bureau keeps, without their addresses, the newest first unless asked otherwise; found by class, 单位 and host. */
export async function listBureauLinks(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: v.InferOutput<typeof bureauLinksQuery>,
): Promise<ListPage<BureauLink>> {
  requireBureau(actor, 'auditor')
  const { t, read } = store
  const { bureauClassLink: of, bureauClassLinkEnd: end, bureauFirm: firm } = t
  const today = dayOf(clock.now())
  const filters = { '': undefined, open: gte(of.until, today), over: lt(of.until, today) }
  const where = and(
    eq(of.organisation, actor.organisation),
    isNull(end.link),
    query.class === undefined ? undefined : eq(of.class, query.class),
    filters[query.filter],
    foundIn(query.search, of.className, firm.name, of.host),
  )
  const by = { at: of.at, until: of.until, class: of.className, firm: firm.name }
  const order = sorted(query, by, 'at', 'at')
  const found = () =>
    read
      .select({ of, firm: firm.name })
      .from(of)
      .innerJoin(firm, eq(firm.id, of.firm))
      .leftJoin(end, eq(end.link, of.id))
      .where(where)
  const page = await pageOf(query, read.select(countAll).from(found().as('found')), (limit, offset) =>
    found().orderBy(order, asc(of.id)).limit(limit).offset(offset),
  )
  const nameOf = await namesOfMembers(store, actor.organisation)
  return {
    ...page,
    rows: page.rows.map(
      ({ of: { id, class: ofClass, className, host, until, by: member, at, ...row }, firm: name }) => ({
        ...{ id, firm: row.firm, firmName: name, class: ofClass, className, host, until },
        ...{ over: until < today, by: nameOf(member), at },
      }),
    ),
  }
}

export const bureauLinkColumns: readonly Column<BureauLink>[] = [
  { id: 'class', title: '培训班', width: 30, value: (row) => row.className },
  { id: 'firm', title: '单位', width: 30, value: (row) => row.firmName },
  { id: 'host', title: '网址', width: 26, value: (row) => row.host },
  { id: 'until', title: '有效期至', width: 12, value: (row) => row.until },
  { id: 'by', title: '登记人', width: 14, value: (row) => row.by },
  { id: 'at', title: '登记时间', width: 18, value: (row) => showTime(row.at) },
]
