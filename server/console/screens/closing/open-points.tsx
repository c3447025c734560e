import type { OpenPoint } from '../../../../shared/api/closing'
import { Note } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { words as home } from '../home/words'
import { words } from './words'

/** The tab of the class where each is put right. */
const tabs: Readonly<Record<OpenPoint['code'], string>> = {
  ...{ pending: 'pending', unsent: 'urge', 'lessons-ahead': 'lessons', 'lessons-unmarked': 'lessons' },
  ...{ papers: 'tests', tests: 'tests', incomplete: 'board' },
  ...{ appeals: 'appeals', findings: 'findings', notices: 'changes' },
}

/** What is open before a class is closed, each with whose turn it is and a link to where it is put right. */
export function OpenPoints({ points, classId }: { points: readonly OpenPoint[]; classId: string }) {
  if (points.length === 0) return <Note is="counted">{words.none}</Note>
  return (
    <div class="table-frame">
      <Scroll label={words.open}>
        <table>
          <caption class="hidden-visually">{words.open}</caption>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.turn}</th>
              <th scope="col">{words.who}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <Row key={point.code} point={point} to={`/classes/${classId}/${tabs[point.code]}`} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Row({ point: { code, turn, count, names }, to }: { point: OpenPoint; to: string }) {
  return (
    <tr>
      <th scope="row">
        <a href={to}>{words.points[code](count)}</a>
      </th>
      <td class="nowrap">{home.turns[turn]()}</td>
      <td class="small">
        {names.join('、')} {names.length > 0 && names.length < count && words.andMore}
      </td>
    </tr>
  )
}
