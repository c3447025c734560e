import * as v from 'valibot'
import { packageReport, stageSummary } from '../../../shared/api/bureau-intake'
import { claimFile, peopleFile } from '../../../shared/package/claim-layout'
import { classFile, planFile } from '../../../shared/package/layout'
import { count, digest } from '../../../shared/record/fields'
import { facts } from '../../../shared/study/facts'
import { policy } from '../../../shared/study/policy'

/** What the server and the process that verifies beside it say to each other. */

export const packageKinds = ['claim', 'class', 'videos'] as const
export type PackageKind = (typeof packageKinds)[number]

/** What to look at. `plain`: where an encrypted one is opened to; nothing else is written. */
export interface VerifyTask {
  file: string
  plain: string
  /** File of the age identity. */
  identity: string
  /** Keys as C2SP writes them, of whom the bureau believes. */
  witnesses: readonly string[]
  /** Certificates of time-stamping authorities whom the bureau believes, DER in base64url. */
  authorities: readonly string[]
}

/** Seen before anything is believed. */
export const seen = v.object({
  kind: v.picklist(packageKinds),
  /** The ZIP itself, opened. */
  path: v.string(),
  sha256: digest,
  bytes: count,
  bag: v.string(),
  /** SHA-256 of the tag manifest. */
  content: digest,
  /** Fingerprint of the key that signed; absent where none did. */
  signer: v.optional(digest),
  /** As the package says: who made it, and what it is. */
  organisation: v.string(),
  title: v.string(),
  /** Of a package of videos: their hashes. */
  videos: v.array(digest),
})
export type Seen = v.InferOutput<typeof seen>

/** Who signs with that key, as the register says; and of videos what their claim lists. */
export interface Answer {
  trusted?: { fingerprint: string; key: string; from?: number; until?: number } | undefined
  listed?: string | undefined
}

/** What a package says of a class: what was agreed on is held against it. */
export const classAbout = v.object({
  ...{ class: classFile, plan: planFile, policy },
  ...{ courses: facts.entries.courses, consentDate: facts.entries.consentDate },
})
export type ClassAbout = v.InferOutput<typeof classAbout>

export const verified = v.object({
  report: packageReport,
  claim: v.optional(claimFile),
  people: v.optional(peopleFile),
  classes: v.array(classAbout),
  /** Of a package of one class. */
  stage: v.optional(stageSummary),
})
export type Verified = v.InferOutput<typeof verified>

export const said = v.union([
  v.object({ seen }),
  v.object({ step: v.string(), done: count, all: count }),
  v.object({ verified }),
  v.object({ refused: v.string() }),
  v.object({ failed: v.string() }),
])
export type Said = v.InferOutput<typeof said>
