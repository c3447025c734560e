import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64url, type Crypto, hex } from '../../shared/crypto'

/** SPKI heads, as server/crypto.ts reads them: a key of another kind is none. */
const P256_HEAD = '3059301306072a8648ce3d020106082a8648ce3d030107034200'
const ED25519_HEAD = '302a300506032b6570032100'
const SIGNATURE_BYTES = 64

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGN = { name: 'ECDSA', hash: 'SHA-256' } as const
/** WebCrypto wants bytes that own their buffer. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const isKey = (spki: Uint8Array, head: string, length: number) => spki.length === length && hex(spki).startsWith(head)

/**
 * `shared/crypto.ts` by @noble and, for P-256, WebCrypto where the page is one that may use it: from disk and by https, not by plain http.
 * Ed25519 is @noble's everywhere: browsers have it only since 2025.
 */
export function pageCrypto(): Crypto {
  const keys = new Map<string, Promise<CryptoKey>>()
  const { subtle } = globalThis.crypto
  const p256Key = (spki: Uint8Array) => {
    const id = base64url(spki)
    const known = keys.get(id) ?? subtle.importKey('spki', own(spki), P256, false, ['verify'])
    keys.set(id, known)
    return known
  }
  return {
    sha256,
    sha256Stream() {
      const stream = sha256.create()
      return { update: (bytes) => void stream.update(bytes), digest: () => stream.digest() }
    },
    async verifyP256(spki, signature, bytes) {
      if (!isKey(spki, P256_HEAD, 91) || signature.length !== SIGNATURE_BYTES) return false
      try {
        if (globalThis.isSecureContext)
          return await subtle.verify(SIGN, await p256Key(spki), own(signature), own(bytes))
        return p256.verify(signature, bytes, spki.subarray(26), { lowS: false })
      } catch {
        return false
      }
    },
    async verifyEd25519(spki, signature, bytes) {
      if (!isKey(spki, ED25519_HEAD, 44) || signature.length !== SIGNATURE_BYTES) return false
      try {
        return ed25519.verify(signature, bytes, spki.subarray(12), { zip215: false })
      } catch {
        return false
      }
    },
  }
}
