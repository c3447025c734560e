import { fromBase64url, hasWebCrypto } from '../../crypto'
import type { Milliseconds } from '../../record/fields'
import { type Certificate, readCertificate, validAt } from './certificate'
import { leadsTo } from './chain'
import { BadDer } from './der'
import { digest, same } from './signature'
import { BadToken, readToken } from './token'

/** What an RFC 3161 response over some bytes says, or why it is not to be believed. */
export type Timestamp =
  | {
      at: Milliseconds
      /** Who signed it, as its certificate says. */
      authority: string
      /** Its certificate is the verifier's own, or issued by it. */
      confirmed: boolean
    }
  | { problem: string }
  /** This browser lets nobody verify here: nothing rests on it, and nothing is said against it. */
  | { unread: string }

/**
 * Reads a response over `data` for a verifier that was given these certificates: of the authority itself, or of who issued its certificate. Without any, a
 * stamp can be read but its authority stays unconfirmed. Never throws on what a response holds.
 */
export async function readTimestamp(
  response: Uint8Array,
  data: Uint8Array,
  trusted: readonly Certificate[],
): Promise<Timestamp> {
  if (!hasWebCrypto()) return { unread: '网页须保存到本机再打开' }
  try {
    const { at, imprint, signer, certificates } = await readToken(response, trusted)
    if (!same(await digest(imprint.algorithm, data), imprint.hash)) return { problem: '时间戳不是这份内容的' }
    if (!validAt(signer, at)) return { problem: '签名证书在那个时间不在有效期内' }
    return { at, authority: signer.name, confirmed: await leadsTo(signer, trusted, certificates, at) }
  } catch (error) {
    if (error instanceof BadToken) return { problem: error.message }
    throw error
  }
}

/** The certificates of a file: one or more in PEM, or one in DER. Throws Error in plain Chinese. */
export function readCertificates(file: Uint8Array): Certificate[] {
  const text = new TextDecoder('latin1').decode(file)
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)]
  try {
    return blocks.length > 0 ? blocks.map(([, block = '']) => readCertificate(fromPem(block))) : [readCertificate(file)]
  } catch (error) {
    if (!(error instanceof BadDer || error instanceof TypeError)) throw error
    throw new Error('不是证书文件：应为时间戳机构提供的 PEM 或 DER 证书（.pem、.crt、.cer、.der）')
  }
}

const fromPem = (block: string): Uint8Array =>
  fromBase64url(block.replaceAll(/[\s=]/g, '').replaceAll('+', '-').replaceAll('/', '_'))
