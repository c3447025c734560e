import * as v from 'valibot'
import { base64urlText, count, digest, text } from '../record/fields'

/** What a log server answers about its log, and what its file for a witness without network holds. HTTP: server/http/README.md. */

const size = v.pipe(count, v.minValue(1))
const noteText = v.pipe(v.string(), v.maxLength(16_384))
const path = v.pipe(v.array(digest), v.maxLength(64))

/** GET /log/consistency: that the tree of `from` leaves is the beginning of the tree of `to`. */
export const consistencyAnswer = v.strictObject({ generation: count, from: size, to: size, path })

/** GET /log/opening: what leaf 0 of a generation after the first says, and its inclusion in `note`, the newest checkpoint of that generation. */
export const openingAnswer = v.strictObject({ generation: size, opening: text(1000), note: noteText, path })

/** GET /log/witnesses: the largest checkpoint each witness of this server has cosigned. */
export const witnessesAnswer = v.strictObject({
  witnesses: v.array(v.strictObject({ name: text(200), generation: count, size, at: count })),
})

/** POST /log/cosignature: how many signature lines were new. `restored`: the checkpoint shown was lost here, a new generation was opened. */
export const cosignatureAnswer = v.strictObject({ stored: count, restored: v.optional(v.literal(true)) })

/** 封存日志文件: the same answers, carried by hand. */
export const logFile = v.strictObject({
  v: v.literal(1),
  type: v.literal('log'),
  /** SPKI of the log key; worth what its fingerprint is worth to the witness. */
  key: base64urlText,
  note: noteText,
  openings: v.pipe(v.array(openingAnswer), v.maxLength(100)),
  consistency: v.pipe(v.array(consistencyAnswer), v.maxLength(100)),
})

/** The JCS text of leaf 0 of a generation after the first names the checkpoint that was lost. */
export const openingText = v.strictObject({
  v: v.literal(1),
  lost: v.strictObject({ origin: text(200), root: base64urlText, size }),
})

export type ConsistencyAnswer = v.InferOutput<typeof consistencyAnswer>
export type OpeningAnswer = v.InferOutput<typeof openingAnswer>
export type CosignatureAnswer = v.InferOutput<typeof cosignatureAnswer>
export type WitnessesAnswer = v.InferOutput<typeof witnessesAnswer>
export type LogFile = v.InferOutput<typeof logFile>
