import type { ManualReport } from '../../../../shared/api/bureau-interview'
import { showYuan } from '../../../../shared/claim/money'
import { Note } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { manualWords as words } from './manual-words'

/** What is worth a look before a claim by hand is imported. */
export function ManualReportView({ report: { warnings, differs } }: { report: ManualReport }) {
  return (
    <>
      {warnings.length > 0 && (
        <Note is="attention">
          <ul>
            {warnings.slice(0, 50).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Note>
      )}
      {differs.length > 0 && (
        <div class="stack">
          <h2>{words.differs}</h2>
          <div class="table-frame">
            <Scroll label={words.differs}>
              <table>
                <caption class="hidden-visually">{words.differs}</caption>
                <thead>
                  <tr>
                    <th scope="col">{words.place}</th>
                    <th scope="col">{words.person}</th>
                    <th scope="col" class="number">
                      {words.asked}
                    </th>
                    <th scope="col" class="number">
                      {words.ours}
                    </th>
                    <th scope="col">{words.why}</th>
                  </tr>
                </thead>
                <tbody>
                  {differs.map(({ place, name, asked, reckoned, why }) => (
                    <tr key={place}>
                      <td class="nowrap">{place}</td>
                      <th scope="row">{name}</th>
                      <td class="number nowrap">{showYuan(asked)}</td>
                      <td class="number nowrap">{showYuan(reckoned)}</td>
                      <td>{why}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </div>
        </div>
      )}
    </>
  )
}
