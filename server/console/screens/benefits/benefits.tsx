import { useState } from 'preact/hooks'
import type { BenefitList, BenefitListReport } from '../../../../shared/api/claims'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { claims } from '../../client/claims'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { PlacesTable } from '../class/places-table'
import { words } from './words'

/** Lists of trainings that other bodies paid for; claims are checked against them. */
export function Benefits() {
  const { data, problem, refresh } = useLoad(() => claims.benefitLists(), 'benefit-lists')
  return (
    <div class="stack">
      <Heading title={words.title} />
      <p class="prose">{words.lead}</p>
      {mayWrite() && <AddList onAdded={refresh} />}
      {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
      {data?.length === 0 && (
        <Empty title={words.none}>
          <p class="prose">{words.noneLead}</p>
        </Empty>
      )}
      {data && data.length > 0 && <Lists lists={data} onRemoved={refresh} />}
    </div>
  )
}

function AddList({ onAdded }: { onAdded: () => Promise<void> }) {
  const [name, setName] = useState('')
  const [source, setSource] = useState('')
  const [day, setDay] = useState(dayOf(Date.now()))
  const [missing, setMissing] = useState(false)
  const [report, setReport] = useState<BenefitListReport>()
  const act = useAct()
  const take = (file: File) => {
    const about = { name: name.trim(), source: source.trim(), day }
    const short = about.name === '' || about.source === '' || day === ''
    setMissing(short)
    if (short) return
    void act.run(async () => {
      const made = await claims.addBenefitList(file, about)
      setReport(made)
      setName('')
      announce(words.added(made.rows, made.matches))
      await onAdded()
    })
  }
  const needed = (text: string) => (missing && text.trim() === '' ? common.required : undefined)
  return (
    <details class="card">
      <summary>{words.add}</summary>
      <div class="stack form">
        <TextField
          label={words.name}
          help={words.nameHelp}
          maxLength={100}
          value={name}
          error={needed(name)}
          onChange={setName}
        />
        <TextField
          label={words.source}
          help={words.sourceHelp}
          maxLength={200}
          value={source}
          error={needed(source)}
          onChange={setSource}
        />
        <TextField type="date" short label={words.day} value={day} error={needed(day)} onChange={setDay} />
        <Drop hint={words.file} accept=".xlsx,.csv,.txt" onFiles={([file]) => file && take(file)} />
        {act.busy && <p role="status">{common.working}</p>}
        {act.problem && <ProblemNote problem={act.problem} />}
        {act.problem && act.problem.places.length > 0 && (
          <PlacesTable places={act.problem.places} caption={act.problem.message} />
        )}
        {report && <Note is="counted">{words.added(report.rows, report.matches)}</Note>}
        {report && report.skipped.length > 0 && (
          <>
            <Note is="attention">{words.skipped(report.skipped.length)}</Note>
            <PlacesTable places={report.skipped} caption={words.skipped(report.skipped.length)} />
          </>
        )}
      </div>
    </details>
  )
}

function Lists({ lists, onRemoved }: { lists: readonly BenefitList[]; onRemoved: () => Promise<void> }) {
  const [asking, setAsking] = useState<BenefitList>()
  const act = useAct()
  const remove = (list: BenefitList) =>
    void act.run(async () => {
      await claims.removeBenefitList(list.id)
      setAsking(undefined)
      await onRemoved()
    })
  return (
    <div class="table-frame">
      <Scroll label={words.title}>
        <table>
          <caption class="hidden-visually">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.source}</th>
              <th scope="col" class="fit">
                {words.day}
              </th>
              <th scope="col" class="number">
                {words.rows}
              </th>
              <th scope="col" class="number">
                {words.matches}
              </th>
              <th scope="col">{words.by}</th>
            </tr>
          </thead>
          <tbody>
            {lists.map((list) => (
              <tr key={list.id}>
                <th scope="row">{list.name}</th>
                <td>{list.source}</td>
                <td class="nowrap">{list.day}</td>
                <td class="number">{list.rows}</td>
                <td class="number">{list.removedAt === undefined ? list.matches : ''}</td>
                <td>
                  {list.by} <span class="small quiet">{showTime(list.at)}</span>
                  <div>
                    {list.removedAt !== undefined && (
                      <span class="quiet">{words.removed(showTime(list.removedAt))}</span>
                    )}
                    {list.removedAt === undefined && mayWrite() && (
                      <Button kind="link" onClick={() => setAsking(list)}>
                        {words.remove}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {asking && (
        <Confirm
          title={words.removeTitle}
          action={words.remove}
          act={act}
          onConfirm={() => remove(asking)}
          onClose={() => setAsking(undefined)}
        >
          <p>{words.removeText(asking.name, asking.rows)}</p>
        </Confirm>
      )}
    </div>
  )
}
