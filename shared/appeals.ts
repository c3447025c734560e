import * as v from 'valibot'
import { base64urlText, count, digest, instant, MAX_STRETCH, random128, text } from './record/fields'
import { signedBytes } from './record/pae'

/** 申请复核: what a trainee objects to, what was decided, and how both are carried. Contract between extension, phone page, console and package. */

/** Of one attached file, bytes. */
export const MAX_EVIDENCE = 2 * 1024 * 1024
/** base64url of it. */
const fileText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(Math.ceil((MAX_EVIDENCE * 4) / 3)))

const interval = { from: instant, to: instant }
const isInterval = ({ from, to }: { from: number; to: number }) => to > from && to - from <= MAX_STRETCH

/** Wall time at most a day long: recorded and not counted (`deduction`), or studied and not recorded (`missing`). */
export const appealAbout = v.pipe(
  v.union([
    v.strictObject({ kind: v.literal('deduction'), ...interval, reason: v.optional(text(40)) }),
    v.strictObject({ kind: v.literal('missing'), ...interval, course: text(300), lesson: v.optional(text(300)) }),
  ]),
  v.check((about) => isInterval(about)),
)
export type AppealAbout = v.InferOutput<typeof appealAbout>

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

/** What was written, the same for ever; `chain` where a device sent it: its key signs exactly this. */
export const appeal = v.strictObject({
  v: v.literal(1),
  id: random128,
  chain: v.optional(digest),
  about: appealAbout,
  text: text(1000),
  picture: v.optional(v.strictObject({ hash: digest, type: v.picklist(pictureTypes) })),
  /** When it was written, by the clock of whoever wrote it. */
  at: instant,
})
export type Appeal = v.InferOutput<typeof appeal>

/** As a device sends it, and as a line of a hand-in file; `picture` are the bytes, base64url. */
export const appealLine = v.strictObject({ appeal, picture: v.optional(fileText), signature: base64urlText })
export type AppealLine = v.InferOutput<typeof appealLine>

/** As the phone page sends it: its session says whose it is. */
export const appealRequest = v.strictObject({ appeal, picture: v.optional(fileText) })
export type AppealRequest = v.InferOutput<typeof appealRequest>

export const appealBytes = (value: Appeal): Uint8Array => signedBytes('xueji/appeal/1', value)

export const appealStates = ['open', 'accepted', 'partly', 'rejected'] as const

/** An appeal and the answer to it, as its trainee sees it: what was decided last. `from` and `to`: what counts again; `seconds`: what was added by hand. */
export const answeredAppeal = v.strictObject({
  id: random128,
  at: instant,
  about: appealAbout,
  text: text(1000),
  state: v.picklist(appealStates),
  reason: v.optional(text(300)),
  decidedAt: v.optional(instant),
  from: v.optional(instant),
  to: v.optional(instant),
  seconds: v.optional(count),
})
export type AnsweredAppeal = v.InferOutput<typeof answeredAppeal>

/** Words of states, for trainees and HR alike. */
export const appealWords: Record<AnsweredAppeal['state'], string> = {
  open: '等待答复',
  accepted: '已采纳',
  partly: '部分采纳',
  rejected: '未采纳',
}

/** HR's decision. Accepting a deduction names what counts again; accepting a missing record names what is added by hand. */
export const appealDecision = v.variant('outcome', [
  v.strictObject({
    outcome: v.literal('accept'),
    reason: text(300),
    evidence: v.optional(digest),
    ...interval,
    /** For a missing record: key of the plan's course, and how much was studied within the interval. */
    add: v.optional(
      v.strictObject({ course: text(300), lesson: v.optional(text(300)), seconds: v.pipe(count, v.minValue(1)) }),
    ),
  }),
  v.strictObject({ outcome: v.literal('reject'), reason: text(300), evidence: v.optional(digest) }),
])
export type AppealDecision = v.InferOutput<typeof appealDecision>

/** 更正 by HR of its own: time that was counted and should not be. */
export const withdrawRequest = v.pipe(
  v.strictObject({ ...interval, reason: text(300), evidence: v.optional(digest) }),
  v.check((request) => isInterval(request)),
)
export type WithdrawRequest = v.InferOutput<typeof withdrawRequest>
