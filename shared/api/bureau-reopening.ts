import * as v from 'valibot'
import { milliseconds, text } from '../record/fields'

/**
 * The way back of a claim that was agreed or cleared and is not on a table yet: somebody says why, it is held from then on, and a 负责人 who is
 * somebody else has it reviewed again, or lets it go on. What was cleared is published again before it is paid.
 */
export const reopening = v.object({
  id: v.string(),
  reason: v.string(),
  by: v.string(),
  /** The member who reads asked for it: somebody else confirms it. */
  own: v.boolean(),
  at: milliseconds,
})
export type Reopening = v.InferOutput<typeof reopening>

export const askReopening = v.strictObject({ reason: v.pipe(text(500), v.trim(), v.minLength(1)) })
export type AskReopening = v.InferOutput<typeof askReopening>

/** `confirm` false: the claim goes on as it was; a note says why. */
export const answerReopening = v.strictObject({
  reopening: text(64),
  confirm: v.boolean(),
  note: v.pipe(v.string(), v.trim(), v.maxLength(500)),
})
export type AnswerReopening = v.InferOutput<typeof answerReopening>

/**
 * Behind the session of a bureau; both answer reviewAnswer.
 *
 * POST /api/bureau/reviews/:id/reopening          askReopening     hr and up
 * POST /api/bureau/reviews/:id/reopening/answer   answerReopening  manager; to confirm, never who asked
 */
