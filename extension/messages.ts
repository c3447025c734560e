import type { Course, Lesson, Span } from '../shared/record/bodies'
import type { Milliseconds } from '../shared/record/fields'

/**
 * Every message between content scripts, background and extension pages: { type: { input, output } }.
 * A content script may send only `ContentMessages`; the background checks each by hand or schema before use.
 */

/** What a site rule read from the page of the top frame (or of the player's own frame where the top is out of reach). */
export interface PageDescription {
  site: string
  host: string
  /** `id@version`; the background adds the hash. */
  rule: string
  course?: Course
  lesson?: Lesson
  /** The account the page shows, in clear: compared in the background, never stored. */
  account?: string
  score?: { value: string; max?: string; pass?: boolean; attempt?: number; raw: string }
  platform?: { progress?: string; finished?: boolean }
  /** Courses that a list page shows, each with its state. */
  courses: { course: Course; enrolment: { state: string; date?: string } }[]
  /** Fields of the rule for this page that were not found. */
  missing: string[]
}

export interface Playing {
  kind: 'video' | 'audio' | 'live'
  /** ms; absent where endless or unknown. */
  duration?: Milliseconds
  /** What the player does right now; drives the badge. */
  state: 'advancing' | 'stalled' | 'paused' | 'ended' | 'hidden'
  rate: number
}

export interface ContentMessages {
  /** Sent every <= 5 s while playing, at once when a span closes, and when the view ends. */
  watch: {
    input: {
      /** Random id of (frame, element, source); a new source is a new view. */
      view: string
      playing: Playing
      /** Index of the first of `spans` within the view. Spans before it were acknowledged. The last one may still be growing unless `closed`. */
      first: number
      spans: Span[]
      /** All of `spans` are final. */
      closed: boolean
      /** The view is over: element gone, source replaced, page left. */
      ended: boolean
      /** The page of this frame, used where frame 0 cannot be asked. */
      page: PageDescription
      /** Stretches in which clocks disagreed. */
      gaps: { reason: 'clock' | 'frozen' | 'script-replaced'; from: Milliseconds; to: Milliseconds }[]
    }
    /** Spans below `acknowledged` are sealed or safely in a draft and need not be sent again once closed. */
    output: { recording: boolean; acknowledged: number }
  }
  /** The top frame saw its description change (course, lesson, score, enrolment). */
  page: { input: PageDescription; output: undefined }
  /** A frame holds a player that cannot be measured (canvas, plug-in). */
  unmeasurable: { input: { host: string; detail: string }; output: undefined }
}

/** The background asks the top frame. */
export interface FrameMessages {
  describe: { input: undefined; output: PageDescription }
}

export type Message<M, K extends keyof M = keyof M> = K extends keyof M
  ? { type: K; input: M[K] extends { input: infer I } ? I : never }
  : never
export type Answer<M, K extends keyof M> = M[K] extends { output: infer O } ? O : never
