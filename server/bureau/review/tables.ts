import type { RateTable } from '../../../shared/claim/rates'
import { knownTables } from '../../claim/claims/rate-tables'
import type { Queries, Store } from '../../db/store'
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
  return tablesFor(store.read, store, claim.organisation, people, async () => {
    const kept = await packageOf(store.read, store, claim)
    return kept ? ((await claimFileOf(deps, kept))?.tables ?? []) : []
  })
}

/** The same where the tables that the 单位 brought are at hand. */
export async function tablesFor(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  people: readonly Pick<ReceivedPerson, 'rateTable'>[],
  brought: () => Promise<readonly RateTable[]>,
): Promise<ReviewTables | undefined> {
  const key = people.find(({ rateTable }) => rateTable !== null)?.rateTable
  const [id] = key?.split('@') ?? []
  if (id === undefined) return undefined
  const known = await knownTables(q, store, organisation)
  const [first, ...rest] = known.map(({ table }) => table).filter((table) => table.id === id)
  if (first) return reckonable({ tables: [first, ...rest], from: 'own' })
  const [theirs, ...others] = await brought()
  return theirs && reckonable({ tables: [theirs, ...others], from: 'theirs' })
}

const reckonable = (review: ReviewTables): ReviewTables | undefined =>
  review.tables.some(({ standard }) => standard.length > 0) ? review : undefined
