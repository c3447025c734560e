import { createHash } from 'node:crypto'
import { fromBase64url } from '../../../shared/crypto'
import { type Certificate, readCertificate } from '../../../shared/package/timestamp/certificate'
import { BadDer } from '../../../shared/package/timestamp/der'

/**
 * The certificates (DER in base64url) that can be read, and what a report says of each other one: whoever stored it read it less strictly, and no
 * package is worse for it.
 */
export function readableAuthorities(stored: readonly string[]): { authorities: Certificate[]; notes: string[] } {
  const authorities: Certificate[] = []
  const notes: string[] = []
  for (const text of stored) {
    const der = fromBase64url(text)
    try {
      authorities.push(readCertificate(der))
    } catch (error) {
      if (!(error instanceof BadDer)) throw error
      const fingerprint = createHash('sha256').update(der).digest('hex')
      notes.push(`登记的一张时间戳机构证书（指纹 ${fingerprint}）读不出，没有用来核对时间戳：请移除后重新登记`)
    }
  }
  return { authorities, notes }
}
