import { useState } from 'preact/hooks'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { announce } from '../../parts/announce'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { PlacesTable } from '../class/places-table'
import { ChooseColumns } from './choose-columns'
import type { AboutList, AddedList, CheckedList, ChosenColumn, ListWords } from './outside-list'

interface Props {
  words: ListWords
  add: (file: File, about: AboutList, columns: readonly ChosenColumn[]) => Promise<AddedList>
  check?: (file: File, about: AboutList, columns: readonly ChosenColumn[]) => Promise<CheckedList>
  onAdded: () => Promise<void>
}

/** What a list is called and where it comes from, then its file. */
export function AddList({ words, add, check, onAdded }: Props) {
  const [name, setName] = useState('')
  const [source, setSource] = useState('')
  const [day, setDay] = useState(dayOf(Date.now()))
  const [missing, setMissing] = useState(false)
  const [report, setReport] = useState<AddedList>()
  const [looked, setLooked] = useState<{ file: File; columns: readonly ChosenColumn[]; checked: CheckedList }>()
  const act = useAct()
  const take = (file: File, columns: readonly ChosenColumn[] = [], sure = check === undefined) => {
    const about = { name: name.trim(), source: source.trim(), day }
    const short = about.name === '' || about.source === '' || day === ''
    setMissing(short)
    if (short) return
    void act.run(async () => {
      if (check && !sure) return setLooked({ file, columns, checked: await check(file, about, columns) })
      const made = await add(file, about, columns)
      setLooked(undefined)
      setReport(made)
      setName('')
      announce(words.added(made.count, made.matches))
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
        {looked && (
          <ChooseColumns
            checked={looked.checked}
            chosen={looked.columns}
            act={act}
            onChoose={(columns) => take(looked.file, columns)}
            onImport={() => take(looked.file, looked.columns, true)}
          />
        )}
        {act.busy && <p role="status">{common.working}</p>}
        {act.problem && <ProblemNote problem={act.problem} />}
        {act.problem && act.problem.places.length > 0 && (
          <PlacesTable places={act.problem.places} caption={act.problem.message} />
        )}
        {report && <Note is="counted">{words.added(report.count, report.matches)}</Note>}
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
