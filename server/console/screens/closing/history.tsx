import type { Closing } from '../../../../shared/api/closing'
import { showTime } from '../../../../shared/calendar/beijing'
import { Scroll } from '../../parts/scroll'
import { words } from './words'

/** When a class was closed and opened again, the newest first. */
export function History({ rows }: { rows: Closing['history'] }) {
  return (
    <div class="table-frame">
      <Scroll label={words.history}>
        <table>
          <caption class="hidden-visually">{words.history}</caption>
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.by}</th>
              <th scope="col" class="number">
                {words.openThen}
              </th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ at, kind, by, points, reason }) => (
              <tr key={at}>
                <th scope="row" class="nowrap numbers">
                  {showTime(at)}
                </th>
                <td>{words.kinds[kind]}</td>
                <td>{by}</td>
                <td class="number">{kind === 'close' ? points : ''}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
