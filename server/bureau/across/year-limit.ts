import { desc, eq } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import shipped from './year-limits.json' with { type: 'json' }

/** How many subsidised trainings a person may have in a calendar year, for those that end on this Beijing day or later. */
export interface YearLimit {
  from: string
  times: number
  source: string
}

/** The bureau's own, the latest first; where it has set none, what this version ships with. */
export async function yearLimits(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<YearLimit[]> {
  const own = await q
    .select({ from: t.bureauYearLimit.from, times: t.bureauYearLimit.times, source: t.bureauYearLimit.source })
    .from(t.bureauYearLimit)
    .where(eq(t.bureauYearLimit.organisation, organisation))
    .orderBy(desc(t.bureauYearLimit.from), desc(t.bureauYearLimit.at))
  return own.length > 0 ? own : shipped
}

/** The one that holds on a day. */
export const limitOn = (limits: readonly YearLimit[], day: string): YearLimit | undefined =>
  limits.find(({ from }) => from <= day)
