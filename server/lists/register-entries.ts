import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import {
  type DesignationRow,
  type designationsQuery,
  type PlatformRow,
  permitted,
  type platformsQuery,
} from '../../shared/api/bureau-register'
import type { ListPage } from '../../shared/api/lists'
import { dayOf } from '../../shared/calendar/beijing'
import { platformKinds } from '../../shared/plan/plan'
import { platformKindNames } from '../../shared/plan/words'
import { digest } from '../../shared/record/fields'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { endDay } from '../bureau/register/register-problems'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import type { Column } from './columns'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

type Held = 'bureau_platform' | 'bureau_designation'

/** Whether an entry of the register holds today: begun, not over, not ended. */
function validity(table: Held, filter: '' | 'valid' | 'over', today: string): SQL | undefined {
  if (filter === '') return undefined
  const name = sql.identifier(table)
  const over = sql`((${name}.valid_to <> '' AND ${name}.valid_to < ${today}) OR coalesce(${endDay(table)}, '9999-12-31') <= ${today})`
  return filter === 'over' ? over : sql`NOT ${over}`
}

/** The earliest end of an entry, with its reason. */
async function endsOf({ t, read }: Pick<Store, 't' | 'read'>, organisation: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { day: string; reason: string }>()
  const rows = await read
    .select()
    .from(t.bureauRegisterEnd)
    .where(eq(t.bureauRegisterEnd.organisation, organisation))
    .orderBy(asc(t.bureauRegisterEnd.day))
  const found = new Map<string, { day: string; reason: string }>()
  for (const { subject, day, reason } of rows)
    if (ids.includes(subject) && !found.has(subject)) found.set(subject, { day, reason })
  return found
}

/** A page of entries, each with who put it there and what ended it. */
async function entriesOf<
  Row extends { id: string; by: string },
  More extends { row: Row; member: string | null },
  Entry,
>(
  store: Pick<Store, 't' | 'read'>,
  { organisation }: Actor,
  page: ListPage<More>,
  entry: (of: More) => Entry,
): Promise<ListPage<Entry & { by: string; ended?: { day: string; reason: string } | undefined }>> {
  const ids = page.rows.map(({ row }) => row.id)
  const ends = await endsOf(store, organisation, ids)
  const rows = page.rows.map((one) => {
    const ended = ends.get(one.row.id)
    return { ...entry(one), by: one.member ?? one.row.by, ...(ended && { ended }) }
  })
  return { ...page, rows }
}

/** 定点培训机构, by name unless asked otherwise; found by name, credit code, batch and occupation. */
export async function listDesignations(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: v.InferOutput<typeof designationsQuery>,
): Promise<ListPage<DesignationRow>> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const of = t.bureauDesignation
  const where = and(
    eq(of.organisation, actor.organisation),
    validity('bureau_designation', query.filter, dayOf(clock.now())),
    foundIn(query.search, of.name, of.creditCode, of.batch, of.occupations),
  )
  const order = sorted(query, { name: of.name, batch: of.batch, at: of.at }, 'name', 'at')
  const page = await pageOf(query, read.select(countAll).from(of).where(where), (limit, offset) =>
    read
      .select({ row: of, member: t.member.name })
      .from(of)
      .leftJoin(t.member, eq(t.member.id, of.by))
      .where(where)
      .orderBy(order, asc(of.id))
      .limit(limit)
      .offset(offset),
  )
  return entriesOf(store, actor, page, ({ row: { organisation: _, occupations, ...row } }) => ({
    ...row,
    occupations: v.parse(v.array(permitted), JSON.parse(occupations)),
  }))
}

/** Agreed platforms, by name unless asked otherwise; found by name, host and the 单位 it is agreed for. */
export async function listPlatforms(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: v.InferOutput<typeof platformsQuery>,
): Promise<ListPage<PlatformRow>> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const of = t.bureauPlatform
  const where = and(
    eq(of.organisation, actor.organisation),
    validity('bureau_platform', query.filter, dayOf(clock.now())),
    foundIn(query.search, of.name, of.host, t.bureauFirm.name),
  )
  const order = sorted(query, { name: of.name, host: of.host, at: of.at }, 'name', 'at')
  const total = read.select(countAll).from(of).leftJoin(t.bureauFirm, eq(t.bureauFirm.id, of.firm)).where(where)
  const page = await pageOf(query, total, (limit, offset) =>
    read
      .select({ row: of, firmName: t.bureauFirm.name, member: t.member.name })
      .from(of)
      .leftJoin(t.bureauFirm, eq(t.bureauFirm.id, of.firm))
      .leftJoin(t.member, eq(t.member.id, of.by))
      .where(where)
      .orderBy(order, asc(of.id))
      .limit(limit)
      .offset(offset),
  )
  return entriesOf(store, actor, page, ({ row: { organisation: _, documents, kind, ...row }, firmName }) => ({
    ...row,
    kind: v.parse(v.picklist(platformKinds), kind),
    documents: v.parse(v.array(digest), JSON.parse(documents)),
    firmName: firmName ?? '',
  }))
}

const validText = ({ from, to }: { from: string; to: string }) => (to === '' ? `${from} 起` : `${from} 至 ${to}`)
const endText = ({ ended }: Pick<PlatformRow, 'ended'>) => (ended ? `${ended.day} 终止：${ended.reason}` : '')

export const permittedText = (occupations: DesignationRow['occupations']): string =>
  occupations.length === 0
    ? '全部'
    : occupations.map(({ name, levels }) => (levels.length === 0 ? name : `${name}（${levels.join('、')}）`)).join('；')

export const designationColumns: readonly Column<DesignationRow>[] = [
  { id: 'name', title: '机构名称', width: 36, value: (row) => row.name },
  { id: 'code', title: '统一社会信用代码', width: 22, value: (row) => row.creditCode },
  { id: 'batch', title: '批次', width: 12, value: (row) => row.batch },
  { id: 'occupations', title: '许可职业（工种）', width: 50, value: (row) => permittedText(row.occupations) },
  { id: 'valid', title: '有效期', width: 26, value: validText },
  { id: 'ended', title: '终止', width: 30, value: endText },
  { id: 'source', title: '公布文件', width: 36, value: (row) => row.source },
  { id: 'at', title: '登记日期', width: 14, value: (row) => dayOf(row.at) },
]
export const platformColumns: readonly Column<PlatformRow>[] = [
  { id: 'name', title: '平台名称', width: 36, value: (row) => row.name },
  { id: 'host', title: '网址（主机）', width: 30, value: (row) => row.host },
  { id: 'kind', title: '类型', width: 10, value: (row) => platformKindNames[row.kind] },
  { id: 'firm', title: '适用单位', width: 34, value: (row) => row.firmName || '全部单位' },
  { id: 'valid', title: '有效期', width: 26, value: validText },
  { id: 'ended', title: '终止', width: 30, value: endText },
  { id: 'source', title: '同意依据', width: 36, value: (row) => row.source },
  { id: 'at', title: '登记日期', width: 14, value: (row) => dayOf(row.at) },
]
