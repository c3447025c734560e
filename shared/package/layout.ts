import * as v from 'valibot'
import { appeal } from '../appeals'
import { base64urlText, count, day, digest, instant, milliseconds, text } from '../record/fields'
import { signedBytes } from '../record/pae'

/** What stands where in a package; README.md is the specification. Paths are inside the bag's one folder. */

/** What a class's folder (in version 1 `data/` itself) must hold. */
export const classFiles = {
  class: 'data/class.json',
  plan: 'data/plan.json',
  policy: 'data/policy.json',
  facts: 'data/facts.json',
  proofs: 'data/proofs.ndjson',
  study: 'data/forms/study.json',
} as const

/** What a package must hold once, of however many classes it is. */
export const sharedFiles = {
  keys: 'data/keys.json',
  checkpoint: 'data/checkpoint.txt',
  notes: 'data/核验说明.txt',
} as const

/** Of a claim (version 2). */
export const claimFiles = {
  claim: 'data/claim.json',
  /** Who the people of the claim are, and where the money goes; a form, for machines. Optional: packed since the bureau's desk reads it. */
  people: 'data/forms/people.json',
  /** Lecture videos, which lie in a package of their own; optional. */
  videos: 'data/videos.json',
  /** 授课记录 of a class, in its folder; optional. */
  teaching: 'data/teaching.json',
} as const

export const files = {
  bagit: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  signature: 'signatures/tagmanifest-sha256.txt.sig',
  /** RFC 3161 response over the tag manifest; optional. */
  timestamp: 'signatures/tagmanifest-sha256.txt.tsr',
  /** SM2 over SM3 of the tag manifest, DER; optional, from version 2 on. */
  sm2: 'signatures/tagmanifest-sha256.txt.sm2',
  ...classFiles,
  ...sharedFiles,
  ...claimFiles,
  /** Earlier checkpoints that somebody else has seen; optional. */
  witnessed: 'data/witnessed.ndjson',
} as const
/** What the tag manifest covers. */
export const tagFiles: readonly string[] = [files.bagit, files.info, files.manifest]
/** In bag-info.txt: the user id the SM2 signature was made with. */
export const SM2_LABEL = 'Xueji-SM2-Id'

/** 1: a class (阶段包 while it runs); 2: a claim. */
export const PACKAGE_VERSIONS = ['1', '2'] as const
export type PackageVersion = (typeof PACKAGE_VERSIONS)[number]
export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** Packages with 申请复核 hold it; every file that a decision rests on lies under `data/evidence/`, named by its hash. */
export const APPEALS = 'data/appeals.json'
/** A claim's classes lie each in a folder of `data/`. */
export const classFolder = (id: string): string => `classes/${id}`
/** In the sibling package of videos. */
export const videoFile = (hash: string): string => `data/videos/${hash}`
export const scanFile = (hash: string): string => `data/scans/${hash}`
export const evidenceFile = (hash: string): string => `data/evidence/${hash}`

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
  /** `left`: by a 名册变更; packed from version 2 on. */
  seats: v.array(v.strictObject({ seat: text(64), number: text(20), left: v.optional(v.literal(true)) })),
  packedAt: instant,
})

export const planFile = v.strictObject({
  v: v.literal(1),
  id: text(64),
  title: text(100),
  occupation: text(100),
  level: text(40),
  /** Courses that are practice, or not taught online; packed from version 2 on. */
  taught: v.optional(v.array(v.strictObject({ key: text(300), practice: v.boolean(), online: v.boolean() }))),
})

const vouched = {
  /** SPKI DER. */
  key: base64urlText,
  /** `sm2` from version 2 of the package on. */
  purpose: v.picklist(['package', 'service', 'log', 'sm2']),
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
/** data/appeals.json: what trainees objected to, as their devices signed it, and every decision; the last one holds. */
export const appealsFile = v.strictObject({
  v: v.literal(1),
  appeals: v.array(
    v.strictObject({
      seat: text(64),
      how: v.picklist(['device', 'file', 'phone']),
      /** When the server took it. */
      receivedAt: instant,
      appeal,
      /** By the key of `appeal.chain`; absent from the phone. */
      signature: v.optional(base64urlText),
      decisions: v.array(
        v.strictObject({
          outcome: v.picklist(['accepted', 'partly', 'rejected']),
          reason: text(300),
          evidence: v.optional(digest),
          /** Id of the correction it became, while it holds in the facts. */
          correction: v.optional(text(64)),
          by: text(64),
          at: instant,
        }),
      ),
    }),
  ),
})
export type AppealsFile = v.InferOutput<typeof appealsFile>
export type StudyFile = v.InferOutput<typeof studyFile>
export type ClassFile = v.InferOutput<typeof classFile>
export type PlanFile = v.InferOutput<typeof planFile>
export type KeysFile = v.InferOutput<typeof keysFile>
