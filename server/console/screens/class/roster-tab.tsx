import { useState } from 'preact/hooks'
import type { ClassDetail, RosterRow } from '../../../../shared/api'
import { rosterFilters } from '../../../../shared/api/lists'
import { api } from '../../client/api'
import { lists, ofClass } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Empty } from '../../parts/note'
import { DataTable } from '../../parts/table/data-table'
import { CourseTable } from './course-table'
import { Reached } from './reached'
import { rosterColumns } from './roster-columns'
import { words } from './words'

/** A line a person; each opens to their courses, hours open to the sessions they come from. */
export function RosterTab({ detail: { summary, plan } }: { detail: ClassDetail }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (seat: string) => {
    const next = new Set(open)
    if (!next.delete(seat)) next.add(seat)
    setOpen(next)
  }
  return (
    <DataTable<RosterRow>
      id="roster"
      caption={words.tabs.roster}
      path={ofClass(summary.id, 'roster')}
      load={lists.roster(summary.id)}
      every={10_000}
      columns={rosterColumns(summary.id, plan.policy, open, toggle)}
      keyOf={({ seat }) => seat}
      nameOf={({ number, name }) => `${number} ${name}`}
      searchLabel={words.filter}
      filterLabel={words.state}
      filters={[
        { value: '', label: words.allStates },
        ...rosterFilters.map((value) => ({ value, label: words.filters[value] })),
      ]}
      first={{ sort: 'number' }}
      empty={
        <Empty title={words.emptyTitle}>
          <p class="prose">{words.emptyLead}</p>
          {mayWrite() && (
            <a class="button button-main" href={`/classes/${summary.id}/import`}>
              {words.tabs.import}
            </a>
          )}
        </Empty>
      }
      inner={(row) =>
        open.has(row.seat) && (
          <>
            <CourseTable courses={row.courses} policy={plan.policy} caption={words.courses(row.name)} />
            <Reached row={row} />
          </>
        )
      }
      tools={
        mayWrite() && (
          <span title={words.exportHelp}>
            <DownloadButton kind="small" fetch={() => api.rosterFile(summary.id)}>
              {words.exportRoster}
            </DownloadButton>
          </span>
        )
      }
    />
  )
}
