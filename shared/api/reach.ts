import * as v from 'valibot'
import { count, instant, milliseconds, text } from '../record/fields'

/**
 * What the server's own pages (install, group, practice) and the extension say to each other by `window.postMessage` on the
 * page itself, always with the page's origin as target. The extension answers only on the origins of servers it has joined,
 * and only with what stands here: no name, no class, no number of a person. A page takes an answer from its own window and
 * origin alone, and believes nothing that does not fit: it is for the trainee's eyes and credits nothing.
 */

/** The page asks. Sent at load and every 2 s while the page is in view. */
export const helloMessage = v.strictObject({ xueji: v.literal('hello') })

/** The extension is here. Sent for each `hello`. */
export const hereMessage = v.strictObject({
  xueji: v.literal('here'),
  /** Version and kernel, as the `join` entry says: `0.1.0 chrome/156`. */
  build: text(100),
  /** Seats on this server that this device holds. */
  joined: count,
  /** Newest receipt of this server for any of them, ms. */
  lastReceiptAt: v.optional(instant),
})

/** How the practice lesson is getting on. Sent on /practice after each `hello`, once the lesson has been played. */
export const practiceMessage = v.strictObject({
  xueji: v.literal('practice'),
  /** Of the practice lesson, on this device, today: sealed and still open. */
  recordedMs: milliseconds,
  /** Of them, what the server has receipted; absent where the class hands in by file (待导出). */
  receivedMs: v.optional(milliseconds),
})

export const fromExtension = v.variant('xueji', [hereMessage, practiceMessage])
export type HereMessage = v.InferOutput<typeof hereMessage>
export type PracticeMessage = v.InferOutput<typeof practiceMessage>

/** Where the practice lesson is, and as what it is recorded; it is in no plan, so none of it is credited (`not-in-plan`). */
export const PRACTICE = {
  path: '/practice',
  site: 'practice',
  course: { key: 'practice', title: '学迹练习课' },
  lesson: { key: 'practice-1', title: '一分钟练习' },
} as const
