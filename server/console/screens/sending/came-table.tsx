import type { CameStatement } from '../../../../shared/api/sending'
import { showTime } from '../../../../shared/calendar/beijing'
import { isStatementKind } from '../../../../shared/exchange/answers'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { words } from './words'

const places = { plan: '/plans', claim: '/claims' } as const

/** What the bureau signed and came by address: what it is about, and why it was not taken. */
export function CameTable({ label, came }: { label: string; came: readonly CameStatement[] }) {
  return (
    <Scroll label={label}>
      <table>
        <caption class="hidden-visually">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.of}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {came.map(({ id, kind, about, at, state, reason }) => (
            <tr key={id}>
              <th scope="row" class="nowrap">
                {isStatementKind(kind) ? words.kinds[kind] : words.otherKind}
              </th>
              <td>{about ? <a href={`${places[about.what]}/${about.id}`}>{about.title}</a> : '—'}</td>
              <td class="nowrap">{showTime(at)}</td>
              <td>
                {state === 'taken' ? (
                  <State is="counted">{words.taken}</State>
                ) : (
                  <>
                    <State is={state === 'refused' ? 'attention' : 'idle'}>
                      {state === 'refused' ? words.refused : words.noEffect}
                    </State>{' '}
                    <span class="small">{reason}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
