import { knownTables } from '../../claim/claims/rate-tables'
import type { Deps } from '../../deps'
import type { ReceivedClaim, ReceivedPerson } from '../bureau'
import { claimFileOf, packageOf } from './kept-package'
import type { ReviewTables } from './reckon'

/**
 * The table that a claim was reckoned by: the bureau's own of that name, or a built-in one; else the one that the package brought, and then it is
 * said that the bureau holds none. Undefined where there is neither, or no amount stands in it. Reads a file, so never inside a transaction.
 */
export async function tablesOfClaim(
  deps: Pick<Deps, 'store' | 'packages'>,
  claim: ReceivedClaim,
  people: readonly Pick<ReceivedPerson, 'rateTable'>[],
): Promise<ReviewTables | undefined> {
  const { store } = deps
  const key = people.find(({ rateTable }) => rateTable !== null)?.rateTable
  const [id] = key?.split('@') ?? []
  if (id === undefined) return undefined
  const known = await knownTables(store.read, store, claim.organisation)
  const [first, ...rest] = known.map(({ table }) => table).filter((table) => table.id === id)
  if (first) return reckonable({ tables: [first, ...rest], from: 'own' })
  const kept = await packageOf(store.read, store, claim)
  const [theirs, ...others] = kept ? ((await claimFileOf(deps, kept))?.tables ?? []) : []
  return theirs && reckonable({ tables: [theirs, ...others], from: 'theirs' })
}

const reckonable = (review: ReviewTables): ReviewTables | undefined =>
  review.tables.some(({ standard }) => standard.length > 0) ? review : undefined
