import { useState } from 'preact/hooks'
import type { PaymentAnswer, ResultsReport } from '../../../../shared/api/bureau-payments'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { payments } from '../../client/bureau-money'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { Note, ProblemNote } from '../../parts/note'
import { words } from './words'

/** Results from a file: looked at first, kept when somebody says so. */
export function ResultsImport({ payment, onKept }: { payment: PaymentAnswer; onKept: () => void }) {
  const act = useAct()
  const [read, setRead] = useState<{ file: File; report: ResultsReport }>()
  const look = (file: File) =>
    void act.run(async () => setRead({ file, report: await payments.results(payment.id, file, true) }))
  const keep = (file: File) =>
    void act.run(async () => {
      await payments.results(payment.id, file, false)
      setRead(undefined)
      announce(words.kept)
      onKept()
    })
  return (
    <section class="card stack" aria-labelledby="results-import">
      <h2 id="results-import">{words.importTitle}</h2>
      <p class="prose">{words.importLead}</p>
      <Drop hint={words.importHint} accept=".xlsx,.csv" onFiles={([file]) => file && look(file)} />
      {act.problem && <ProblemNote problem={act.problem} />}
      {read && <Report report={read.report} />}
      {read && read.report.faulty.length === 0 && read.report.paid + read.report.failed > 0 && (
        <div class="row">
          <Button kind="main" act={act} onClick={() => keep(read.file)}>
            {words.keep}
          </Button>
        </div>
      )}
    </section>
  )
}

function Report({ report: { paid, failed, amount, missing, faulty } }: { report: ResultsReport }) {
  if (faulty.length > 0)
    return (
      <Note is="wrong" alert>
        <p>{words.faulty(faulty.length)}</p>
        <ul>
          {faulty.map(({ sheet, cell, message }) => (
            <li key={`${sheet} ${cell} ${message}`}>
              {[sheet, cell].filter(Boolean).join(' ')}：{message}
            </li>
          ))}
        </ul>
      </Note>
    )
  if (paid + failed === 0)
    return (
      <Note is="attention">
        <p>{words.nothing}</p>
      </Note>
    )
  return (
    <Note is="counted">
      <p>{words.checked(paid, failed, showYuan(amount))}</p>
      {missing > 0 && <p>{words.missing(missing)}</p>}
    </Note>
  )
}
