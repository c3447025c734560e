import { type Crypto, fromBase64url } from '../crypto'
import { fingerprint } from '../record/batch'
import type { TrustedKey } from './keys'

/** A key as somebody was given it on another way: 64 hexadecimal digits of its fingerprint, PEM, or base64url of the SPKI; undefined for other text. */
export function trustedKey(crypto: Crypto, text: string): TrustedKey | undefined {
  const digits = text.replaceAll(/[\s:]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(digits)) return { fingerprint: digits }
  const pem = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/.exec(text)?.[1]
  const encoded = pem?.replaceAll(/\s|=/g, '').replaceAll('+', '-').replaceAll('/', '_') ?? text.trim()
  try {
    const key = fromBase64url(encoded)
    return key.length === 0 ? undefined : { fingerprint: fingerprint(crypto, key), key }
  } catch {
    return undefined
  }
}
