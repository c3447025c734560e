import type { ClassStatement } from '../../shared/api'
import { base64url, fromBase64url } from '../../shared/crypto'
import { fingerprint, verifySigned } from '../../shared/record/batch'
import type { Canonical } from '../../shared/record/canonical'
import { type SignedType, signedBytes } from '../../shared/record/pae'
import { type ChainKey, chainSigner, webCrypto } from './crypto'

/** The chain's id: SHA-256 of its key. */
export const chainOf = ({ spki }: Pick<ChainKey, 'spki'>): string => fingerprint(webCrypto, spki)

/** False when the key came back from storage but cannot sign any more (damaged profile). */
export async function usable(key: ChainKey): Promise<boolean> {
  try {
    return (await chainSigner(key).sign(new Uint8Array(1))).length === 64
  } catch {
    return false
  }
}

/** A class statement that its own key signed: the first one is trusted and pinned. */
export async function soundClass(statement: ClassStatement): Promise<boolean> {
  const spki = bytesOf(statement.body.serviceKey)
  if (!spki || fingerprint(webCrypto, spki) !== statement.key) return false
  return verifySigned(webCrypto, spki, statement.signature, signedBytes('xueji/class/1', statement.body))
}

/** Signed by the service key that was pinned at joining. */
export async function signedByPinned(
  pinned: ClassStatement,
  type: SignedType,
  statement: { body: Canonical; key: string; signature: string },
): Promise<boolean> {
  const spki = bytesOf(pinned.body.serviceKey)
  if (!spki || statement.key !== pinned.key) return false
  return verifySigned(webCrypto, spki, statement.signature, signedBytes(type, statement.body))
}

function bytesOf(key: string): Uint8Array | undefined {
  try {
    return fromBase64url(key)
  } catch {
    return undefined
  }
}

export const publicKeyText = ({ spki }: Pick<ChainKey, 'spki'>): string => base64url(spki)
