import * as v from 'valibot'
import { count, milliseconds, text } from '../record/fields'

/** Packages of claims: how they are delivered, and which were built. */

/** An age recipient (X25519): `age1…`. */
export const ageRecipient = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^age1[02-9ac-hj-np-z]{58}$/, '不是 age 收件公钥：应以 age1 开头，共 62 个字符'),
)

/** POST /api/delivery/recipient */
export const recipientRequest = v.strictObject({
  recipient: ageRecipient,
  bureau: text(100),
  /** With whom and how it was compared, character by character. */
  compared: text(200),
})
export type RecipientRequest = v.InferOutput<typeof recipientRequest>

export const delivery = v.object({
  /** Absent: packages are delivered in clear. */
  recipient: v.optional(
    v.object({ recipient: v.string(), bureau: v.string(), compared: v.string(), by: v.string(), at: milliseconds }),
  ),
  /** Absent: there is no second signature. */
  sm2: v.optional(v.object({ fingerprint: v.string(), key: v.string(), since: milliseconds })),
})
export type Delivery = v.InferOutput<typeof delivery>

export const claimPackage = v.object({
  number: count,
  kind: v.picklist(['claim', 'videos']),
  name: v.string(),
  bytes: count,
  /** Of the file as delivered. */
  sha256: v.string(),
  /** SHA-256 of the tag manifest. */
  content: v.string(),
  /** Of the package key. */
  fingerprint: v.string(),
  people: count,
  /** The short code on the papers is its first ten signs. */
  dataHash: v.string(),
  /** Present where the file is encrypted. */
  recipient: v.optional(v.string()),
  by: v.string(),
  at: milliseconds,
})
export type ClaimPackage = v.InferOutput<typeof claimPackage>

/**
 * GET  /api/delivery                      -> delivery
 * POST /api/delivery/recipient            -> delivery        (audited)
 * POST /api/delivery/recipient/withdraw   -> delivery        (audited)
 * POST /api/delivery/sm2 {}               -> delivery        (audited; makes the key where there is none)
 * POST /api/claims/:id/package/job {}     -> jobStarted      (audited when it is built)
 * POST /api/claims/:id/videos/job {}      -> jobStarted      (audited when it is built)
 * GET  /api/claims/:id/packages           -> claimPackage[]  (the newest first)
 */
