import { readFileSync } from 'node:fs'
import { trustedKey } from '../../shared/package/given-key'
import { fingerprint } from '../../shared/record/batch'
import { nodeCrypto } from '../crypto'

/** A public key that somebody was given on another way: its fingerprint, or a file or text that holds it. */
export interface GivenKey {
  fingerprint: string
  /** SPKI DER. */
  key?: Uint8Array
}

/** A fingerprint (64 hex digits), or a file with the public key: PEM, DER or base64url of the SPKI. Throws Error in plain Chinese. */
export function givenKey(text: string, option: string): GivenKey {
  const digits = text.replaceAll(/[\s:]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(digits)) return { fingerprint: digits }
  const content = readFileSync(text)
  const key = content.length === ED25519_SPKI_BYTES ? new Uint8Array(content) : undefined
  if (key) return { fingerprint: fingerprint(nodeCrypto, key), key }
  const read = trustedKey(nodeCrypto, content.toString('latin1'))
  if (!read?.key) throw new Error(`${option} 的文件不是公钥：应为 PEM 公钥文件，或 64 位指纹`)
  return { fingerprint: read.fingerprint, key: read.key }
}

const ED25519_SPKI_BYTES = 44

/** What went wrong with a file, for people. */
export const plain = (error: Error): string =>
  'code' in error && error.code === 'ENOENT' && 'path' in error ? `找不到文件 ${error.path}，请核对路径` : error.message
