import { and, desc, eq } from 'drizzle-orm'
import type { ClassDetail } from '../../../shared/api'
import type { Queries, Store } from '../../db/store'

/** 备案号 (批复文号) with its day and paper, as the newest agreement to a plan says; nothing where none was recorded. */
export async function agreementOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  plan: string,
): Promise<ClassDetail['plan']['agreement']> {
  const [row] = await q
    .select({ number: t.planDecision.number, date: t.planDecision.date, document: t.planDecision.document })
    .from(t.planDecision)
    .where(and(eq(t.planDecision.plan, plan), eq(t.planDecision.outcome, 'agreed')))
    .orderBy(desc(t.planDecision.at))
    .limit(1)
  return row && { number: row.number, date: row.date, ...(row.document !== null && { document: row.document }) }
}
