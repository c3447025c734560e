import { dayOf } from '../../../../shared/calendar/beijing'
import { lessons } from '../../client/lessons'
import { useLoad } from '../../client/load'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { absenceWords } from './absence-words'
import { clock } from './lesson-draft'
import { words } from './words'

/** So many stand here; all of them among the lessons. */
const MOST = 20

/** Lessons that are planned and not over: the 授课记录 does not hold them yet. Nothing where there are none. */
export function NotHeld({ classId }: { classId: string }) {
  const load = () => lessons.list(classId)({ size: MOST, sort: 'from', order: 'up', filter: 'coming' })
  const { data } = useLoad(load, `${classId}/not-held`)
  if (!data || data.total === 0) return null
  return (
    <div class="stack">
      <h2>{absenceWords.notHeld(data.total)}</h2>
      <p class="prose">{absenceWords.notHeldLead}</p>
      <div class="table-frame">
        <Scroll label={absenceWords.notHeld(data.total)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.date}</th>
                <th scope="col">{words.content}</th>
                <th scope="col" class="number">
                  {words.hours}
                </th>
                <th scope="col">{words.teacher}</th>
                <th scope="col">{words.place}</th>
                <th scope="col">{absenceWords.state}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map(({ id, from, to, content, courseTitle, hours, teacher, place }) => (
                <tr key={id}>
                  <td class="nowrap numbers">
                    {dayOf(from)} {clock(from)}-{clock(to)}
                  </td>
                  <th scope="row">
                    <a href={`/lessons/${id}`}>{content}</a>
                    {courseTitle !== content && <div class="small quiet">{courseTitle}</div>}
                  </th>
                  <td class="number">{hours}</td>
                  <td>{teacher}</td>
                  <td>{place}</td>
                  <td>
                    <State is="waiting">{absenceWords.notYet}</State>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {data.total > MOST && <a href={`/classes/${classId}/lessons`}>{absenceWords.allLessons}</a>}
    </div>
  )
}
