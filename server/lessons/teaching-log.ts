import type { Deps } from '../deps'
import type { TrainingClass } from '../training/class-of'

/** A row of the 授课记录: a lesson that was held, or a course as it was watched. */
export interface TaughtLesson {
  /** Beijing days; the same where it was held once. */
  from: string
  to: string
  /** `08:30-10:00`; empty for a recorded course. */
  hours: string
  course: string
  content: string
  /** 课时, a decimal, as planned or held. */
  classHours: string
  form: 'live' | 'recorded' | 'offline'
  practice: boolean
  teacher: string
  /** Platform or place. */
  place: string
  expected: number
  present: number
  /** Numbers and names of who was missing. */
  absent: readonly { number: string; name: string }[]
  /** Where its video is: a file's name and hash, an undertaking, a waiver; empty where there is none. */
  video: string
  remark: string
}

/** 授课记录 of a class, from its plan, its teachers and what really happened, in order of time. */
export async function teachingLog(_deps: Deps, _trained: TrainingClass): Promise<TaughtLesson[]> {
  return []
}
