import { useState } from 'preact/hooks'
import type { FileRow } from '../../../../shared/api/media'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { media, videoAddress } from '../../client/media'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { Empty } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable, type Selection } from '../../parts/table/data-table'
import { duration, fileSize } from '../../words/amounts'
import { common } from '../../words/common'
import { words } from './words'

/** Every file, with how long it is kept. What is under retention offers no disposal. */
export function VideoFiles({ version, onAsked }: { version: number; onAsked: () => Promise<void> }) {
  return (
    <div class="stack">
      <h2>{words.files}</h2>
      <DataTable<FileRow>
        id="videos"
        caption={words.files}
        path="/media/files"
        load={media.files}
        version={version}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        searchLabel={words.find}
        filters={[
          { value: '', label: words.all },
          { value: 'over', label: words.filters.over },
          { value: 'faulty', label: words.filters.faulty },
          { value: 'gone', label: words.filters.gone },
        ]}
        first={{ sort: 'at' }}
        empty={
          <Empty title={words.filesEmpty}>
            <p class="prose">{words.filesEmptyLead}</p>
          </Empty>
        }
        {...(mayWrite() && {
          bulk: (selection: Selection<FileRow>) => <AskDisposal selection={selection} onAsked={onAsked} />,
        })}
      />
    </div>
  )
}

const mayGo = ({ retention, asked, place }: FileRow): boolean => retention === 'over' && !asked && place !== 'gone'

function AskDisposal({ selection, onAsked }: { selection: Selection<FileRow>; onAsked: () => Promise<void> }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const files = selection.rows.filter(mayGo)
  if (files.length === 0) return null
  const ask = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    void act.run(async () => {
      await media.askDisposal({ files: files.map(({ id }) => id), reason: reason.trim() })
      setAsking(false)
      await selection.done()
      await onAsked()
    })
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.dispose(files.length)}</Button>
      {asking && (
        <Confirm
          title={words.disposeTitle}
          action={words.dispose(files.length)}
          act={act}
          onConfirm={ask}
          onClose={() => setAsking(false)}
        >
          <p>{words.disposeLead(files.length)}</p>
          <TextField
            label={words.reason}
            value={reason}
            maxLength={500}
            error={missing ? common.required : undefined}
            onChange={setReason}
          />
        </Confirm>
      )}
    </>
  )
}

const columns: Column<FileRow>[] = [
  {
    ...{ id: 'name', label: words.name, sort: 'name', head: true },
    cell: ({ id, name, place }) =>
      place === 'gone' ? (
        name
      ) : (
        <a href={videoAddress(id)} target="_blank" rel="noreferrer">
          {name}
        </a>
      ),
  },
  {
    ...{ id: 'classes', label: words.classes },
    cell: ({ classes }) =>
      classes.map(({ id, name }) => (
        <div key={id}>
          <a href={`/classes/${id}/videos`}>{name}</a>
        </div>
      )),
  },
  { id: 'length', label: words.length, sort: 'length', number: true, cell: ({ length }) => duration(length) },
  { id: 'bytes', label: words.size, sort: 'bytes', number: true, cell: ({ bytes }) => fileSize(bytes) },
  { id: 'at', label: words.at, sort: 'at', nowrap: true, cell: ({ at }) => showTime(at) },
  {
    ...{ id: 'kept', label: words.kept2, also: ['last', 'rule'] },
    cell: ({ retention, last, rule, asked }) => (
      <>
        {last === undefined ? words.state[retention] : words.until(last, rule ?? '')}
        {asked && (
          <div>
            <State is="attention">{words.asked}</State>
          </div>
        )}
      </>
    ),
  },
  {
    ...{ id: 'state', label: words.stateName },
    cell: ({ state, checkedAt }) => (
      <>
        {state !== 'ok' && <State is={state === 'gone' ? 'idle' : 'wrong'}>{words.fileState[state]}</State>}
        <div class="small quiet">{showTime(checkedAt)}</div>
      </>
    ),
  },
  {
    ...{ id: 'sha256', label: words.hash, spare: true as const },
    cell: ({ sha256 }) => <span class="mono small">{sha256}</span>,
  },
]
