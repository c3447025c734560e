import { useState } from 'preact/hooks'
import type { FirmRow } from '../../../../shared/api/bureau-register'
import { dayOf } from '../../../../shared/calendar/beijing'
import { register } from '../../client/bureau-register'
import { isOneOf } from '../../client/session'
import { Empty } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { Enrol } from './enrol'
import { words } from './words'

/** Every 单位 the bureau knows, and whether a key of it is in force. */
export function Firms() {
  const [version, setVersion] = useState(0)
  return (
    <>
      {isOneOf('administrator', 'manager') && <Enrol onDone={() => setVersion((n) => n + 1)} />}
      <DataTable<FirmRow>
        id="bureau-firms"
        caption={words.parts.firms}
        path="/bureau/firms"
        load={register.firms}
        version={version}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        searchLabel={words.findFirm}
        filterLabel={words.kind}
        filters={[
          { value: '', label: words.all },
          { value: 'enterprise', label: words.kinds.enterprise },
          { value: 'institution', label: words.kinds.institution },
          { value: 'no-key', label: words.noKey },
        ]}
        first={{ sort: 'at', order: 'down' }}
        empty={
          <Empty title={words.firmsEmpty}>
            <p class="prose">{words.firmsEmptyLead}</p>
          </Empty>
        }
      />
    </>
  )
}

export const kindWord = (kind: string): string =>
  kind === 'enterprise' ? words.kinds.enterprise : words.kinds.institution

const columns: Column<FirmRow>[] = [
  {
    ...{ id: 'name', label: words.firm, sort: 'name', head: true },
    cell: ({ id, name }) => <a href={`/register/${id}`}>{name}</a>,
  },
  { id: 'kind', label: words.kind, nowrap: true, cell: ({ kind }) => kindWord(kind) },
  { id: 'code', label: words.creditCode, cell: ({ creditCode }) => <span class="mono">{creditCode}</span> },
  {
    ...{ id: 'key', label: words.key, nowrap: true },
    cell: ({ key, ended }) =>
      key === undefined ? (
        <State is={ended ? 'attention' : 'idle'}>{ended ? words.keyEnded : words.keyNone}</State>
      ) : (
        <span class="mono" title={key}>
          {key.slice(0, 16)}…
        </span>
      ),
  },
  { id: 'filings', label: words.filings, number: true, cell: ({ filings }) => filings },
  { id: 'claims', label: words.claims, number: true, cell: ({ claims }) => claims },
  { id: 'at', label: words.since, sort: 'at', nowrap: true, cell: ({ at }) => dayOf(at) },
]
