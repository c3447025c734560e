import * as v from 'valibot'
import { count, instant, milliseconds, random128, text } from '../record/fields'

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

/** A question of a trainee with its answers, the words beside the record. `courseTitle`: empty where it is about no course of the plan. */
const question = {
  id: random128,
  courseTitle: v.string(),
  text: v.string(),
  at: milliseconds,
  answers: v.array(v.object({ text: v.string(), by: v.string(), at: milliseconds })),
}

/** What /my shows besides hours: 签到 by phone and questions. */
export const phoneDesk = v.object({
  /** Whether the class still runs and the person is still on its roster. */
  open: v.boolean(),
  /** Version of shared/reach/phone-consent.ts that is still to be agreed to; absent once it was. */
  consent: v.optional(text(64)),
  /** Since when the person is signed in by phone today. */
  signedInAt: v.optional(milliseconds),
  /** Of today, earliest first. */
  today: v.array(v.object({ in: milliseconds, out: v.optional(milliseconds) })),
  courses: v.array(v.object({ key: v.string(), title: v.string() })),
  questions: v.array(v.object(question)),
})
export type PhoneDesk = v.InferOutput<typeof phoneDesk>

/** `consent`: the version the person has just agreed to, where `phoneDesk` asked for it. */
const agreed = { consent: v.optional(text(64)) }
export const phoneAttendanceRequest = v.strictObject({ act: v.picklist(['signin', 'signout']), ...agreed })
/** The words of a question or an answer. */
const written = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))
export const askRequest = v.strictObject({
  /** Made by the page, so that a question sent twice is taken once. */
  id: random128,
  course: v.optional(text(300)),
  text: written,
  ...agreed,
})
export const answerRequest = v.strictObject({ text: written })
export type PhoneAttendance = v.InferOutput<typeof phoneAttendanceRequest>
export type AskRequest = v.InferOutput<typeof askRequest>

/** A question as a teacher sees it. */
export const questionRow = v.object({
  ...question,
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  class: v.string(),
  className: v.string(),
  /** Whether the whole class may read it (常见问题). */
  shown: v.boolean(),
})
export type QuestionRow = v.InferOutput<typeof questionRow>

/** What a class says to its group (发到群里): of the class and the server, never of a person. */
export const groupNotice = v.object({
  organisation: v.string(),
  kind: v.picklist(['enterprise', 'institution', 'bureau']),
  className: v.string(),
  period: v.object({ from: v.string(), to: v.string() }),
  courses: v.array(v.object({ title: v.string(), site: v.string() })),
  code: v.string(),
  /** `https://server/g/CODE` */
  link: v.string(),
  /** Others can open the link: the server is reached by more than this computer, and encrypted. */
  reachable: v.boolean(),
})
export type GroupNotice = v.InferOutput<typeof groupNotice>

/**
 * Routes.
 *
 * GET  /api/my/desk          -> phoneDesk       (`authorization: Bearer <token of the link>`, like all of /api/my)
 * POST /api/my/attendance    phoneAttendanceRequest -> phoneDesk
 * POST /api/my/questions     askRequest -> phoneDesk
 * GET  /api/questions: shared/api/lists.ts
 * POST /api/questions/:id    answerRequest -> questionRow   (teacher; audited)
 * GET  /api/classes/:id/notice -> groupNotice
 */
