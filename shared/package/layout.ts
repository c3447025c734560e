import * as v from 'valibot'
import { base64urlText, count, day, digest, instant, milliseconds, text } from '../record/fields'
import { signedBytes } from '../record/pae'

/** What stands where in a package; README.md is the specification. Paths are inside the bag's one folder. */
export const files = {
  bagit: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  signature: 'signatures/tagmanifest-sha256.txt.sig',
  /** RFC 3161 response over the tag manifest; optional. */
  timestamp: 'signatures/tagmanifest-sha256.txt.tsr',
  class: 'data/class.json',
  plan: 'data/plan.json',
  policy: 'data/policy.json',
  facts: 'data/facts.json',
  keys: 'data/keys.json',
  proofs: 'data/proofs.ndjson',
  checkpoint: 'data/checkpoint.txt',
  /** Earlier checkpoints that somebody else has seen; optional. */
  witnessed: 'data/witnessed.ndjson',
  study: 'data/forms/study.json',
  notes: 'data/核验说明.txt',
} as const

export const PACKAGE_VERSION = '1'
export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

const branchPart = (branch: number) => (branch > 0 ? `.${branch}` : '')
export const ruleFile = (hash: string): string => `data/rules/${hash}.json`
export const chainFile = (chain: string, branch = 0): string => `data/chains/${chain}${branchPart(branch)}.ndjson`
export const batchesFile = (chain: string): string => `data/chains/${chain}.batches.ndjson`
export const receiptsFile = (chain: string, branch = 0): string => `data/receipts/${chain}${branchPart(branch)}.ndjson`

/** data/class.json: which class, whose, and its seats. No names: they stand in the forms. */
export const classFile = v.strictObject({
  v: v.literal(1),
  class: v.strictObject({
    id: text(64),
    name: text(100),
    /** A package of an open class is a 阶段包. */
    status: v.picklist(['open', 'closed']),
    period: v.strictObject({ from: day, to: day }),
  }),
  organisation: v.strictObject({ id: text(64), name: text(100) }),
  seats: v.array(v.strictObject({ seat: text(64), number: text(20) })),
  packedAt: instant,
})

export const planFile = v.strictObject({
  v: v.literal(1),
  id: text(64),
  title: text(100),
  occupation: text(100),
  level: text(40),
})

const vouched = {
  /** SPKI DER. */
  key: base64urlText,
  purpose: v.picklist(['package', 'service', 'log']),
  from: instant,
  /** Absent while the key is in use. */
  to: v.optional(instant),
}
export const keyEntry = v.strictObject({ ...vouched, signature: base64urlText })
/** data/keys.json: the package key itself, and the organisation's other keys, each vouched for by it. */
export const keysFile = v.strictObject({ v: v.literal(1), keys: v.array(keyEntry) })
export type KeyEntry = v.InferOutput<typeof keyEntry>

/** What the package key signs to vouch for a key. */
export const keyBytes = ({ key, purpose, from, to }: Omit<KeyEntry, 'signature'>): Uint8Array =>
  signedBytes('xueji/key/1', { from, key, purpose, to })

/** A line of data/proofs.ndjson: the last receipt of a chain's Beijing day is a leaf of data/checkpoint.txt. */
export const proofLine = v.strictObject({
  chain: digest,
  branch: v.optional(v.pipe(count, v.minValue(1))),
  day,
  /** Hash of the receipt. */
  receipt: digest,
  index: count,
  path: v.array(digest),
})
export type ProofLine = v.InferOutput<typeof proofLine>

/** A line of data/witnessed.ndjson: a checkpoint with cosignature lines or a time stamp, and that data/checkpoint.txt extends it. */
export const witnessedLine = v.strictObject({
  note: v.pipe(v.string(), v.maxLength(16_384)),
  path: v.array(digest),
  /** RFC 3161 response over the note's text. */
  token: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(65_536))),
})
export type WitnessedLine = v.InferOutput<typeof witnessedLine>

/**
 * A line of data/receipts: what of a receipt does not follow from the entries and the line before. The last receipt of
 * each Beijing day is signed; `before` carries that signature to the earlier ones.
 */
export const packedReceipt = v.strictObject({
  to: count,
  at: instant,
  /** Fingerprint of the service key. */
  key: v.optional(digest),
  signature: v.optional(base64urlText),
})
export type PackedReceipt = v.InferOutput<typeof packedReceipt>

/** data/forms/study.json: the forms' figures for machines; the verifier computes every one of them again. */
export const studyFile = v.strictObject({
  v: v.literal(1),
  seats: v.array(
    v.strictObject({
      seat: text(64),
      credited: milliseconds,
      /** Class hours by the policy, two decimals, rounded down. */
      hours: v.pipe(v.string(), v.regex(/^\d{1,9}\.\d{2}$/)),
      days: v.array(v.strictObject({ day, credited: milliseconds, deductions: v.record(v.string(), milliseconds) })),
    }),
  ),
})
export type StudyFile = v.InferOutput<typeof studyFile>
export type ClassFile = v.InferOutput<typeof classFile>
export type PlanFile = v.InferOutput<typeof planFile>
export type KeysFile = v.InferOutput<typeof keysFile>
