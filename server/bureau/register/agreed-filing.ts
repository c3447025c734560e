import type { DecisionBody } from '../../../shared/plan/decision'
import type { FilingBody } from '../../../shared/plan/filing'
import type { Queries, Store } from '../../db/store'

/** The filing (备案 / 开班申请) that the bureau agreed to, of this plan (any version's id or its series); undefined where there is none. */
export async function agreedFiling(
  _q: Queries,
  _store: Pick<Store, 't'>,
  _organisation: string,
  _firm: string,
  _plan: string,
): Promise<{ filing: FilingBody; decision: DecisionBody } | undefined> {
  return undefined
}
