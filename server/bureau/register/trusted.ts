import type { Milliseconds } from '../../../shared/record/fields'
import type { Queries, Store } from '../../db/store'

/** A key of a 单位 that the bureau enrolled itself, never one from inside a package. */
export interface TrustedFirm {
  firm: string
  name: string
  /** The organisation's id on its own server. */
  their: string
  /** SPKI DER, base64url. */
  publicKey: string
  /** From when on the key counts, and until when; absent: it still does. */
  from: Milliseconds
  until?: Milliseconds
}

/** Who signs with this package key, as the bureau's register says; undefined where nobody does. Revoked keys are answered with `until`. */
export async function firmOfKey(
  _q: Queries,
  _store: Pick<Store, 't'>,
  _organisation: string,
  _fingerprint: string,
): Promise<TrustedFirm | undefined> {
  return undefined
}
