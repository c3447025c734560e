import type { Course, Lesson } from '../shared/record/bodies'
import type { Milliseconds } from '../shared/record/fields'

/** What a site rule read from the page of the top frame (or of the player's own frame where the top is out of reach). */
export interface PageDescription {
  site: string
  host: string
  /** `id@version#hash` */
  rule: string
  course?: Course
  lesson?: Lesson
  /** The account the page shows, in clear: compared in the background, never stored. */
  account?: string
  /** `called`: from an answer to a call of the page. */
  score?: { value: string; max?: string; pass?: boolean; attempt?: number; raw: string; called?: true }
  platform?: { progress?: string; finished?: boolean }
  /** Read on a page of which little is known: a score waits for the trainee's word. */
  guess?: true
  /** The page is a document or picture lesson. */
  document?: true
  /** What plays in it is live. */
  live?: true
  /** What its rule calls the page, where another page may have opened this one or be opened by it. */
  page?: string
  /** Pages of its rule that may have opened it in a tab of its own. */
  opener?: string[]
  /** The trainee's own questions and answers; `at` ms, where the page says it. */
  posts?: { role: 'asked' | 'answered'; at?: Milliseconds }[]
  /** The platform's own sign-in mark for this course. */
  signin?: { state: string; date?: string }
  /** The trainee, not a rule, said which course and lesson it is. */
  confirmed?: true
  /** What the page says of the trainee's place in its course. */
  enrolment?: Enrolment
  /** Courses that a list page shows, each with what it says of them. */
  courses: {
    course: Course
    enrolment?: Enrolment
    platform?: NonNullable<PageDescription['platform']>
    score?: { value: string; raw: string }
  }[]
  /** Fields of the rule for this page that were not found. */
  missing: string[]
}

export interface Enrolment {
  state?: string
  date?: string
}
