import { useState } from 'preact/hooks'
import type { DesignationRow } from '../../../../shared/api/bureau-register'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { linesOf, TextArea } from '../../parts/area'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Empty, Note, ProblemNote } from '../../parts/note'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { PlacesTable } from '../class/places-table'
import { EndEntry, Validity } from './end-entry'
import { ValidityFields } from './validity-fields'
import { words } from './words'

/** 定点培训机构: batch, occupations they may teach, validity. */
export function Designations() {
  const [version, setVersion] = useState(0)
  const changed = () => setVersion((n) => n + 1)
  return (
    <>
      {mayWrite() && (
        <div class="stack">
          <Import onDone={changed} />
          <Add onDone={changed} />
        </div>
      )}
      <DataTable<DesignationRow>
        id="bureau-designations"
        caption={words.parts.designations}
        path="/bureau/designations"
        load={register.designations}
        version={version}
        columns={columnsOf}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        searchLabel={words.findDesignation}
        filterLabel={words.status}
        filters={[
          { value: '', label: words.all },
          { value: 'valid', label: words.valid },
          { value: 'over', label: words.over },
        ]}
        first={{ sort: 'name', order: 'up' }}
        empty={
          <Empty title={words.designationsEmpty}>
            <p class="prose">{words.designationsEmptyLead}</p>
          </Empty>
        }
      />
    </>
  )
}

const columnsOf = (refresh: () => Promise<void>): Column<DesignationRow>[] => [
  { id: 'name', label: words.designation, sort: 'name', head: true, cell: ({ name }) => name },
  { id: 'code', label: words.creditCode, cell: ({ creditCode }) => <span class="mono">{creditCode}</span> },
  { id: 'batch', label: words.batch, sort: 'batch', nowrap: true, cell: ({ batch }) => batch },
  {
    ...{ id: 'occupations', label: words.occupations },
    cell: ({ occupations }) =>
      occupations.length === 0
        ? words.occupationsAll
        : occupations
            .map(({ name, levels }) => (levels.length === 0 ? name : `${name}（${levels.join('、')}）`))
            .join('；'),
  },
  { id: 'valid', label: words.validity, also: ['ended'], cell: (row) => <Validity row={row} /> },
  { id: 'source', label: words.source, spare: true, cell: ({ source }) => source },
  { id: 'end', label: words.end, cell: (row) => <EndEntry kind="designations" row={row} refresh={refresh} /> },
]

function Import({ onDone }: { onDone: () => void }) {
  const act = useAct()
  const [done, setDone] = useState<string>()
  const take = (file: File) =>
    void act.run(async () => {
      setDone(undefined)
      const { added, known } = await register.importDesignations(file)
      setDone(words.imported(added, known))
      announce(words.imported(added, known))
      onDone()
    })
  return (
    <details class="card">
      <summary>{words.importList}</summary>
      <div class="stack">
        <Drop hint={words.importHint} accept=".xlsx,.csv" onFiles={([file]) => file && take(file)} />
        <div class="row">
          <DownloadButton kind="small" fetch={register.designationTemplate}>
            {words.template}
          </DownloadButton>
        </div>
        {act.problem && <ProblemNote problem={act.problem} />}
        {act.problem && act.problem.places.length > 0 && (
          <PlacesTable places={act.problem.places} caption={act.problem.message} />
        )}
        {done !== undefined && <Note is="counted">{done}</Note>}
      </div>
    </details>
  )
}

/** `养老护理员：五级、四级`, one a line. */
const readOccupations = (text: string) =>
  linesOf(text).map((line) => {
    const [name = '', levels = ''] = line.split(/[：:]/)
    return { name: name.trim(), levels: levels.split(/[、，,\s]+/).filter((one) => one !== '') }
  })

function Add({ onDone }: { onDone: () => void }) {
  const act = useAct()
  const empty = { name: '', creditCode: '', batch: '', source: '', from: dayOf(Date.now()), to: '' }
  const [typed, setTyped] = useState(empty)
  const [occupations, setOccupations] = useState('')
  const put = (change: Partial<typeof empty>) => setTyped((old) => ({ ...old, ...change }))
  const ready = [typed.name, typed.creditCode, typed.batch, typed.source, typed.from].every((one) => one.trim() !== '')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await register.addDesignation({ ...typed, occupations: readOccupations(occupations) })
      announce(typed.name)
      setTyped(empty)
      setOccupations('')
      onDone()
    })
  }
  return (
    <details class="card">
      <summary>{words.addDesignation}</summary>
      <form class="form stack" onSubmit={submit}>
        <TextField label={words.designation} value={typed.name} maxLength={100} onChange={(name) => put({ name })} />
        <TextField
          label={words.creditCode}
          value={typed.creditCode}
          maxLength={18}
          onChange={(creditCode) => put({ creditCode })}
        />
        <TextField label={words.batch} value={typed.batch} maxLength={50} onChange={(batch) => put({ batch })} />
        <TextField label={words.source} value={typed.source} maxLength={200} onChange={(source) => put({ source })} />
        <TextArea
          label={words.occupations}
          help={words.occupationsHelp}
          optional
          value={occupations}
          maxLength={4000}
          onChange={setOccupations}
        />
        <ValidityFields from={typed.from} to={typed.to} onChange={put} />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" submit act={act} disabled={!ready}>
            {words.save}
          </Button>
        </div>
      </form>
    </details>
  )
}
