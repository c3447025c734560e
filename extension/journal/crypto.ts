import { sha256 } from '@noble/hashes/sha2.js'
import type { Crypto, Signer } from '../../shared/crypto'

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGN = { name: 'ECDSA', hash: 'SHA-256' } as const

/** WebCrypto wants bytes that own their buffer. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

/** `shared/crypto.ts` by @noble/hashes (synchronous) and WebCrypto. Devices verify only what service keys sign. */
export const webCrypto: Crypto = {
  sha256,
  sha256Stream() {
    const stream = sha256.create()
    return { update: (bytes) => void stream.update(bytes), digest: () => stream.digest() }
  },
  async verifyP256(spki, signature, bytes) {
    try {
      const key = await crypto.subtle.importKey('spki', own(spki), P256, false, ['verify'])
      return await crypto.subtle.verify(SIGN, key, own(signature), own(bytes))
    } catch {
      return false
    }
  },
  verifyEd25519: () => Promise.resolve(false),
}

export interface ChainKey {
  privateKey: CryptoKey
  /** SPKI DER of the public half. */
  spki: Uint8Array
}

/** A P-256 key whose private half can be used but not read: it stays a CryptoKey, also in IndexedDB. */
export async function makeChainKey(): Promise<ChainKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])
  return { privateKey, spki: new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)) }
}

export const chainSigner = ({ privateKey, spki }: ChainKey): Signer => ({
  publicKey: spki,
  sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(SIGN, privateKey, own(bytes))),
})

export const random128 = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
