import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  hash,
  type KeyObject,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto'
import { promisify } from 'node:util'
import { type Crypto, hex, type Signer } from '../shared/crypto'

/** SPKI heads: node:crypto may abort the process on keys of other kinds, so the algorithm is read before it sees a key. */
const P256_HEAD = '3059301306072a8648ce3d020106082a8648ce3d030107034200'
const ED25519_HEAD = '302a300506032b6570032100'

/** In one call: a hash object for each entry costs four times as much. */
const sha256 = (bytes: Uint8Array) => new Uint8Array(hash('sha256', bytes, 'buffer'))

/** The same few chain keys verify again and again; importing one costs more than a verification. */
const imported = new Map<string, KeyObject>()
const IMPORTED_LIMIT = 10_000

function publicKey(spki: Uint8Array, head: string, length: number): KeyObject | undefined {
  if (spki.length !== length || !hex(spki).startsWith(head)) return undefined
  const id = Buffer.from(spki).toString('base64')
  const known = imported.get(id)
  if (known) return known
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    if (imported.size >= IMPORTED_LIMIT) imported.clear()
    imported.set(id, key)
    return key
  } catch {
    return undefined
  }
}

/** `shared/crypto.ts` by node:crypto; verification runs on the thread pool. */
export const nodeCrypto: Crypto = {
  sha256,
  sha256Text: (text) => hash('sha256', text, 'hex'),
  sha256Stream() {
    const stream = createHash('sha256')
    return { update: (bytes) => void stream.update(bytes), digest: () => new Uint8Array(stream.digest()) }
  },
  verifyP256: (spki, signature, bytes) => verify('sha256', publicKey(spki, P256_HEAD, 91), signature, bytes),
  verifyEd25519: (spki, signature, bytes) => verify(null, publicKey(spki, ED25519_HEAD, 44), signature, bytes),
}

function verify(
  digest: string | null,
  key: KeyObject | undefined,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  if (!key || signature.length !== 64) return Promise.resolve(false)
  return new Promise((resolve) =>
    nodeVerify(digest, bytes, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, good) => resolve(!error && good)),
  )
}

export type KeyKind = 'P-256' | 'Ed25519'

/** A new private key as PKCS #8 PEM. */
export async function makeKey(kind: KeyKind): Promise<string> {
  const { privateKey } =
    kind === 'P-256'
      ? await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
      : await promisify(generateKeyPair)('ed25519')
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Signs with a PEM private key: ECDSA P-256 with SHA-256 as raw r||s, or Ed25519. Throws on any other kind. */
export function signer(pem: string): Signer {
  const key = createPrivateKey(pem)
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  if (digest && key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new TypeError('neither P-256 nor Ed25519')
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return {
    publicKey: new Uint8Array(spki),
    sign: (bytes) =>
      new Promise((resolve, reject) =>
        nodeSign(digest, bytes, { key, dsaEncoding: 'ieee-p1363' }, (error, signature) =>
          error ? reject(error) : resolve(new Uint8Array(signature)),
        ),
      ),
  }
}
