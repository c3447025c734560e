/**
 * What `shared/` needs of a cryptography library, as a port: `server/crypto.ts` fills it with node:crypto,
 * `extension/journal/crypto.ts` with @noble/hashes and WebCrypto. Hashing is synchronous because a chain is hashed
 * entry by entry, outside any IndexedDB transaction; verification is asynchronous because WebCrypto is.
 */
export interface Crypto {
  /** SHA-256 (FIPS 180-4) of the bytes, 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array
  /** Lower-case hexadecimal SHA-256 of the text's UTF-8, where the library does that in one call. */
  sha256Text?(text: string): string
  /** SHA-256 of a stream: `update` any number of times, then `digest` once. */
  sha256Stream(): { update(bytes: Uint8Array): void; digest(): Uint8Array }
  /** ECDSA P-256 with SHA-256, signature as raw r||s (64 bytes), key as SPKI DER. A malformed key or signature is `false`, never a throw. */
  verifyP256(spki: Uint8Array, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>
  /** Ed25519 (RFC 8032), key as SPKI DER. A malformed key or signature is `false`, never a throw. */
  verifyEd25519(spki: Uint8Array, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>
}

/** Signs bytes with one private key that the caller cannot read. */
export interface Signer {
  /** SPKI DER of the public half. */
  readonly publicKey: Uint8Array
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** WebCrypto, which Node and browsers have alike; a browser keeps it from pages that came by plain http. */
export const hasWebCrypto = (): boolean => globalThis.crypto?.subtle !== undefined

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = (text: string): Uint8Array => encoder.encode(text)

let scratch: Uint8Array | undefined
/** How many bytes the text takes in UTF-8, without making them. */
export function byteLength(text: string): number {
  scratch ??= new Uint8Array(65_536)
  return text.length * 3 <= scratch.length ? encoder.encodeInto(text, scratch).written : encoder.encode(text).length
}

/** Throws TypeError on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes)

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexOf[byte]
  return text
}

/** Throws on anything but an even number of lower-case hexadecimal digits. */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new TypeError('not lower-case hexadecimal')
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16))
}

/** RFC 4648 section 5 without padding. */
export function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Throws on anything but canonical unpadded base64url. */
export function fromBase64url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new TypeError('not base64url')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
  if (base64url(bytes) !== text) throw new TypeError('not canonical base64url')
  return bytes
}

/** Lower-case hexadecimal SHA-256; text is taken as UTF-8. */
export function sha256Hex(crypto: Crypto, data: Uint8Array | string): string {
  if (typeof data !== 'string') return hex(crypto.sha256(data))
  return crypto.sha256Text?.(data) ?? hex(crypto.sha256(utf8(data)))
}
