import type { ClaimAnswer } from '../../../../shared/api/claims'
import { showTime } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { decisions } from '../../client/decisions'
import { DownloadButton } from '../../parts/button'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { words as historyWords } from './history-words'
import { words as papersWords } from './papers-words'
import { words } from './words'

/** What became of the claim, step by step; nothing of it is ever changed. */
export function HistoryPart({ claim: { events } }: { claim: ClaimAnswer }) {
  const back = events.map(({ kind }) => kind).lastIndexOf('taken-back')
  if (events.length === 0) return <p class="quiet">{historyWords.noEvents}</p>
  return (
    <div class="table-frame">
      <Scroll label={words.parts.history}>
        <table>
          <caption class="hidden-visually">{words.parts.history}</caption>
          <thead>
            <tr>
              <th scope="col">{historyWords.event}</th>
              <th scope="col">{words.decisionDay}</th>
              <th scope="col" class="number">
                {historyWords.amount}
              </th>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.decisionNumber}</th>
              <th scope="col">{papersWords.by}</th>
            </tr>
          </thead>
          <tbody>
            {events.map(({ kind, version, day, amount, code, number, remark, document, by, at }, i) => (
              <tr key={at}>
                <th scope="row">
                  {historyWords.events[kind]} <span class="small quiet">{words.version(version)}</span>
                  {kind === 'agreed' && i < back && (
                    <>
                      {' '}
                      <State is="attention">{historyWords.takenBack}</State>
                    </>
                  )}
                </th>
                <td class="nowrap">{day}</td>
                <td class="number">{amount === undefined ? common.none : showYuan(amount)}</td>
                <td class="mono">{code ?? common.none}</td>
                <td>
                  {[number, remark].filter((text) => text !== '').join('；') || common.none}
                  {document !== undefined && (
                    <DownloadButton kind="small" fetch={() => decisions.evidenceFile(document)}>
                      {common.download}
                    </DownloadButton>
                  )}
                </td>
                <td>
                  {by} <span class="small quiet nowrap">{showTime(at)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
