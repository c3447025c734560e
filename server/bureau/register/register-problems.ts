import { and, eq, inArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { permitted } from '../../../shared/api/bureau-register'
import { readLevel } from '../../../shared/claim/levels'
import { plain } from '../../../shared/people/text'
import type { Queries, Store } from '../../db/store'

/** What the register says against a training. */
export interface RegisterProblem {
  code: 'not-designated' | 'occupation-not-permitted' | 'designation-ends' | 'platform-not-agreed' | 'platform-ends'
  message: string
  /** Of one about a platform: the host it is about. */
  host?: string
}

/** A training as a filing or a claim states it; days are Beijing days. */
export interface RegisterAsked {
  /** Id of the 单位 at the bureau. */
  firm: string
  kind: string
  creditCode: string
  name: string
  occupation: string
  level: string
  hosts: readonly string[]
  from: string
  to: string
}

/**
 * What the bureau's register says against a training on its first day: an institution outside every valid batch, an occupation or level it may not teach, a
 * platform nobody agreed to. What ends before the training does is said, too. Empty: nothing.
 */
export async function registerProblems(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  asked: RegisterAsked,
): Promise<RegisterProblem[]> {
  const ofInstitution = asked.kind === 'institution' ? await designationProblems(q, store, organisation, asked) : []
  return [...ofInstitution, ...(await platformProblems(q, store, organisation, asked))]
}

async function designationProblems(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  { creditCode, name, occupation, level, from, to }: RegisterAsked,
): Promise<RegisterProblem[]> {
  const d = t.bureauDesignation
  const rows = await q
    .select({ row: d, ended: endDay('bureau_designation') })
    .from(d)
    .where(and(eq(d.organisation, organisation), creditCode === '' ? eq(d.name, name) : eq(d.creditCode, creditCode)))
  const valid = rows.filter(({ row, ended }) => holdsOn(row, ended, from))
  if (valid.length === 0)
    return [{ code: 'not-designated', message: `${name}在 ${from} 不在任何一批有效的定点培训机构名单内` }]
  const permitting = valid.filter(({ row }) => permits(row.occupations, occupation, level))
  if (permitting.length === 0)
    return [
      {
        code: 'occupation-not-permitted',
        message: `${name}（${valid.map(({ row }) => row.batch).join('、')}）的许可职业和等级里没有“${occupation} ${level}”`,
      },
    ]
  return permitting.some(({ row, ended }) => holdsOn(row, ended, to))
    ? []
    : [{ code: 'designation-ends', message: `${name}的定点资格在培训结束（${to}）前到期或终止` }]
}

async function platformProblems(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  { firm, hosts, from, to }: RegisterAsked,
): Promise<RegisterProblem[]> {
  if (hosts.length === 0) return []
  const p = t.bureauPlatform
  const rows = await q
    .select({ row: p, ended: endDay('bureau_platform') })
    .from(p)
    .where(and(eq(p.organisation, organisation), inArray(p.firm, ['', firm])))
  return [...new Set(hosts)].flatMap((host): RegisterProblem[] => {
    const known = rows.filter(({ row }) => host === row.host || host.endsWith(`.${row.host}`))
    const valid = known.filter(({ row, ended }) => holdsOn(row, ended, from))
    if (valid.length === 0)
      return [{ code: 'platform-not-agreed', host, message: `平台 ${host} 在 ${from} 没有经本局同意的登记` }]
    return valid.some(({ row, ended }) => holdsOn(row, ended, to))
      ? []
      : [{ code: 'platform-ends', host, message: `平台 ${host} 的同意期限在培训结束（${to}）前到期或终止` }]
  })
}

/** The first day on which somebody ended a row of the table; a condition of its own name, since a select of one table names no table. */
export const endDay = (table: 'bureau_platform' | 'bureau_designation') =>
  sql<
    string | null
  >`(SELECT min(ends.day) FROM bureau_register_end ends WHERE ends.subject = ${sql.identifier(table)}.id)`

const holdsOn = ({ from, to }: { from: string; to: string }, ended: string | null, day: string): boolean =>
  from <= day && (to === '' || day <= to) && (ended === null || day < ended)

/** No occupations: all; an occupation without levels: every level. */
export function permits(stored: string, occupation: string, level: string): boolean {
  const list = v.parse(v.array(permitted), JSON.parse(stored))
  if (list.length === 0) return true
  const same = (a: string, b: string) => (readLevel(a) ?? plain(a)) === (readLevel(b) ?? plain(b))
  return list.some(
    (one) =>
      plain(one.name) === plain(occupation) && (one.levels.length === 0 || one.levels.some((l) => same(l, level))),
  )
}
