import { X509Certificate } from 'node:crypto'
import type { ReadTimestamp } from '../../../shared/package/timestamp'
import type { Milliseconds } from '../../../shared/record/fields'
import { BadToken, digest, readToken, same } from './token'

/**
 * Reads time stamps for a verifier that was given these certificates: of the authority itself, or of who issued its
 * certificate. Without any, a stamp can be read but its authority stays unconfirmed.
 */
export const timestampReader =
  (trusted: readonly X509Certificate[]): ReadTimestamp =>
  async (response, data) => {
    try {
      const { at, imprint, signer, certificates } = await readToken(response, trusted)
      if (!same(digest(imprint.algorithm, data), imprint.hash)) return { problem: '时间戳不是这份内容的' }
      if (!validAt(signer, at)) return { problem: '签名证书在那个时间不在有效期内' }
      const confirmed = leadsTo(signer, trusted, certificates, at)
      return { at, authority: nameOf(signer), confirmed }
    } catch (error) {
      if (error instanceof BadToken) return { problem: error.message }
      throw error
    }
  }

/** PEM certificates, any number in one text. Throws Error in plain Chinese. */
export function readCertificates(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block))
  } catch {
    // Said below.
  }
  throw new Error('--tsa 的文件不是 PEM 证书')
}

const MAX_CHAIN = 5

/** The certificate is a trusted one, or issued by one, directly or through certificates that came with the token. */
function leadsTo(
  certificate: X509Certificate,
  trusted: readonly X509Certificate[],
  others: readonly X509Certificate[],
  at: Milliseconds,
  left = MAX_CHAIN,
): boolean {
  if (trusted.some(({ raw }) => same(raw, certificate.raw))) return true
  if (left === 0) return false
  return [...trusted, ...others].some(
    (issuer) =>
      issuer.ca && validAt(issuer, at) && issued(issuer, certificate) && leadsTo(issuer, trusted, others, at, left - 1),
  )
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

const validAt = ({ validFrom, validTo }: X509Certificate, at: Milliseconds) =>
  Date.parse(validFrom) <= at && at <= Date.parse(validTo)

const nameOf = ({ subject }: X509Certificate) => {
  const fields = new Map(
    subject.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  return fields.get('CN') ?? fields.get('O') ?? subject.replaceAll('\n', ' ')
}
