import { desc, inArray, ne } from 'drizzle-orm'
import * as v from 'valibot'
import { type InterviewResult, interviewResults } from '../../../shared/api/bureau-review'
import type { Queries, Store } from '../../db/store'
import { chunksOf } from '../../training/roster/chunks'
import type { ReceivedClaim } from '../bureau'

/** After so many tries without reaching somebody the spot check is not waited for any longer: it is a doubt of its own. A rule of this program. */
export const TRIES = 3

export interface Interviewed {
  /** What the newest talk came to; `not-reached` where there was none. */
  result: InterviewResult
  /** How often nobody was reached. */
  missed: number
}

/** What was tried of each, by person. Not reaching somebody takes nothing back that was said before. */
export async function interviewedOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  ...claims: readonly Pick<ReceivedClaim, 'id'>[]
): Promise<ReadonlyMap<string, Interviewed>> {
  const { bureauInterview: of } = t
  const found = new Map<string, Interviewed>()
  for (const chunk of chunksOf([...new Set(claims.map(({ id }) => id))]))
    for (const { person, result } of await q
      .select({ person: of.person, result: of.result })
      .from(of)
      .where(inArray(of.claim, [...chunk]))
      .orderBy(desc(of.at))) {
      const is = v.parse(v.picklist(interviewResults), result)
      const { result: newer = is, missed = 0 } = found.get(person) ?? {}
      found.set(person, {
        result: newer === 'not-reached' ? is : newer,
        missed: missed + (is === 'not-reached' ? 1 : 0),
      })
    }
  return found
}

/** Whether the spot check was held: somebody was reached, whatever they said. */
export const wasHeld = (of: Interviewed | undefined): boolean => of !== undefined && of.result !== 'not-reached'

/** The same of rows of bureau_interview. */
export const isHeld = ({ t }: Pick<Store, 't'>) => ne(t.bureauInterview.result, 'not-reached')
