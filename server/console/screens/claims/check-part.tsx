import type { CheckItem, ClaimAnswer } from '../../../../shared/api/claims'
import { showTime } from '../../../../shared/calendar/beijing'
import { mayWrite } from '../../client/session'
import { Note } from '../../parts/note'
import { State } from '../../parts/state'
import { words as checkWords } from './check-words'
import { words } from './words'

/** 材料核对: what does not agree or is missing, whose turn it is, and the way there. */
export function CheckPart({ claim }: { claim: ClaimAnswer }) {
  const { reckoned } = claim
  if (!reckoned)
    return (
      <Note is="attention">
        <p>{words.reckonLead}</p>
      </Note>
    )
  const stops = reckoned.items.filter(({ severity }) => severity === 'stop')
  const looks = reckoned.items.filter(({ severity }) => severity === 'look')
  return (
    <div class="stack-wide">
      {reckoned.items.length === 0 && <Note is="counted">{checkWords.allGood}</Note>}
      {stops.length > 0 && <Items id="stops" title={checkWords.stopsTitle(stops.length)} items={stops} />}
      {looks.length > 0 && <Items id="looks" title={checkWords.looksTitle(looks.length)} items={looks} />}
      <p class="small quiet">{words.reckonedAt(showTime(reckoned.at))}</p>
    </div>
  )
}

function Items({ id, title, items }: { id: string; title: string; items: readonly CheckItem[] }) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <table class="missing">
        <caption class="hidden-visually">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{checkWords.what}</th>
            <th scope="col">{checkWords.turn}</th>
            {mayWrite() && <th scope="col">{checkWords.fix}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item, i) => (
            <tr key={`${item.code} ${i}`}>
              <th scope="row">
                <State is={item.severity === 'stop' ? 'wrong' : 'attention'}>{item.text}</State>
                <Concerned item={item} />
              </th>
              <td class="nowrap">{checkWords.turns[item.turn]}</td>
              {mayWrite() && (
                <td class="nowrap">
                  {item.link !== undefined && (
                    <a class="button button-small" href={item.link} aria-label={`${checkWords.fix}：${item.text}`}>
                      {checkWords.fix}
                    </a>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Concerned({ item: { people, count } }: { item: CheckItem }) {
  if (people.length === 0) return null
  return (
    <details class="small">
      <summary>{checkWords.concerned(count)}</summary>
      <ul class="plain-list">
        {people.map(({ seat, number, name, note }) => (
          <li key={seat}>
            <a href={`/seats/${seat}`}>
              {number} {name}
            </a>
            {note !== undefined && <span class="quiet">：{note}</span>}
          </li>
        ))}
      </ul>
      {count > people.length && <p class="quiet">{checkWords.more(count - people.length)}</p>}
    </details>
  )
}
