import * as v from 'valibot'
import { question } from '../../shared/api/bureau-interview'
import { count, digest } from '../../shared/record/fields'

/** What the server and the process that reads a kept package beside it say to each other. */

const path = v.string()
export const readTask = v.variant('ask', [
  v.object({ ask: v.literal('traces'), path }),
  /** `seed`: see `questionsFrom`. */
  v.object({ ask: v.literal('questions'), path, class: v.string(), seat: v.string(), seed: v.string() }),
])
export type ReadTask = v.InferOutput<typeof readTask>

const whole = v.pipe(v.number(), v.safeInteger())

/** What a package says of somebody's time: a chain, lessons in a room, or hours of another source. */
export const readTrace = v.object({
  class: v.string(),
  seat: v.string(),
  kind: v.picklist(['chain', 'attended', 'imported']),
  /** Of a chain. */
  chain: v.optional(digest),
  device: v.optional(v.string()),
  /** Earliest first, apart from each other. */
  stretches: v.array(v.object({ seq: count, from: whole, to: whole })),
  /** How lessons were played, to the ms and without their date; see `printOf`. */
  prints: v.array(v.object({ print: count, seq: count })),
  /** Where it was studied, each host with the first entry that names it. */
  hosts: v.array(v.tuple([v.string(), count])),
})
export type ReadTrace = v.InferOutput<typeof readTrace>

export const readSaid = v.union([
  v.object({ trace: readTrace }),
  v.object({ questions: v.array(question) }),
  v.object({ done: v.literal(true) }),
  v.object({ failed: v.string() }),
])
export type ReadSaid = v.InferOutput<typeof readSaid>
