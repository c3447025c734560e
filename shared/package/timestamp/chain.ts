import type { Milliseconds } from '../../record/fields'
import { type Certificate, issued, validAt } from './certificate'
import { TIME_STAMPING } from './extensions'
import { same } from './signature'

/** anyExtendedKeyUsage, RFC 5280 section 4.2.1.12. */
const ANY_PURPOSE = '2.5.29.37.0'

/**
 * The certificate is a trusted one, or issued by one, directly or through certificates that came with the token (RFC 5280 section 6, without
 * revocation). What binds an authority binds a trusted one too. Each is looked at once, those with the fewest between first, so that the length of a path refuses none that a shorter one leads to.
 */
export async function leadsTo(
  certificate: Certificate,
  trusted: readonly Certificate[],
  others: readonly Certificate[],
  at: Milliseconds,
): Promise<boolean> {
  if (certificate.unapplied.length > 0) return false
  const left = new Set([...trusted, ...others].filter((one) => mayStandAbove(one) && validAt(one, at)))
  const reached = [{ one: certificate, below: 0 }]
  for (const { one, below } of reached) {
    if (trusted.some(({ raw }) => same(raw, one.raw))) return true
    for (const issuer of left)
      if (below <= issuer.pathLength && (await issued(issuer, one))) {
        left.delete(issuer)
        reached.push({ one: issuer, below: below + 1 })
      }
  }
  return false
}

/** May issue certificates, those of time-stamping authorities among them, by bounds that are all applied here. */
const mayStandAbove = ({ ca, purposes, unapplied }: Certificate): boolean =>
  ca &&
  unapplied.length === 0 &&
  (purposes.length === 0 || purposes.includes(TIME_STAMPING) || purposes.includes(ANY_PURPOSE))
