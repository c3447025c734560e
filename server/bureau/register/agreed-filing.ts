import { and, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type DecisionBody, decisionStatement } from '../../../shared/plan/decision'
import { type FilingBody, filingBody } from '../../../shared/plan/filing'
import type { Queries, Store } from '../../db/store'

export interface AgreedFiling {
  filing: FilingBody
  decision: DecisionBody
  /** The day from which the plan was agreed to, in whatever version. */
  since: string
}

/**
 * The filing (备案 / 开班申请) that the bureau agreed to, of this plan (any version's id or its series): of a version that was agreed that one,
 * else the newest of its series. ID numbers and the account are left out. Undefined where there is none.
 */
export async function agreedFiling(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  firm: string,
  plan: string,
): Promise<AgreedFiling | undefined> {
  const ofFirm = and(eq(t.bureauFiling.organisation, organisation), eq(t.bureauFiling.firm, firm))
  const [named] = await q
    .select({ series: t.bureauFiling.series })
    .from(t.bureauFiling)
    .where(and(ofFirm, eq(t.bureauFiling.plan, plan)))
  const rows = await q
    .select({ plan: t.bureauFiling.plan, body: t.bureauFiling.body, decided: t.bureauFilingDecision.statement })
    .from(t.bureauFiling)
    .innerJoin(t.bureauFilingDecision, eq(t.bureauFilingDecision.filing, t.bureauFiling.id))
    .where(and(ofFirm, eq(t.bureauFiling.status, 'agreed'), eq(t.bureauFiling.series, named?.series ?? plan)))
    .orderBy(desc(t.bureauFiling.version))
  const row = rows.find((one) => one.plan === plan) ?? rows[0]
  if (!row) return undefined
  const decisionIn = (decided: string) => v.parse(decisionStatement, JSON.parse(decided)).body
  return {
    filing: v.parse(filingBody, JSON.parse(row.body)),
    decision: decisionIn(row.decided),
    since: rows.map(({ decided }) => decisionIn(decided).date).sort()[0] ?? '',
  }
}
