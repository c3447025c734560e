import * as v from 'valibot'
import { base64urlText, count, day, digest, instant, text } from '../record/fields'
import { facts } from '../study/facts'
import { policy } from '../study/policy'

/** What stands in the JSON files of a package, version 1. Specification: README.md. */

/** `data/class.json`: which class this is; no person. */
export const packagedClass = v.strictObject({
  v: v.literal(1),
  class: v.strictObject({ id: text(64), name: text(100) }),
  organisation: v.strictObject({
    id: text(64),
    name: text(100),
    kind: v.picklist(['enterprise', 'institution', 'bureau']),
    creditCode: v.optional(text(18)),
  }),
  seats: v.array(v.strictObject({ seat: text(64), number: text(20) })),
  madeAt: instant,
})

/** `data/plan.json`. */
export const packagedPlan = v.strictObject({
  v: v.literal(1),
  title: text(100),
  occupation: text(100),
  level: text(40),
  period: v.strictObject({ from: day, to: day }),
  courses: facts.entries.courses,
  policy: text(64),
})
/** `data/policy.json` is the policy itself. */
export const packagedPolicy = policy

/** `data/keys.json`: the package key, and the keys it vouches for by a signature over PAE('xueji/key/1', JCS{ from, key, purpose }). */
export const packagedKeys = v.strictObject({
  v: v.literal(1),
  package: base64urlText,
  keys: v.array(
    v.strictObject({
      purpose: v.picklist(['service', 'log']),
      key: base64urlText,
      from: instant,
      to: v.optional(instant),
      signature: base64urlText,
    }),
  ),
})

/** `data/facts.json`: facts without receipts; those stand signed in `data/receipts/` and are joined in on reading. */
const { receipts: _, ...factsWithoutReceipts } = facts.entries
export const packagedFacts = v.strictObject(factsWithoutReceipts)

/** A line of `data/proofs.ndjson`: receipt (hash of its body) is leaf `index` of the packaged checkpoint's tree. */
export const packagedProof = v.strictObject({ chain: digest, receipt: digest, index: count, path: v.array(digest) })

/** `data/forms/study.json`: the figures that the forms show, for a machine to compare. ms. */
export const packagedStudy = v.strictObject({
  v: v.literal(1),
  seats: v.array(
    v.strictObject({
      seat: text(64),
      credited: count,
      days: v.array(v.strictObject({ day, credited: count, deductions: v.record(v.string(), count) })),
    }),
  ),
})

export type PackagedClass = v.InferOutput<typeof packagedClass>
export type PackagedPlan = v.InferOutput<typeof packagedPlan>
export type PackagedKeys = v.InferOutput<typeof packagedKeys>
export type PackagedFacts = v.InferOutput<typeof packagedFacts>
export type PackagedProof = v.InferOutput<typeof packagedProof>
export type PackagedStudy = v.InferOutput<typeof packagedStudy>
