import type { Fen } from '../../../shared/claim/money'
import type { Queries, Store } from '../../db/store'
import { peopleOfClaim, type ReceivedClaim, type ReceivedPerson } from '../bureau'

/** A person of a claim with what the bureau accepted: 认定学时 and the amount after 核减. */
export interface AgreedPerson {
  person: ReceivedPerson
  /** Accepted class hours, two decimals. */
  hours: string
  amount: Fen
  /** Why less than asked, or nothing; empty where all was accepted. */
  reasons: readonly string[]
}

/** Everybody of the claim's current version, also those with nothing. */
export async function agreedPeople(
  q: Queries,
  store: Pick<Store, 't'>,
  claim: Pick<ReceivedClaim, 'id' | 'version'>,
): Promise<AgreedPerson[]> {
  return (await peopleOfClaim(q, store, claim)).map((person) => ({
    ...{ person, hours: person.hours, amount: person.asked, reasons: [] },
  }))
}
