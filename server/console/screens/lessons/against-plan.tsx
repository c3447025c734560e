import type { LessonPlan } from '../../../../shared/api/lessons'
import { Note } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { words } from './words'

/** Lessons as the plan has them beside those that were held, and what does not agree. */
export function AgainstPlan({ plan: { courses, notes, practiceDue } }: { plan: LessonPlan }) {
  return (
    <div class="stack-tight">
      <div class="row-between">
        <h2>{words.againstPlan}</h2>
        {practiceDue > 0 && <State is="waiting">{words.practiceDue(practiceDue)}</State>}
      </div>
      <div class="table-frame">
        <Scroll label={words.againstPlan}>
          <table>
            <caption class="hidden-visually">{words.againstPlan}</caption>
            <thead>
              <tr>
                <th scope="col">{words.course}</th>
                <th scope="col">{words.form}</th>
                <th scope="col" class="number">
                  {words.planned}
                </th>
                <th scope="col" class="number">
                  {words.held}
                </th>
                <th scope="col" class="number">
                  {words.toCome}
                </th>
              </tr>
            </thead>
            <tbody>
              {courses.map((course) => (
                <tr key={course.key}>
                  <th scope="row">{course.title}</th>
                  <td class="nowrap">{formOf(course)}</td>
                  <td class="number">{course.hours ?? common.none}</td>
                  <td class="number">{course.lessons === 0 ? common.none : course.held}</td>
                  <td class="number">{course.lessons === 0 ? common.none : course.coming}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {notes.length > 0 && (
        <Note is="attention">
          <ul class="plain">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  )
}

const formOf = ({ online, live, practice }: LessonPlan['courses'][number]): string =>
  `${online ? words.formShort[live ? 'live' : 'recorded'] : words.how.offline} ${words.kindOf[practice ? 'practice' : 'theory']}`
