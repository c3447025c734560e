import type { RosterRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import type { Policy } from '../../../../shared/study/policy'
import { State } from '../../parts/state'
import { classHours, duration, foldedFrom } from '../../words/amounts'
import { common } from '../../words/common'
import { scoreText } from './roster-view'
import { words } from './words'

type Course = RosterRow['courses'][number]

/** Our time, the platform's progress and the score of each course, side by side and never mixed. `quiet`: a heading beside it says the same as the caption. */
export function CourseTable({
  courses,
  policy,
  caption,
  quiet = false,
}: {
  courses: Course[]
  policy?: Policy | undefined
  caption: string
  quiet?: boolean
}) {
  return (
    <table>
      <caption class={quiet ? 'hidden-visually' : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.course}</th>
          <th scope="col" class="number">
            {words.credited}
          </th>
          {policy && (
            <th scope="col" class="number">
              {words.hours}
            </th>
          )}
          <th scope="col">{words.platform}</th>
          <th scope="col">{words.score}</th>
        </tr>
      </thead>
      <tbody>
        {courses.map((course) => (
          <tr key={course.key}>
            <th scope="row">{course.title}</th>
            <td class="number">{duration(course.credited)}</td>
            {policy && (
              <td class="number" title={foldedFrom(course.credited, policy.minutesPerHour)}>
                {classHours(course.credited, policy)}
              </td>
            )}
            <td>{platformText(course)}</td>
            <td>
              {course.score ? <ScoreCell score={course.score} dated /> : <span class="quiet">{common.none}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function platformText({ platform }: Course): string {
  if (!platform) return common.none
  return [platform.progress, platform.finished ? words.finished : undefined].filter(Boolean).join('，') || common.none
}

export function ScoreCell({ score, dated = false }: { score: NonNullable<Course['score']>; dated?: boolean }) {
  return (
    <span class="row">
      <span class="numbers">{scoreText(score)}</span>
      {score.pass !== undefined &&
        (score.pass ? <State is="counted">{words.passed}</State> : <State is="attention">{words.failed}</State>)}
      {dated && <span class="small quiet numbers">{showTime(score.at)}</span>}
    </span>
  )
}
