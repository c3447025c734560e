import * as v from 'valibot'
import { count, milliseconds } from '../record/fields'
import { turns } from './home'

/**
 * 结班: what a class still has open, closing it and opening it again.
 *
 * GET  /classes/:id/closing                      -> closing
 * POST /classes/:id/close    closeClassRequest   -> closing   (hr; audited; 409 with open points and no reason, or with a stop)
 * POST /classes/:id/reopen   reopenClassRequest  -> closing   (hr; audited; 409 where a handed-in claim holds the class)
 */

export const openPointCodes = [
  'pending',
  'unsent',
  'lessons-ahead',
  'lessons-unmarked',
  'papers',
  'tests',
  'incomplete',
  'appeals',
  'findings',
  'notices',
] as const

export const openPoint = v.object({
  code: v.picklist(openPointCodes),
  turn: v.picklist(turns),
  count,
  /** Whom or what it is about, the first of them: 001 王晓明. */
  names: v.array(v.string()),
  /** No reason goes past it: what is under way would be lost. */
  stop: v.optional(v.literal(true)),
})
export type OpenPoint = v.InferOutput<typeof openPoint>

export const closing = v.object({
  status: v.picklist(['open', 'closed']),
  /** Of an open class alone. */
  points: v.array(openPoint),
  /** Numbers of handed-in and paid claims that stand on the class as it is: it can't be opened again. */
  heldBy: v.array(v.string()),
  /** The newest first. */
  history: v.array(
    v.object({
      kind: v.picklist(['close', 'reopen']),
      at: milliseconds,
      by: v.string(),
      reason: v.string(),
      /** How many points were open. */
      points: count,
    }),
  ),
})
export type Closing = v.InferOutput<typeof closing>

const reason = v.pipe(v.string(), v.trim(), v.maxLength(500))

export const closeClassRequest = v.strictObject({ reason })
export const reopenClassRequest = v.strictObject({ reason: v.pipe(reason, v.nonEmpty('请写明原因')) })
