import * as v from 'valibot'
import { bureauFindingsPage, type YearLimitRequest, yearLimit } from '../../../shared/api/bureau-across'
import type { ListQuery } from '../../../shared/api/lists'
import { ask } from './http'
import { queryText } from './lists'

const limits = v.array(yearLimit)
export const findingsPath = (claim: string): string => `/bureau/claims/${encodeURIComponent(claim)}/findings`

/** The console routes of shared/api/bureau-across.ts. All throw `Problem`. */
export const bureauAcross = {
  findings: (claim: string) => (query: ListQuery) =>
    ask(bureauFindingsPage, 'GET', `${findingsPath(claim)}?${queryText(query)}`),
  yearLimits: () => ask(limits, 'GET', '/bureau/year-limits'),
  setYearLimit: (request: YearLimitRequest) => ask(limits, 'POST', '/bureau/year-limits', request),
}
