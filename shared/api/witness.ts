import * as v from 'valibot'
import { count, digest, milliseconds, text } from '../record/fields'

/** 备查 on the console: the bureau that witnesses logs, and the server whose log is witnessed. Routes at the end. */

/** A checkpoint that was cosigned, as the witness keeps it. */
const head = v.object({ origin: v.string(), size: count, at: milliseconds })

export const witnessedLog = v.object({
  ...{ id: v.string(), name: v.string(), fingerprint: digest },
  last: v.optional(head),
  /** The witness's own file of it was changed, in words: it looks no more. */
  broken: v.optional(v.string()),
  /** Where it is asked every hour, and how the last look over the network went; `problem` '' where it was done. */
  address: v.string(),
  look: v.optional(v.object({ at: milliseconds, problem: v.string() })),
  /** What somebody should look at though it was cosigned, of the newest look. */
  findings: v.array(v.string()),
  /** 拒绝见证, the newest first; the two checkpoints behind each lie in the witness's files. */
  refusals: v.array(
    v.object({
      ...{ at: milliseconds, sentence: v.string() },
      answered: v.optional(v.object({ what: v.string(), by: v.string(), at: milliseconds })),
    }),
  ),
})
export type WitnessedLog = v.InferOutput<typeof witnessedLog>

export const witnessState = v.object({
  /** At a bureau: absent `self` before it was switched on. */
  desk: v.optional(
    v.object({
      /** `key` as C2SP writes it, for the 单位; `fingerprint` SHA-256 of the public key. */
      self: v.optional(v.object({ name: v.string(), key: v.string(), fingerprint: digest })),
      logs: v.array(witnessedLog),
    }),
  ),
  /** Of the server's own log, for whom the server belongs to. `id` absent: named when the server was started. */
  own: v.optional(
    v.object({
      fingerprint: digest,
      sealed: v.boolean(),
      witnesses: v.array(
        v.object({
          ...{ id: v.optional(v.string()), name: v.string(), key: v.string() },
          last: v.optional(v.object({ generation: count, size: count, at: milliseconds })),
        }),
      ),
    }),
  ),
})
export type WitnessState = v.InferOutput<typeof witnessState>

const words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))
export const switchOnRequest = v.strictObject({ name: words(100) })
export const addLogRequest = v.strictObject({
  name: words(100),
  fingerprint: v.pipe(
    v.string(),
    v.transform((given) => given.replaceAll(/[\s:]/g, '').toLowerCase()),
    digest,
  ),
  /** http(s); only its origin is kept. Absent: by file alone. */
  address: v.optional(
    v.pipe(
      v.string(),
      v.url('网址应像 https://xueji.example.cn'),
      v.regex(/^https?:/, '网址应以 https:// 或 http:// 开头'),
      v.maxLength(300),
      v.transform((given) => new URL(given).origin),
    ),
  ),
})
export type AddLog = v.InferOutput<typeof addLogRequest>
export const endLogRequest = v.strictObject({ reason: words(500) })
/** `refusedAt`: which refusal. */
export const answerRefusalRequest = v.strictObject({ refusedAt: milliseconds, what: words(500) })
export type AnswerRefusal = v.InferOutput<typeof answerRefusalRequest>
/** 封存日志文件, as the 单位 exported it. */
export const cosignRequest = v.strictObject({ file: text(200_000) })
/** `statement`: 见证文件, to be handed back; absent where it was refused, then `refused` says why. */
export const cosignAnswer = v.object({
  statement: v.optional(v.string()),
  refused: v.optional(v.string()),
  findings: v.array(v.string()),
  state: witnessState,
})
export type CosignAnswer = v.InferOutput<typeof cosignAnswer>
export const nameWitnessRequest = v.strictObject({ key: words(300) })
export const statementRequest = v.strictObject({ statement: text(16_384) })

/**
 * GET  /api/witness                       -> witnessState                          (auditor and up)
 * POST /api/witness/on                    switchOnRequest -> witnessState          (a bureau's manager, as the next two)
 * POST /api/witness/logs                  addLogRequest -> witnessState
 * POST /api/witness/logs/:id/end          endLogRequest -> witnessState
 * POST /api/witness/logs/:id/cosign       cosignRequest -> cosignAnswer            (a bureau's hr and up, as the next)
 * POST /api/witness/logs/:id/look         -> witnessState                          (a bureau's hr and up)
 * POST /api/witness/logs/:id/answer       answerRefusalRequest -> witnessState
 * POST /api/witness/named                 nameWitnessRequest -> witnessState       (administrator of whom the server belongs to, as the next)
 * POST /api/witness/named/:id/end         -> witnessState
 * POST /api/witness/log-file              -> 封存日志文件                          (hr and up of whom the server belongs to, as the next)
 * POST /api/witness/statement             statementRequest -> witnessState
 */
