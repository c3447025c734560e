import { useState } from 'preact/hooks'
import type { ClassDetail, Slip } from '../../../../shared/api'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { CopyButton } from '../../parts/copy-text'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { fileWords } from './file-words'
import { words } from './words'

/** One slip a person, on A4 to cut apart. Reading them is audited, so they are read once, not polled. */
export function CodesTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => api.slips(summary.id), `slips/${summary.id}/${summary.seats}`)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.length === 0) {
    return (
      <Empty title={words.emptyTitle}>
        <p>{fileWords.codesEmpty}</p>
        <a class="button button-main" href={`/classes/${summary.id}/import`}>
          {words.tabs.import}
        </a>
      </Empty>
    )
  }
  return (
    <div class="stack">
      <div class="row-between no-print">
        <p class="prose">{fileWords.codesLead}</p>
        <div class="row">
          <span class="quiet">
            {fileWords.codesCount(data.length)} · {common.printHint}
          </span>
          <Button kind="main" onClick={() => window.print()}>
            {common.print}
          </Button>
        </div>
      </div>
      <ul class="slips">
        {data.map((slip) => (
          <SlipCard key={slip.seat} slip={slip} className={summary.name} reissued={refresh} />
        ))}
      </ul>
    </div>
  )
}

function SlipCard({ slip, className, reissued }: { slip: Slip; className: string; reissued: () => Promise<void> }) {
  return (
    <li class="slip">
      <p class="who">
        {slip.name} <span class="quiet small">{slip.number}</span>
      </p>
      <p class="small">
        {fileWords.slipClass}：{className}
      </p>
      <p class="small">{fileWords.slipCode}</p>
      <span class="code mono">{slip.code}</span>
      {slip.link !== undefined && (
        <div class="no-print">
          <CopyButton text={slip.link} label={`${slip.name} ${slip.number}`}>
            {fileWords.copyLink}
          </CopyButton>
        </div>
      )}
      <Reissue slip={slip} done={reissued} />
      <ol>
        {fileWords.slipSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </li>
  )
}

/** Another code where the slip was lost or the computer forgets: says first that this one ends. */
function Reissue({ slip: { seat, name, number }, done }: { slip: Slip; done: () => Promise<void> }) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const confirmed = () =>
    void act.run(async () => {
      await decisions.reissueCode(seat)
      setAsking(false)
      announce(fileWords.reissued(name))
      await done()
    })
  return (
    <div class="no-print">
      <Button kind="link" onClick={() => setAsking(true)}>
        {fileWords.reissue}
      </Button>
      {asking && (
        <Confirm
          title={fileWords.reissue}
          action={fileWords.reissue}
          act={act}
          onConfirm={confirmed}
          onClose={() => setAsking(false)}
        >
          <p>{fileWords.reissueConfirm(`${number} ${name}`)}</p>
        </Confirm>
      )}
    </div>
  )
}
