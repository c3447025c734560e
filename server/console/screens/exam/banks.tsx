import { useState } from 'preact/hooks'
import type { BankReport, BankRow } from '../../../../shared/api/exam'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { PlacesTable } from '../class/places-table'
import { words } from './words'

interface Props {
  banks: readonly BankRow[]
  may: boolean
  changed: () => Promise<void>
}

/** 题库 of the organisation, and another one from a file: looked at first, then kept. */
export function Banks({ banks, may, changed }: Props) {
  const [looked, setLooked] = useState<{ file: File; report: BankReport }>()
  const [title, setTitle] = useState('')
  const act = useAct()
  const look = ([file]: File[]) => {
    if (!file) return
    setLooked(undefined)
    const name = file.name.replace(/\.\w+$/, '').slice(0, 100)
    void act.run(async () => {
      setLooked({ file, report: await exam.importBank(name, file, true) })
      setTitle(name)
    })
  }
  const keep = ({ file }: { file: File }) =>
    void act.run(async () => {
      await exam.importBank(title.trim(), file, false)
      setLooked(undefined)
      announce(words.bankKept)
      await changed()
    })
  return (
    <section class="card stack" aria-labelledby="banks">
      <h2 id="banks">{words.bank}</h2>
      <ul class="plain-list">
        {banks.map((bank) => (
          <li key={bank.id}>
            <strong>{bank.title}</strong>{' '}
            <span class="quiet">
              {words.bankCounts(bank.single, bank.multiple, bank.judge)} · {bank.by} {showTime(bank.at)}
            </span>
          </li>
        ))}
      </ul>
      {may && (
        <>
          <h3>{words.importBank}</h3>
          <div class="row">
            <DownloadButton fetch={exam.bankTemplate}>{words.bankTemplate}</DownloadButton>
          </div>
          <Drop hint={words.bankHelp} accept=".xlsx,.csv" onFiles={look} />
          {act.problem && <ProblemNote problem={act.problem} />}
          {looked && (
            <div class="stack">
              <p>{words.bankCounts(looked.report.single, looked.report.multiple, looked.report.judge)}</p>
              {looked.report.notes.map((note) => (
                <p key={note} class="small quiet">
                  {note}
                </p>
              ))}
              {looked.report.errors.length > 0 ? (
                <>
                  <Note is="wrong" alert>
                    {words.errors(looked.report.errors.length)}
                  </Note>
                  <PlacesTable places={looked.report.errors.slice(0, 200)} caption={words.errorPlaces} />
                </>
              ) : (
                <>
                  <TextField label={words.bankTitle} value={title} maxLength={100} onChange={setTitle} />
                  <div class="row">
                    <Button kind="main" act={act} disabled={title.trim() === ''} onClick={() => keep(looked)}>
                      {words.keepBank}
                    </Button>
                  </div>
                </>
              )}
            </div>
          )}
        </>
      )}
    </section>
  )
}
