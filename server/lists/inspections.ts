import { and, asc, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import * as v from 'valibot'
import {
  howWords,
  type InspectionRow,
  inspectionHows,
  inspectionResults,
  inspectionResultWords,
  type inspectionsQuery,
} from '../../shared/api/bureau-inspections'
import type { ListPage } from '../../shared/api/lists'
import { dayOf } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { namesOfMembers } from '../bureau/members'
import type { Deps } from '../deps'
import type { Column } from './columns'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

/** 巡查 of the actor's bureau, the newest first unless asked otherwise; found by number, class, 单位 and who went. */
export async function listInspections(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: v.InferOutput<typeof inspectionsQuery>,
): Promise<ListPage<InspectionRow>> {
  requireBureau(actor, 'auditor')
  const { t, read } = store
  const { bureauInspection: of, bureauRectified: done, bureauFirm: firm, bureauInspectionLink: linked } = t
  const today = dayOf(clock.now())
  const open = and(isNotNull(of.due), isNull(done.inspection))
  const filters = { '': undefined, open, late: and(open, lt(of.due, today)) }
  const { filter } = query
  const asked = filter === '' || filter === 'open' || filter === 'late' ? filters[filter] : eq(of.result, filter)
  const where = and(
    eq(of.organisation, actor.organisation),
    asked,
    query.class === undefined ? undefined : eq(of.class, query.class),
    foundIn(query.search, of.number, of.className, firm.name, of.who),
  )
  const by = { day: of.day, due: of.due, class: of.className, firm: firm.name }
  const order = sorted(query, by, 'day', 'day')
  const found = () =>
    read
      .select({ of, firm: firm.name, done, link: linked.link })
      .from(of)
      .innerJoin(firm, eq(firm.id, of.firm))
      .leftJoin(done, eq(done.inspection, of.id))
      .leftJoin(linked, eq(linked.inspection, of.id))
      .where(where)
  const page = await pageOf(query, read.select(countAll).from(found().as('found')), (limit, offset) =>
    found().orderBy(order, asc(of.id)).limit(limit).offset(offset),
  )
  const nameOf = await namesOfMembers(store, actor.organisation)
  return {
    ...page,
    rows: page.rows.map(({ of: row, firm: firmName, done: put, link }) => ({
      ...{ id: row.id, number: row.number, firm: firmName, class: row.class, className: row.className, day: row.day },
      ...{ who: row.who, found: row.found, by: nameOf(row.by), at: row.at },
      how: v.parse(v.picklist(inspectionHows), row.how),
      byLink: link !== null,
      result: v.parse(v.picklist(inspectionResults), row.result),
      late: row.due !== null && put === null && row.due < today,
      ...(row.due !== null && { due: row.due }),
      ...(row.evidence !== null && { evidence: row.evidence }),
      ...(put !== null && {
        rectified: {
          ...{ day: put.day, how: put.how, by: nameOf(put.by), at: put.at },
          ...(put.evidence !== null && { evidence: put.evidence }),
        },
      }),
    })),
  }
}

export const inspectionColumns: readonly Column<InspectionRow>[] = [
  { id: 'number', title: '编号', width: 18, value: (row) => row.number },
  { id: 'class', title: '培训班', width: 30, value: (row) => row.className },
  { id: 'firm', title: '单位', width: 30, value: (row) => row.firm },
  { id: 'day', title: '日期', width: 12, value: (row) => row.day },
  { id: 'who', title: '巡查人员', width: 16, value: (row) => row.who },
  { id: 'how', title: '方式', width: 16, value: (row) => howWords(row.how, row.byLink) },
  { id: 'result', title: '结果', width: 14, value: (row) => inspectionResultWords[row.result] },
  { id: 'found', title: '情况', width: 50, value: (row) => row.found },
  { id: 'due', title: '整改期限', width: 12, value: (row) => row.due ?? '' },
  {
    ...{ id: 'rectified', title: '整改情况', width: 40 },
    value: ({ rectified }) => (rectified ? `${rectified.day} ${rectified.how}` : ''),
  },
]
