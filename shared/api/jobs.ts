import * as v from 'valibot'
import { count, milliseconds } from '../record/fields'

/** Long work: started, left, come back to. What it made stays as a record. */

export const jobStarted = v.object({ job: v.string() })
export const job = v.object({
  id: v.string(),
  state: v.picklist(['running', 'done', 'failed']),
  /** What is being done now, in Chinese, and how much of it. */
  step: v.string(),
  done: count,
  all: count,
  startedAt: milliseconds,
  /** What was wrong, and what to do. */
  problem: v.optional(v.object({ code: v.string(), message: v.string() })),
  /** Of the file to fetch, where the work made one; otherwise what it did stands in its place already. */
  name: v.optional(v.string()),
  bytes: v.optional(count),
  /** The file waits until then. */
  until: v.optional(milliseconds),
})
export type Job = v.InferOutput<typeof job>

/** A package that was built, for ever. */
export const packageRecord = v.object({
  number: count,
  name: v.string(),
  bytes: count,
  sha256: v.string(),
  /** SHA-256 of the tag manifest. */
  content: v.string(),
  /** Of the package key. */
  fingerprint: v.string(),
  people: count,
  by: v.string(),
  at: milliseconds,
})
export type PackageRecord = v.InferOutput<typeof packageRecord>

/**
 * POST /api/classes/:id/package/job {}   -> jobStarted      (audited when it is built)
 * GET  /api/classes/:id/packages         -> packageRecord[] (the newest first)
 * GET  /api/jobs/:id                     -> job             (hr and up, of the organisation's own; what is one member's alone, of that member)
 * GET  /api/jobs/:id/file                -> the file it made, until its time is over; Range (RFC 9110)
 */
