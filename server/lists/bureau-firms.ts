import { and, asc, count, eq, inArray, lte, sql } from 'drizzle-orm'
import type * as v from 'valibot'
import type { FirmRow, firmsQuery } from '../../shared/api/bureau-register'
import type { ListPage } from '../../shared/api/lists'
import { dayOf } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import type { Deps } from '../deps'
import type { Column } from './columns'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

export type FirmsQuery = v.InferOutput<typeof firmsQuery>

/** 单位 that the actor's bureau knows, the newest first unless asked otherwise; found by name, credit code and the beginning of a fingerprint. */
export async function listFirms(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: FirmsQuery,
): Promise<ListPage<FirmRow>> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const of = t.bureauFirm
  const now = clock.now()
  const inForce = sql`EXISTS (SELECT 1 FROM bureau_key held WHERE held.firm = bureau_firm.id AND NOT EXISTS (SELECT 1 FROM bureau_key_end over_ WHERE over_.key = held.id AND over_.until_at <= ${now}))`
  const filters = {
    enterprise: eq(of.kind, 'enterprise'),
    institution: eq(of.kind, 'institution'),
    'no-key': sql`NOT ${inForce}`,
  }
  const where = and(
    eq(of.organisation, actor.organisation),
    query.filter === '' ? undefined : filters[query.filter],
    foundIn(query.search, of.name, of.creditCode),
  )
  const order = sorted(query, { at: of.createdAt, name: of.name }, 'at', 'at')
  const page = await pageOf(query, read.select(countAll).from(of).where(where), (limit, offset) =>
    read.select().from(of).where(where).orderBy(order, asc(of.id)).limit(limit).offset(offset),
  )
  const firms = page.rows.map(({ id }) => id)
  const keys = await keysOf(store, firms, now)
  const filings = await countsOf(store, t.bureauFiling, actor, firms)
  const claims = await countsOf(store, t.bureauClaim, actor, firms)
  return {
    ...page,
    rows: page.rows.map(({ id, kind, name, creditCode, createdAt: at }) => {
      const mine = keys.filter(({ firm }) => firm === id)
      const held = mine.find(({ ended }) => ended === null)
      return {
        ...{ id, kind, name, creditCode, at, filings: filings.get(id) ?? 0, claims: claims.get(id) ?? 0 },
        ...{ ended: mine.length > 0 && !held, ...(held && { key: held.key }) },
      }
    }),
  }
}

/** How many filings or claims each of these has. */
async function countsOf(
  { read }: Pick<Deps['store'], 'read'>,
  of: Deps['store']['t']['bureauFiling'] | Deps['store']['t']['bureauClaim'],
  { organisation }: Actor,
  firms: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (firms.length === 0) return new Map()
  const rows = await read
    .select({ firm: of.firm, n: count() })
    .from(of)
    .where(and(eq(of.organisation, organisation), inArray(of.firm, [...firms])))
    .groupBy(of.firm)
  return new Map(rows.map(({ firm, n }) => [firm, Number(n)]))
}

async function keysOf({ t, read }: Pick<Deps['store'], 't' | 'read'>, firms: readonly string[], now: number) {
  if (firms.length === 0) return []
  return read
    .select({ firm: t.bureauKey.firm, key: t.bureauKey.key, ended: t.bureauKeyEnd.id })
    .from(t.bureauKey)
    .leftJoin(t.bureauKeyEnd, and(eq(t.bureauKeyEnd.key, t.bureauKey.id), lte(t.bureauKeyEnd.until, now)))
    .where(inArray(t.bureauKey.firm, [...firms]))
}

const kinds: Readonly<Record<string, string>> = { enterprise: '企业', institution: '培训机构' }
export const firmColumns: readonly Column<FirmRow>[] = [
  { id: 'name', title: '单位', width: 36, value: (row) => row.name },
  { id: 'kind', title: '类型', width: 12, value: ({ kind }) => kinds[kind] ?? kind },
  { id: 'code', title: '统一社会信用代码', width: 22, value: (row) => row.creditCode },
  { id: 'key', title: '密钥指纹', width: 70, value: ({ key, ended }) => key ?? (ended ? '已停用' : '未登记') },
  { id: 'filings', title: '备案、开班申请', width: 14, value: (row) => row.filings },
  { id: 'claims', title: '补贴申请', width: 10, value: (row) => row.claims },
  { id: 'at', title: '登记日期', width: 14, value: (row) => dayOf(row.at) },
]
