import { useState } from 'preact/hooks'
import type { ResultsChoices, ResultsReport } from '../../../../shared/api/results'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { PlacesTable } from '../class/places-table'
import { words } from './result-words'

interface Props {
  classId: string
  policy: { passMark?: string | undefined }
  done: () => Promise<void>
}

/** Results and certificates from a file: looked at first, every trouble with its cell, then taken whole. */
export function ImportResults({ classId, policy, done }: Props) {
  const [passMark, setPassMark] = useState(policy.passMark ?? '')
  const [day, setDay] = useState('')
  const [looked, setLooked] = useState<{ file: File; choices: ResultsChoices; report: ResultsReport }>()
  const act = useAct()
  const look = ([file]: File[]) => {
    if (!file) return
    setLooked(undefined)
    const choices = { ...(/^\d+(\.\d+)?$/.test(passMark.trim()) && { passMark: passMark.trim() }), ...(day && { day }) }
    void act.run(async () => {
      setLooked({ file, choices, report: await exam.importResults(classId, file, choices, true) })
    })
  }
  const keep = ({ file, choices }: { file: File; choices: ResultsChoices }) =>
    void act.run(async () => {
      await exam.importResults(classId, file, choices, false)
      setLooked(undefined)
      announce(words.kept)
      await done()
    })
  return (
    <section class="card stack" aria-labelledby="import-results">
      <h2 id="import-results">{words.import}</h2>
      <div class="row">
        <DownloadButton fetch={() => exam.resultsTemplate(classId)}>{words.template}</DownloadButton>
      </div>
      <div class="row-wide">
        <TextField
          label={words.passMark}
          help={words.passMarkHelp}
          value={passMark}
          short
          optional
          inputMode="decimal"
          onChange={setPassMark}
        />
        <TextField label={words.fileDay} help={words.fileDayHelp} type="date" value={day} optional onChange={setDay} />
      </div>
      <Drop hint={words.importHelp} accept=".xlsx,.csv" onFiles={look} />
      {act.problem && <ProblemNote problem={act.problem} />}
      {looked && <Looked report={looked.report} />}
      {looked && looked.report.errors.length === 0 && looked.report.results + looked.report.certificates > 0 && (
        <div class="row">
          <Button kind="main" act={act} onClick={() => keep(looked)}>
            {words.keep}
          </Button>
        </div>
      )}
    </section>
  )
}

function Looked({ report }: { report: ResultsReport }) {
  const { people, results, certificates, again, unchanged, errors, notes } = report
  return (
    <div class="stack" role="status">
      <p>
        {words.counts(people, results, certificates)}
        {again > 0 && `，${words.again(again)}`}
        {unchanged > 0 && `，${words.unchanged(unchanged)}`}
      </p>
      {notes.map((note) => (
        <p key={note} class="small quiet">
          {note}
        </p>
      ))}
      {errors.length > 0 && (
        <>
          <Note is="wrong">{words.errors(errors.length)}</Note>
          <PlacesTable places={errors.slice(0, 200)} caption={words.errorPlaces} />
        </>
      )}
    </div>
  )
}
