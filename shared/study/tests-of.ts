import { WHOLE_CLASS } from '../exam/whole-class'
import type { SeatResult } from './completion'
import type { ExamResult, Facts } from './facts'
import type { FoldedDay } from './fold'

const parts = { theory: '理论考试', practice: '实操考核', overall: '综合评定' } as const

/**
 * Every test in the order in which it was taken: those that pages showed, where the same result seen once more is no other attempt;
 * those of the server's own pages by their names, of a course or of the whole class; and beside them, each under its own name, those of
 * which a result was imported or entered.
 */
export function testsOf(
  courses: Facts['courses'],
  days: readonly { folded: FoldedDay }[],
  results: readonly ExamResult[],
): SeatResult['tests'] {
  const shown = [...courses, WHOLE_CLASS].flatMap(({ key, title }) =>
    days
      .flatMap(({ folded }) => folded.courses.filter((course) => course.key === key))
      .flatMap(({ scores }) => scores)
      .sort((a, b) => a.at - b.at)
      .filter(
        (one, i, all) =>
          one.value !== all[i - 1]?.value || one.attempt !== all[i - 1]?.attempt || one.lesson !== all[i - 1]?.lesson,
      )
      .map(({ value, pass, source, lesson }) => ({
        course: source === 'own' && lesson !== undefined ? `${title} ${lesson}` : title,
        value,
        pass,
      })),
  )
  const entered = [...results]
    .sort((a, b) => a.attempt - b.attempt || (a.day < b.day ? -1 : 1))
    .map(({ part, course, value = '', pass }) => {
      const title = courses.find(({ key }) => key === course)?.title
      return { course: title === undefined ? parts[part] : `${title} ${parts[part]}`, value, pass }
    })
  return [...shown, ...entered]
}
