import type { Fen } from '../../../shared/claim/money'
import { sha256Hex } from '../../../shared/crypto'
import { canonical } from '../../../shared/record/canonical'
import { nodeCrypto } from '../../crypto'
import type { Queries, Store } from '../../db/store'
import { peopleOfClaim, type ReceivedClaim, type ReceivedPerson } from '../bureau'
import { reasonsOf } from './reasons'
import { rulingsOf } from './rulings'

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
  const rulings = await rulingsOf(q, store, claim)
  return (await peopleOfClaim(q, store, claim)).map((person): AgreedPerson => {
    const ruling = rulings.get(person.id)?.ruling
    if (!ruling) return { person, hours: person.hours, amount: person.asked, reasons: [] }
    return { person, hours: ruling.accepted, amount: ruling.amount, reasons: reasonsOf(ruling) }
  })
}

/** SHA-256 of everybody's accepted hours and amounts: what was proposed and what is decided are the same to the 分. */
export const agreedDigest = (people: readonly AgreedPerson[]): string =>
  sha256Hex(
    nodeCrypto,
    canonical(
      people.map(({ person: { id }, hours, amount, reasons }) => ({ id, hours, amount, reasons: [...reasons] })),
    ),
  )
