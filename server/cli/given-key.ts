import { readFileSync } from 'node:fs'
import { fromBase64url } from '../../shared/crypto'
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
  const hex = text.replaceAll(/[\s:]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(hex)) return { fingerprint: hex }
  const content = readFileSync(text)
  const pem = /-----BEGIN PUBLIC KEY-----([\s\S]+)-----END PUBLIC KEY-----/.exec(content.toString('latin1'))?.[1]
  const key = pem
    ? new Uint8Array(Buffer.from(pem, 'base64'))
    : content.length === 44
      ? new Uint8Array(content)
      : spkiText(content, option)
  return { fingerprint: fingerprint(nodeCrypto, key), key }
}

function spkiText(content: Buffer, option: string): Uint8Array {
  try {
    return fromBase64url(content.toString('utf8').trim())
  } catch {
    throw new Error(`${option} 的文件不是公钥：应为 PEM 公钥文件，或 64 位指纹`)
  }
}

/** What went wrong with a file, for people. */
export const plain = (error: Error): string =>
  'code' in error && error.code === 'ENOENT' && 'path' in error ? `找不到文件 ${error.path}，请核对路径` : error.message
