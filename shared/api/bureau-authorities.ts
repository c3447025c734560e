import * as v from 'valibot'
import { digest, milliseconds, text } from '../record/fields'

/** Certificates of time-stamping authorities (RFC 3161) that a bureau believes: of the authority itself, or of who issued its certificate. */

/** The largest file that is read, bytes: a chain of certificates has a few kB. */
export const MAX_CERTIFICATES = 64 * 1024

export const authority = v.object({
  id: v.string(),
  /** SHA-256 of the certificate. */
  fingerprint: digest,
  subject: v.string(),
  issuer: v.string(),
  validFrom: milliseconds,
  validTo: milliseconds,
  by: v.string(),
  at: milliseconds,
  /** No longer believed, since when and why. */
  ended: v.optional(v.object({ by: v.string(), at: milliseconds, reason: v.string() })),
})
export type AuthorityRow = v.InferOutput<typeof authority>
/** The newest first. */
export const authorities = v.array(authority)

export const endAuthority = v.strictObject({ reason: text(300) })
export type EndAuthority = v.InferOutput<typeof endAuthority>

/**
 * Routes of a bureau, all behind the session; 经办 and 审计 read, a manager adds and removes.
 *
 * GET  /api/bureau/authorities            -> authorities
 * POST /api/bureau/authorities            bytes of a PEM or DER file -> authorities   (audited)
 * POST /api/bureau/authorities/:id/end    endAuthority               -> authorities   (audited)
 */
