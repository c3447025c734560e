import { useState } from 'preact/hooks'
import type { ImportRow } from '../../../../shared/api/sources'
import { showDuration, showTime } from '../../../../shared/calendar/beijing'
import { kindName, platformName } from '../../../../shared/sources/platforms'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { ofClass } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { sources } from '../../client/sources'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { words } from './words'

export const whatOf = ({ platform, kind }: Pick<ImportRow, 'platform' | 'kind'>): string =>
  platformName(platform) || kindName(kind)
export const sourceOf = (source: '乙' | '丙'): string => (source === '乙' ? words.second : words.third)

/** Imports as they were made, with what can be done with each. */
export function ImportList({
  classId,
  version,
  changed,
}: {
  classId: string
  version: number
  changed: () => Promise<void>
}) {
  const [taking, setTaking] = useState<ImportRow>()
  return (
    <section class="stack">
      <h2>{words.imports}</h2>
      <DataTable<ImportRow>
        id="imports"
        caption={words.imports}
        path={ofClass(classId, 'imports')}
        load={sources.imports(classId)}
        version={version}
        columns={mayWrite() ? [...columns, actions(setTaking)] : columns}
        keyOf={({ id }) => id}
        nameOf={(row) => `${showTime(row.at)} ${whatOf(row)}`}
        searchLabel={words.findImport}
        filterLabel={words.filter}
        filters={[
          { value: '', label: words.all },
          { value: 'standing', label: words.standing },
          { value: 'withdrawn', label: words.withdrawn },
          { value: '乙', label: words.second },
          { value: '丙', label: words.third },
        ]}
        first={{ sort: 'at', order: 'down' }}
        empty={<p class="quiet">{words.none}</p>}
      />
      {taking && <Withdraw row={taking} close={() => setTaking(undefined)} done={changed} />}
    </section>
  )
}

function Withdraw({ row, close, done }: { row: ImportRow; close: () => void; done: () => Promise<void> }) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const confirmed = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    void act.run(async () => {
      await sources.withdraw(row.id, reason.trim())
      announce(words.withdrawDone)
      close()
      await done()
    })
  }
  return (
    <Confirm title={words.withdrawTitle} action={words.withdraw} act={act} onConfirm={confirmed} onClose={close}>
      <p>{words.withdrawLead(`${whatOf(row)} ${row.name}`, row.people)}</p>
      <TextField
        label={words.withdrawReason}
        maxLength={300}
        value={reason}
        error={missing ? words.needed : undefined}
        onChange={setReason}
      />
    </Confirm>
  )
}

const columns: Column<ImportRow>[] = [
  {
    ...{ id: 'at', label: words.at, sort: 'at', head: true, nowrap: true },
    cell: (row) => showTime(row.at),
  },
  { id: 'source', label: words.source, nowrap: true, cell: ({ source }) => sourceOf(source) },
  {
    ...{ id: 'platform', label: words.platform, sort: 'platform' },
    cell: (row) => (
      <>
        {whatOf(row)}
        {row.note !== '' && <div class="small quiet">{row.note}</div>}
      </>
    ),
  },
  {
    ...{ id: 'name', label: words.file, also: ['hash'] },
    cell: ({ name, hash }) => (
      <>
        {name} <span class="mono small quiet">{hash.slice(0, 8)}</span>
      </>
    ),
  },
  { id: 'people', label: words.people, number: true, cell: ({ people }) => people },
  {
    ...{ id: 'seconds', label: words.time, sort: 'seconds', number: true, nowrap: true },
    cell: ({ seconds }) => showDuration(seconds * 1000),
  },
  {
    ...{ id: 'state', label: words.state },
    cell: ({ withdrawn }) =>
      withdrawn ? (
        <>
          <State is="idle">{words.withdrawn}</State>
          <div class="small quiet">{words.withdrawnBy(withdrawn.by, showTime(withdrawn.at), withdrawn.reason)}</div>
        </>
      ) : (
        <State is="counted">{words.standing}</State>
      ),
  },
  { id: 'by', label: words.by, cell: ({ by }) => by },
]

const actions = (take: (row: ImportRow) => void): Column<ImportRow> => ({
  ...{ id: 'actions', label: words.act, nowrap: true },
  cell: (row) => (
    <div class="row">
      <DownloadButton
        kind="small"
        fetch={() => (row.source === '乙' ? sources.file(row.id) : decisions.evidenceFile(row.hash))}
      >
        {words.download}
        <span class="hidden-visually">：{row.name}</span>
      </DownloadButton>
      {!row.withdrawn && (
        <Button kind="small" onClick={() => take(row)}>
          {words.withdraw}
          <span class="hidden-visually">：{row.name}</span>
        </Button>
      )}
    </div>
  ),
})
