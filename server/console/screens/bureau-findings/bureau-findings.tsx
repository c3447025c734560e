import type { BureauFindingRow, BureauFindingsPage } from '../../../../shared/api/bureau-across'
import { showTime } from '../../../../shared/calendar/beijing'
import { bureauAcross, findingsPath } from '../../client/bureau-across'
import { Empty, Note } from '../../parts/note'
import { DataTable } from '../../parts/table/data-table'
import { findingColumns } from './columns'
import { words } from './words'

/** 疑点 of a claim at the bureau, the gravest first, each with whom, the sentence, the other claim and the entries. */
export function BureauFindings({ claim }: { claim: string }) {
  return (
    <DataTable<BureauFindingRow, BureauFindingsPage>
      id="bureau-findings"
      caption={words.lead}
      path={findingsPath(claim)}
      load={bureauAcross.findings(claim)}
      columns={() => findingColumns}
      keyOf={({ id }) => id}
      nameOf={({ label }) => label}
      searchLabel={words.find}
      filterLabel={words.severity}
      filters={({ counts: { serious, check, note, lifted } }) => [
        { value: '', label: words.all(serious + check + note) },
        { value: 'serious', label: words.of(words.severities.serious, serious) },
        { value: 'check', label: words.of(words.severities.check, check) },
        { value: 'note', label: words.of(words.severities.note, note) },
        { value: 'lifted', label: words.of(words.lifted, lifted) },
      ]}
      first={{ sort: 'severity' }}
      above={({ later, total, due, stuck }) => (
        <>
          {due && (
            <Note is="attention">
              <p>{stuck ? words.stuck(stuck.problem, showTime(stuck.next)) : words.due}</p>
            </Note>
          )}
          {total > 0 && <p class="prose">{words.lead}</p>}
          {later.length > 0 && (
            <Note is="attention">
              <p>{words.later}</p>
              <ul>
                {later.map(({ claim: other, number, firm, labels, findings }) => (
                  <li key={other}>
                    <a href={`/reviews/${other}`}>{words.laterLine(number, firm, labels.join('、'), findings)}</a>
                  </li>
                ))}
              </ul>
            </Note>
          )}
        </>
      )}
      empty={
        <Empty title={words.empty}>
          <p class="prose">{words.emptyLead}</p>
        </Empty>
      }
      look="findings"
    />
  )
}
