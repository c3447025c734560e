import * as v from 'valibot'
import { type LessonRequest, type LessonRow, lessonRequest } from '../../../../shared/api/lessons'
import { dayOf, instantOf, showClock } from '../../../../shared/calendar/beijing'
import { HOURS } from '../../../../shared/plan/plan'

/** A lesson as it stands in the form: days and times as Beijing has them. */
export interface LessonDraft extends Omit<LessonRequest, 'from' | 'to' | 'makesUp'> {
  day: string
  from: string
  to: string
  makesUp: string
}

export const freshLesson = (course: { key: string; practice: boolean; online: boolean } | undefined): LessonDraft => ({
  form: course?.online ? 'live' : 'offline',
  practice: course?.practice ?? true,
  ...{ course: course?.key ?? '', content: '', teacher: '', place: '', day: '', from: '', to: '', hours: '' },
  ...{ makesUp: '', recording: '', remark: '' },
})

export const draftOf = (row: LessonRow): LessonDraft => ({
  ...{ form: row.form, practice: row.practice, course: row.course, content: row.content, teacher: row.teacher },
  ...{ place: row.place, hours: row.hours, recording: row.recording, remark: row.remark },
  ...{ day: dayOf(row.from), from: clock(row.from), to: clock(row.to), makesUp: row.makesUp ?? '' },
})

export const clock = (at: number): string => showClock(at).slice(0, 5)

/** What keeps a draft from being a lesson. */
export type LessonTrouble = 'content' | 'teacher' | 'place' | 'day' | 'times' | 'hours'

/** The lesson, or what is missing first. */
export function readLesson(draft: LessonDraft): { request: LessonRequest } | { trouble: LessonTrouble } {
  const { day, from: begins, to: ends, makesUp, ...rest } = draft
  for (const field of ['content', 'teacher', 'place'] as const) if (rest[field].trim() === '') return { trouble: field }
  if (!HOURS.test(rest.hours.trim())) return { trouble: 'hours' }
  const [from, to] = [instantOf(day, begins), instantOf(day, ends)]
  if (day === '') return { trouble: 'day' }
  if (from === undefined || to === undefined || to <= from) return { trouble: 'times' }
  const asked = { ...rest, hours: rest.hours.trim(), from, to, ...(makesUp !== '' && { makesUp }) }
  return { request: v.parse(lessonRequest, asked) }
}
