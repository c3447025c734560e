import * as v from 'valibot'
import { retentionRule } from '../media/retention-rules'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { listPage, listQuery } from './lists'

/** Lecture videos: what stands for each lesson, their upload, how long they are kept, and how they may go. Routes at the end. */

/** The largest file that is taken, bytes. */
export const MAX_VIDEO = 64 * 1024 ** 3

const lesson = v.strictObject({ key: text(300), title: text(300) })
/** A lesson of a class's course; without one, the whole course. */
const about = { course: text(300), lesson: v.optional(lesson) }
const address = v.pipe(v.string(), v.url(), v.regex(/^https?:/), v.maxLength(2000))

/** What a tus client says of a file in `Upload-Metadata`: class, course, lesson (JSON of key and title), filename. */
export const uploadRequest = v.strictObject({
  class: text(64),
  ...about,
  filename: text(255),
  size: v.pipe(count, v.minValue(1), v.maxValue(MAX_VIDEO)),
})
export type UploadRequest = v.InferOutput<typeof uploadRequest>

export const upload = v.object({
  id: v.string(),
  class: v.string(),
  course: v.string(),
  lesson: v.optional(lesson),
  name: v.string(),
  size: count,
  /** Bytes that are safe on the server: from there it goes on. */
  received: count,
  by: v.string(),
  at: milliseconds,
  touchedAt: milliseconds,
  /** Whole, and kept. */
  done: v.boolean(),
  /** Whole, and no video that can be kept: why. */
  refused: v.optional(v.string()),
})
export type Upload = v.InferOutput<typeof upload>

const reference = v.strictObject({
  /** Id of the course on its platform. */
  id: text(300),
  url: address,
  /** Length in seconds, where it is known. */
  seconds: v.optional(v.pipe(count, v.maxValue(10_000_000))),
})
/** The platform's 留存承诺书, or the bureau's consent that course id, address and length stand for the video; both with the paper. */
export const standInRequest = v.variant('how', [
  v.strictObject({ how: v.literal('undertaking'), ...about, evidence: digest, reference: v.optional(reference) }),
  v.strictObject({ how: v.literal('waiver'), ...about, evidence: digest, reference }),
])
export type StandInRequest = v.InferOutput<typeof standInRequest>

export const endVideoRequest = v.strictObject({ reason: text(500) })

/** A statement that stands, as a row of its lesson. */
export const videoStatement = v.object({
  id: v.string(),
  how: v.picklist(['file', 'undertaking', 'waiver']),
  file: v.optional(
    v.object({
      id: v.string(),
      name: v.string(),
      bytes: count,
      sha256: v.string(),
      length: milliseconds,
      format: v.string(),
      /** `ok`, or what the last check found; `gone`: disposed of. */
      state: v.picklist(['ok', 'missing', 'differs', 'gone']),
    }),
  ),
  evidence: v.optional(v.string()),
  reference: v.optional(reference),
  by: v.string(),
  at: milliseconds,
})
export type VideoStatement = v.InferOutput<typeof videoStatement>

/** A lesson that needs a video, or a whole course. */
export const videoLesson = v.object({
  course: v.string(),
  courseTitle: v.string(),
  lesson: v.optional(lesson),
  /** When a live lesson was held, or how many trainees watched a recorded one. */
  heldAt: v.optional(milliseconds),
  watchedBy: v.optional(count),
  statements: v.array(videoStatement),
  /** Met by its own statements, by those of its course, or not yet. */
  met: v.picklist(['own', 'course', 'none']),
})
export type VideoLesson = v.InferOutput<typeof videoLesson>

export const classVideos = v.object({
  lessons: v.array(videoLesson),
  missing: count,
  uploads: v.array(upload),
  retention: v.object({
    state: v.picklist(['not-settled', 'hold', 'until', 'over']),
    last: v.optional(v.string()),
    rule: v.optional(v.string()),
    /** What somebody said, of what was asked for elsewhere too. */
    settled: v.optional(v.object({ day: v.string(), note: v.string(), by: v.string(), at: milliseconds })),
    /** What the organisation's own claims say: their numbers, the last decision, whether one is open. */
    claimed: v.optional(
      v.object({ numbers: v.array(v.string()), last: v.string(), open: v.boolean(), everybody: v.boolean() }),
    ),
  }),
})
export type ClassVideos = v.InferOutput<typeof classVideos>

/** Everything of the class was paid or finally refused, the last on this day; or it is open again. */
export const settleRequest = v.variant('how', [
  v.strictObject({ how: v.literal('settled'), day, note: text(500) }),
  v.strictObject({ how: v.literal('open'), note: text(500) }),
])
export type SettleRequest = v.InferOutput<typeof settleRequest>

/* ---------- the organisation's videos ---------- */

export const filesQuery = listQuery(['at', 'name', 'bytes', 'length'], ['over', 'faulty', 'gone'])
export const fileRow = v.object({
  id: v.string(),
  name: v.string(),
  bytes: count,
  length: milliseconds,
  format: v.string(),
  sha256: v.string(),
  at: milliseconds,
  classes: v.array(v.object({ id: v.string(), name: v.string() })),
  place: v.picklist(['folder', 's3', 'gone']),
  state: v.picklist(['ok', 'missing', 'differs', 'gone']),
  checkedAt: milliseconds,
  retention: v.picklist(['not-settled', 'hold', 'until', 'over']),
  last: v.optional(v.string()),
  /** The rule by which it is kept until then. */
  rule: v.optional(v.string()),
  /** Somebody asked for its disposal. */
  asked: v.boolean(),
})
export type FileRow = v.InferOutput<typeof fileRow>
export const filesPage = listPage(fileRow)

const holdRow = v.object({
  id: v.string(),
  className: v.optional(v.string()),
  reason: v.string(),
  by: v.string(),
  at: milliseconds,
  ended: v.optional(v.object({ reason: v.string(), by: v.string(), at: milliseconds })),
})
const disposalRow = v.object({
  id: v.string(),
  reason: v.string(),
  by: v.string(),
  at: milliseconds,
  /** Who asked cannot confirm. */
  mine: v.boolean(),
  files: v.array(v.object({ id: v.string(), name: v.string(), bytes: count, sha256: v.string() })),
  state: v.picklist(['asked', 'withdrawn', 'confirmed', 'done']),
  endedBy: v.optional(v.string()),
  endedAt: v.optional(milliseconds),
})
export type DisposalRow = v.InferOutput<typeof disposalRow>

export const mediaState = v.object({
  /** New files go there. */
  place: v.picklist(['folder', 's3']),
  files: count,
  bytes: count,
  faulty: count,
  /** On the server's disk, beside the reserve for the record; bytes. */
  free: count,
  /** Files that wait to be moved to the object store. */
  waiting: count,
  rules: v.array(v.object({ ...retentionRule.entries, own: v.boolean() })),
  holds: v.array(holdRow),
  disposals: v.array(disposalRow),
})
export type MediaState = v.InferOutput<typeof mediaState>

/** An own rule, for everywhere the organisation trains. It lengthens, never shortens. */
export const ownRuleRequest = v.strictObject({
  title: text(100),
  source: text(300),
  from: day,
  years: retentionRule.entries.years,
})
export type OwnRuleRequest = v.InferOutput<typeof ownRuleRequest>
export const holdRequest = v.strictObject({ class: v.optional(text(64)), reason: text(500) })
export type HoldRequest = v.InferOutput<typeof holdRequest>
export const askDisposalRequest = v.strictObject({
  files: v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(500)),
  reason: text(500),
})
export type AskDisposalRequest = v.InferOutput<typeof askDisposalRequest>

/**
 * POST   /api/media/uploads                 tus 1.0.0 creation        -> 201, Location   (audited)
 * GET    /api/media/uploads/:id             upload; HEAD is tus's     -> Upload-Offset
 * PATCH  /api/media/uploads/:id             tus 1.0.0                 -> 204; `file-refused` for what is no video, `storage-full`
 * DELETE /api/media/uploads/:id             tus termination, of what is not whole        (audited)
 * GET    /api/classes/:id/videos            -> classVideos
 * POST   /api/classes/:id/videos            standInRequest -> classVideos                (audited)
 * POST   /api/classes/:id/settled           settleRequest  -> classVideos                (audited)
 * POST   /api/videos/:id/end                endVideoRequest -> {}: the statement is withdrawn, its file stays kept (audited)
 * GET    /api/media/files?…                 filesQuery -> filesPage
 * GET    /api/media/files/:id               the bytes, by ranges as well                 (audited)
 * GET    /api/media                         -> mediaState
 * POST   /api/media/check                   -> jobStarted: every file is read and hashed again (audited)
 * POST   /api/media/rules                   ownRuleRequest -> mediaState                 (audited)
 * POST   /api/media/holds                   holdRequest -> mediaState                    (audited)
 * POST   /api/media/holds/:id/end           endVideoRequest -> mediaState                (audited)
 * POST   /api/media/disposals               askDisposalRequest -> mediaState             (audited)
 * POST   /api/media/disposals/:id/confirm   -> mediaState: by another administrator than who asked (audited)
 * POST   /api/media/disposals/:id/withdraw  -> mediaState                                (audited)
 */
