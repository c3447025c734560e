import { BadDer, contentOf, INTEGER, inside, OID, oidText, readDer, SEQUENCE } from './der'

/** As WebCrypto names them. SHA-1 only tells a certificate by its hash (RFC 2634); no signature rests on it. */
export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'
export type KeyKind = 'rsa' | 'ec'

/** Digest algorithms of a time stamp. */
export const hashes: ReadonlyMap<string, Hash> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
])

/** PKCS #1 v1.5 and ECDSA: the key each needs, and its hash where it names one. */
export const schemes: ReadonlyMap<string, { kind: KeyKind; hash?: Hash }> = new Map([
  ['1.2.840.113549.1.1.1', { kind: 'rsa' }],
  ['1.2.840.113549.1.1.11', { kind: 'rsa', hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { kind: 'rsa', hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { kind: 'rsa', hash: 'SHA-512' }],
  ['1.2.840.10045.4.3.2', { kind: 'ec', hash: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { kind: 'ec', hash: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { kind: 'ec', hash: 'SHA-512' }],
])

const RSA_KEY = '1.2.840.113549.1.1.1'
const EC_KEY = '1.2.840.10045.2.1'
const curves = new Map([
  ['1.2.840.10045.3.1.7', { namedCurve: 'P-256', bytes: 32 }],
  ['1.3.132.0.34', { namedCurve: 'P-384', bytes: 48 }],
  ['1.3.132.0.35', { namedCurve: 'P-521', bytes: 66 }],
])

/** WebCrypto wants bytes that own their buffer. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

export const digest = async (hash: Hash, bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest(hash, own(bytes)))

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** Whether this key (SPKI DER) of that kind signed these bytes. What is malformed or of another kind is `false`, never a throw. */
export async function verifies(
  spki: Uint8Array,
  { kind, hash }: { kind: KeyKind; hash: Hash },
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    const [algorithm, curve] = inside(inside(readDer(spki), SEQUENCE)[0], SEQUENCE)
    const name = oidText(contentOf(algorithm, OID))
    if (kind === 'rsa' && name === RSA_KEY) {
      const rsa = { name: 'RSASSA-PKCS1-v1_5', hash }
      const key = await crypto.subtle.importKey('spki', own(spki), rsa, false, ['verify'])
      return await crypto.subtle.verify(rsa, key, own(signature), own(bytes))
    }
    const { namedCurve, bytes: size } = (curve && curves.get(oidText(contentOf(curve, OID)))) ?? {}
    if (kind !== 'ec' || name !== EC_KEY || !namedCurve || !size) return false
    const ecdsa = { name: 'ECDSA', namedCurve, hash }
    const key = await crypto.subtle.importKey('spki', own(spki), ecdsa, false, ['verify'])
    return await crypto.subtle.verify(ecdsa, key, rawSignature(signature, size), own(bytes))
  } catch {
    return false
  }
}

/** r and s side by side, as WebCrypto takes them, from the SEQUENCE that certificates write. Throws BadDer. */
function rawSignature(signature: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const [r, s, ...more] = inside(readDer(signature), SEQUENCE)
  const raw = new Uint8Array(2 * size)
  for (const [i, part] of [r, s].entries()) {
    const content = contentOf(part, INTEGER)
    const digits = content[0] === 0 ? content.subarray(1) : content
    if (digits.length > size || more.length > 0) throw new BadDer('no signature of this curve')
    raw.set(digits, (i + 1) * size - digits.length)
  }
  return raw
}
