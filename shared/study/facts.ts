import * as v from 'valibot'
import { count, day, decimal, digest, instant, milliseconds, random128, text } from '../record/fields'

/**
 * Everything besides entries and policy that credit may look at. Closed and serialisable: a package carries exactly
 * this (receipts stand in their own signed files and are joined in on reading), and a device gets its own part.
 * Version 2 gave corrections their effect; no package of version 1 has any. Version 3 added `attended`, `results` and
 * `certificates`; who has none of them writes version 2.
 */
export const facts = v.strictObject({
  v: v.picklist([1, 2, 3]),
  class: text(64),
  /** Which claim (made at joining, named in the chain's entry 0) holds which seat; `from` = when the code or class file was issued: the chain's first window opens there. */
  bindings: v.array(
    v.strictObject({
      claim: random128,
      seat: text(64),
      from: milliseconds,
      how: v.picklist(['code', 'accepted', 'file', 'replaces']),
    }),
  ),
  courses: v.array(
    v.strictObject({
      key: text(300),
      site: text(64),
      title: text(300),
      /** Other titles or keys the platform uses for the same course. */
      aliases: v.array(text(300)),
      hours: v.optional(decimal),
    }),
  ),
  /** Beijing days, both inclusive. */
  period: v.strictObject({ from: day, to: day }),
  consentDate: v.optional(day),
  devices: v.array(
    v.strictObject({ device: random128, decision: v.picklist(['approved', 'revoked']), at: milliseconds }),
  ),
  /** Receipts' times and hashes; `branch` as in the receipt. */
  receipts: v.array(
    v.strictObject({
      chain: digest,
      branch: v.optional(count),
      from: count,
      to: count,
      at: milliseconds,
      hash: digest,
    }),
  ),
  /**
   * Decisions of people, never changed afterwards: what was recorded within [from, to) of wall time counts in spite of the
   * reasons a person may waive (`restore`), or does not count (`withdraw`). The later decision wins.
   */
  corrections: v.array(
    v.strictObject({
      id: text(64),
      seat: text(64),
      effect: v.picklist(['restore', 'withdraw']),
      from: milliseconds,
      to: milliseconds,
      reason: text(300),
      /** SHA-256 of the file the decision rests on. */
      evidence: v.optional(digest),
      /** The appeal that it decides. */
      appeal: v.optional(text(64)),
      by: text(64),
      at: milliseconds,
    }),
  ),
  imported: v.array(
    v.strictObject({
      source: v.picklist(['乙', '丙']),
      seat: text(64),
      kind: text(32),
      course: text(300),
      lesson: v.optional(text(300)),
      start: v.optional(milliseconds),
      seconds: count,
      evidence: digest,
      by: text(64),
      at: milliseconds,
    }),
  ),
  /** Wall intervals already credited to the person of this seat in another class or chain, each with its receipt's hash. */
  elsewhere: v.array(v.strictObject({ seat: text(64), from: milliseconds, to: milliseconds, receipt: digest })),
  /** Offline lessons (实训, theory in a room) that somebody was at, from sign-in to sign-out. */
  attended: v.optional(
    v.array(
      v.strictObject({
        id: text(64),
        seat: text(64),
        /** The session held: its row on the server. */
        session: text(64),
        /** Key of the plan's course. */
        course: text(300),
        practice: v.boolean(),
        start: instant,
        seconds: count,
        /** `code`: both ends by the changing code, entries of the seat's own chain; `sheet`: a signed 签到表, scanned. */
        how: v.picklist(['code', 'sheet']),
        evidence: v.optional(digest),
        by: text(64),
        at: instant,
      }),
    ),
  ),
  /** Results that no page showed: examinations on paper and of practice, every attempt. */
  results: v.optional(
    v.array(
      v.strictObject({
        id: text(64),
        seat: text(64),
        part: v.picklist(['theory', 'practice', 'overall']),
        /** Key of the plan's course, where it is about one. */
        course: v.optional(text(300)),
        value: v.optional(decimal),
        max: v.optional(decimal),
        pass: v.boolean(),
        /** From 1. */
        attempt: v.pipe(count, v.minValue(1)),
        day,
        source: v.picklist(['imported', 'entered']),
        evidence: v.optional(digest),
        by: text(64),
        at: instant,
      }),
    ),
  ),
  certificates: v.optional(
    v.array(
      v.strictObject({
        id: text(64),
        seat: text(64),
        number: text(60),
        day,
        issuer: v.optional(text(100)),
        evidence: v.optional(digest),
        by: text(64),
        at: instant,
      }),
    ),
  ),
})

export type Attended = NonNullable<Facts['attended']>[number]
export type ExamResult = NonNullable<Facts['results']>[number]
export type Certificate = NonNullable<Facts['certificates']>[number]

export type Facts = v.InferOutput<typeof facts>
