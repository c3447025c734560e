import { and, asc, eq, sql } from 'drizzle-orm'
import type * as v from 'valibot'
import { type FilingRow, filingKindWords, filingStateWords, type filingsQuery } from '../../shared/api/bureau-register'
import type { ListPage } from '../../shared/api/lists'
import { dayOf, showTime } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { filingRowOf } from '../bureau/register/filing-answer'
import type { Deps } from '../deps'
import { calendarOf } from '../training/calendar/calendar'
import type { Column } from './columns'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

export type FilingsQuery = v.InferOutput<typeof filingsQuery>

/** 备案 and 开班申请 of the actor's bureau; what waits for a decision stands first, the one that is due next before all others. */
export async function listFilings(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: FilingsQuery,
): Promise<ListPage<FilingRow>> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const of = t.bureauFiling
  const where = and(
    eq(of.organisation, actor.organisation),
    query.filter === '' ? undefined : eq(of.status, query.filter),
    foundIn(query.search, of.number, of.title, of.occupation, t.bureauFirm.name),
  )
  const by = { due: of.due, received: of.receivedAt, title: of.title, firm: t.bureauFirm.name }
  const waiting = sql`CASE WHEN ${of.status} = 'received' THEN 0 ELSE 1 END`
  const order = sorted(query, by, 'due', 'received')
  const byDue = (query.sort ?? 'due') === 'due'
  const total = read.select(countAll).from(of).innerJoin(t.bureauFirm, eq(t.bureauFirm.id, of.firm)).where(where)
  const page = await pageOf(query, total, (limit, offset) =>
    read
      .select({ row: of, firm: t.bureauFirm.name })
      .from(of)
      .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, of.firm))
      .where(where)
      .orderBy(...(byDue ? [waiting] : []), order, asc(of.id))
      .limit(limit)
      .offset(offset),
  )
  const calendar = await calendarOf(read, store, actor.organisation)
  const today = dayOf(clock.now())
  return { ...page, rows: page.rows.map(({ row, firm }) => filingRowOf(row, firm, today, calendar)) }
}

export const filingColumns: readonly Column<FilingRow>[] = [
  { id: 'number', title: '受理编号', width: 24, value: (row) => row.number },
  { id: 'kind', title: '类型', width: 14, value: (row) => filingKindWords[row.kind] },
  { id: 'firm', title: '单位', width: 34, value: (row) => row.firmName },
  { id: 'title', title: '培训项目', width: 36, value: (row) => row.title },
  { id: 'version', title: '版本', width: 8, value: (row) => row.version },
  { id: 'occupation', title: '职业（工种）', width: 18, value: (row) => row.occupation },
  { id: 'level', title: '等级', width: 14, value: (row) => row.level },
  { id: 'trainees', title: '培训人数', width: 10, value: (row) => row.trainees },
  { id: 'period', title: '培训期', width: 26, value: (row) => `${row.from} 至 ${row.to}` },
  { id: 'received', title: '收件时间', width: 18, value: (row) => showTime(row.receivedAt) },
  { id: 'due', title: '办结期限', width: 14, value: (row) => `${row.due}${row.tentative ? '（暂定）' : ''}` },
  { id: 'status', title: '状态', width: 12, value: (row) => filingStateWords[row.status] },
]
