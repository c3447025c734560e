import type { HandInRow } from '../../../../shared/api'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { fileWords } from './file-words'

/** Files that were imported into the class, with what came late. */
export function ImportedFiles({ classId, rows }: { classId: string; rows: readonly HandInRow[] }) {
  return (
    <section class="card stack">
      <div class="row-between">
        <h2>{fileWords.importedFiles}</h2>
        {mayWrite() && (
          <DownloadButton kind="small" fetch={() => api.receipts(classId)}>
            {fileWords.receiptsAll}
          </DownloadButton>
        )}
      </div>
      {rows.some(({ late }) => late) && <p class="small quiet">{fileWords.lateHelp}</p>}
      <Scroll label={fileWords.importedFiles}>
        <table>
          <caption class="hidden-visually">{fileWords.importedFiles}</caption>
          <thead>
            <tr>
              <th scope="col">{fileWords.importedAt}</th>
              <th scope="col">{fileWords.trainee}</th>
              <th scope="col" class="number">
                {fileWords.entries}
              </th>
              <th scope="col">{fileWords.made}</th>
              <th scope="col">{fileWords.result}</th>
              <th scope="col">{fileWords.importedBy}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ at, chain, number, name, entries, firstAt, lastAt, late, by }) => (
              <tr key={`${at}/${chain}`}>
                <th scope="row" class="nowrap">
                  {showTime(at)}
                </th>
                <td>{number ? `${number} ${name ?? ''}` : fileWords.unbound}</td>
                <td class="number">{fileWords.entriesOf(entries)}</td>
                <td class="nowrap">
                  {firstAt === undefined || lastAt === undefined
                    ? common.none
                    : fileWords.madeFromTo(dayOf(firstAt), dayOf(lastAt))}
                </td>
                <td>
                  <State is={late ? 'attention' : 'counted'}>{late ? fileWords.late : fileWords.taken}</State>
                </td>
                <td>{by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
