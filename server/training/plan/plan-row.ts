import { and, eq, max, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { PlanStatus } from '../../../shared/api/plans'
import { type PlanDetails, planDetails } from '../../../shared/plan/plan'
import { type Policy, policy } from '../../../shared/study/policy'
import type { Queries, Store } from '../../db/store'
import type { Tables } from '../../db/tables'
import { Refused } from '../../ledger/accept'

/** One version of a plan as it stands in the database. */
export interface PlanVersion {
  id: string
  organisation: string
  /** Id of the first version. */
  series: string
  version: number
  /** '' of a plan that came with its class and was never filed here. */
  status: PlanStatus | ''
  type: string
  details: PlanDetails
  policy: Policy
  consentDate?: string
  savedAt: number
  filedAt?: number
  decidedAt?: number
  /** ID numbers of teachers by their row, encrypted. */
  teacherIds: string | null
}

type Row = Tables['plan']['$inferSelect']

/** A version of a plan of the organisation. Throws `not-found`. */
export async function planOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  id: string,
  organisation: string,
): Promise<PlanVersion> {
  const [row] = await q
    .select()
    .from(t.plan)
    .where(and(eq(t.plan.id, id), eq(t.plan.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这个培训计划（方案），可能已被删除')
  return versionOf(row)
}

/** The same, but only a draft. Throws `conflict` once it was filed. */
export async function draftOf(
  q: Queries,
  store: Pick<Store, 't'>,
  id: string,
  organisation: string,
): Promise<PlanVersion> {
  const plan = await planOf(q, store, id, organisation)
  if (plan.status !== 'draft')
    throw new Refused('conflict', '这一版已经提交，不能再改。需要改动时请点“变更”，生成新的一版')
  return plan
}

export const versionOf = (row: Row): PlanVersion => ({
  id: row.id,
  organisation: row.organisation,
  series: row.series ?? row.id,
  version: row.version,
  status: statusOf(row.status),
  type: row.type,
  details: v.parse(planDetails, JSON.parse(row.details)),
  policy: v.parse(policy, JSON.parse(row.policy)),
  ...(row.consentDate !== null && { consentDate: row.consentDate }),
  savedAt: row.savedAt ?? row.createdAt,
  ...(row.filedAt !== null && { filedAt: row.filedAt }),
  ...(row.decidedAt !== null && { decidedAt: row.decidedAt }),
  teacherIds: row.teacherIds,
})

const statuses = ['draft', 'filed', 'approved', 'returned', 'superseded'] as const
export const statusOf = (text: string): PlanVersion['status'] => statuses.find((one) => one === text) ?? ''

/** Every version of a plan, the first one first. */
export async function versionsOf(q: Queries, { t }: Pick<Store, 't'>, series: string): Promise<PlanVersion[]> {
  const rows = await q.select().from(t.plan).where(eq(t.plan.series, series)).orderBy(t.plan.version)
  return rows.map(versionOf)
}

export async function lastVersion(q: Queries, { t }: Pick<Store, 't'>, series: string): Promise<number> {
  const [row] = await q
    .select({ last: max(t.plan.version) })
    .from(t.plan)
    .where(eq(t.plan.series, series))
  return row?.last ?? 0
}

/** That no later version of the plan is there. */
export const isNewest = ({ plan }: Store['t']) =>
  sql`NOT EXISTS (SELECT 1 FROM plan later WHERE later.series = ${plan.series} AND later.version > ${plan.version})`

/** What is written of a draft beside its details: the columns that lists and classes read. */
export const columnsOf = (details: PlanDetails) => ({
  title: details.title.trim(),
  occupation: details.occupation.name.trim(),
  occupationCode: details.occupation.code || null,
  occupationEdition: details.occupation.edition,
  level: details.level,
  periodFrom: details.period.from,
  periodTo: details.period.to,
  details: JSON.stringify(details),
})
