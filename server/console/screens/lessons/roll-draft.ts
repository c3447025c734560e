import type { AttendeeRow, LessonDetail, RollRequest } from '../../../../shared/api/lessons'
import { dayOf, instantOf } from '../../../../shared/calendar/beijing'
import { clock } from './lesson-draft'

/** What is said of one person before it is saved. */
export interface RollLine {
  present: boolean
  from: string
  to: string
}

type Lesson = LessonDetail['lesson']

/** As it stands, or there from beginning to end where nothing was said. */
export const lineOf = (lesson: Lesson, { state, from, to }: AttendeeRow): RollLine => ({
  present: state === 'present' || state === 'open',
  from: clock(from ?? lesson.from),
  to: clock(to ?? lesson.to),
})

/** Who signed in and out by the code needs nobody's word. */
export const byCode = ({ how, state }: AttendeeRow): boolean => how === 'code' && state === 'present'

/** What is sent: everybody whom no pair of codes speaks for, and who of those was unchecked. Undefined where a time is none. */
export function rollOf(
  { lesson, people }: LessonDetail,
  lines: ReadonlyMap<string, RollLine>,
  how: RollRequest['how'],
  evidence: string | undefined,
): RollRequest | undefined {
  const said: RollRequest['people'] = []
  for (const person of people) {
    const line = lines.get(person.seat) ?? lineOf(lesson, person)
    if (byCode(person) && line.present) continue
    if (!line.present) {
      said.push({ seat: person.seat, present: false })
      continue
    }
    const [from, to] = [momentOf(lesson, line.from), momentOf(lesson, line.to)]
    if (from === undefined || to === undefined || from >= to) return undefined
    said.push({ seat: person.seat, present: true, from, to })
  }
  return { how, people: said, ...(evidence !== undefined && { evidence }) }
}

/** A time of the lesson's day; its own beginning and end to the ms. */
function momentOf({ from, to }: Lesson, text: string): number | undefined {
  if (text === clock(from)) return from
  if (text === clock(to)) return to
  return instantOf(dayOf(from), text)
}
