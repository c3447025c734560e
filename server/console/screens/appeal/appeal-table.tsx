import type { AppealRow } from '../../../../shared/api'
import { appealWords } from '../../../../shared/appeals'
import { showClock, showTime } from '../../../../shared/calendar/beijing'
import { Scroll } from '../../parts/scroll'
import { State, type StateName } from '../../parts/state'
import { reasonOf } from '../../words/amounts'
import { words } from './words'

const states: Record<AppealRow['state'], StateName> = {
  open: 'attention',
  accepted: 'counted',
  partly: 'counted',
  rejected: 'idle',
}

export const AppealState = ({ state }: Pick<AppealRow, 'state'>) => (
  <State is={states[state]}>{appealWords[state]}</State>
)

/** What an appeal is about, in words. */
export const aboutText = ({ about }: Pick<AppealRow, 'about'>): string =>
  about.kind === 'missing' ? words.missing(about.course) : words.deduction(reasonOf(about.reason ?? '').label)

export function AppealTable({ rows, caption }: { rows: AppealRow[]; caption: string }) {
  return (
    <div class="table-frame">
      <Scroll label={caption}>
        <table>
          <caption class="hidden-visually">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.person}</th>
              <th scope="col">{words.about}</th>
              <th scope="col">{words.why}</th>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={`/appeals/${row.id}`}>
                    {row.number} {row.name}
                  </a>
                </th>
                <td>
                  {aboutText(row)}
                  <div class="small quiet numbers">
                    {showTime(row.about.from)}–{showClock(row.about.to)}
                  </div>
                </td>
                <td class="prose">{row.text}</td>
                <td class="nowrap">{showTime(row.at)}</td>
                <td>
                  <AppealState state={row.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
