import type { HandInRow } from '../../../../shared/api'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { lists, ofClass } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { fileWords as words } from './file-words'

/** Files that were imported into the class, with what came late; read again with each `version`. */
export function ImportedFiles({ classId, version }: { classId: string; version: number }) {
  return (
    <div class="stack">
      <h2>{words.importedFiles}</h2>
      <DataTable<HandInRow>
        id="hand-ins"
        caption={words.importedFiles}
        path={ofClass(classId, 'hand-ins')}
        load={lists.handIns(classId)}
        version={version}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={(row) => `${showTime(row.at)} ${personOf(row)}`}
        searchLabel={words.findImported}
        filterLabel={words.result}
        filters={[
          { value: '', label: words.allImported },
          { value: 'late', label: words.late },
          { value: 'unbound', label: words.unbound },
        ]}
        first={{ sort: 'at', order: 'down' }}
        above={({ rows }) => rows.some(({ late }) => late) && <p class="small quiet">{words.lateHelp}</p>}
        empty={<p class="quiet">{words.noneImported}</p>}
        tools={
          mayWrite() && (
            <DownloadButton kind="small" fetch={() => api.receipts(classId)}>
              {words.receiptsAll}
            </DownloadButton>
          )
        }
      />
    </div>
  )
}

const personOf = ({ number, name }: HandInRow): string =>
  number === undefined ? words.unbound : `${number} ${name ?? ''}`

const columns: Column<HandInRow>[] = [
  {
    ...{ id: 'at', label: words.importedAt, sort: 'at', head: true, nowrap: true },
    cell: (row) => showTime(row.at),
  },
  { id: 'name', label: words.trainee, sort: 'number', also: ['number'], cell: personOf },
  {
    ...{ id: 'entries', label: words.entries, sort: 'entries', number: true },
    cell: (row) => words.entriesOf(row.entries),
  },
  {
    ...{ id: 'made', label: words.made, sort: 'made', nowrap: true },
    cell: ({ firstAt, lastAt }) =>
      firstAt === undefined || lastAt === undefined ? common.none : words.madeFromTo(dayOf(firstAt), dayOf(lastAt)),
  },
  {
    ...{ id: 'result', label: words.result },
    cell: ({ late }) => <State is={late ? 'attention' : 'counted'}>{late ? words.late : words.taken}</State>,
  },
  { id: 'by', label: words.importedBy, cell: (row) => row.by },
]
