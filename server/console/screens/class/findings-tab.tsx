import type { ClassDetail, FindingRow } from '../../../../shared/api'
import type { FindingsPage } from '../../../../shared/api/lists'
import { lists, ofClass } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { DataTable } from '../../parts/table/data-table'
import { findingColumns } from './finding-columns'
import { SettleChosen } from './finding-notes'
import { words } from './finding-words'

/** What checks found, the gravest first, each with the entries that show it and what people wrote to it. */
export function FindingsTab({ detail: { summary }, onNoted }: { detail: ClassDetail; onNoted: () => Promise<void> }) {
  return (
    <DataTable<FindingRow, FindingsPage>
      id="findings"
      caption={words.lead}
      path={ofClass(summary.id, 'findings')}
      load={lists.findings(summary.id)}
      every={10_000}
      columns={(refresh) =>
        findingColumns(summary.id, async () => {
          await refresh()
          await onNoted()
        })
      }
      keyOf={({ id }) => id}
      nameOf={({ label, name = '' }) => `${label} ${name}`}
      searchLabel={words.find}
      filterLabel={words.severity}
      filters={({ counts: { open, serious, check, note } }) => [
        { value: '', label: words.all(serious + check + note) },
        { value: 'open', label: words.open(open) },
        { value: 'serious', label: words.of(words.severities.serious, serious) },
        { value: 'check', label: words.of(words.severities.check, check) },
        { value: 'note', label: words.of(words.severities.note, note) },
      ]}
      first={{ sort: 'severity' }}
      above={({ due, total }) => (
        <>
          {total > 0 && <p class="prose">{words.lead}</p>}
          {due > 0 && (
            <p class="quiet" role="status">
              {words.due(due)}
            </p>
          )}
        </>
      )}
      empty={
        <Empty title={words.empty}>
          <p class="prose">{words.emptyLead}</p>
        </Empty>
      }
      {...(mayWrite() && {
        bulk: ({ rows, done }) => (
          <SettleChosen
            findings={rows}
            done={async () => {
              await done()
              await onNoted()
            }}
          />
        ),
      })}
      look="findings"
    />
  )
}
