import { useState } from 'preact/hooks'
import type { TransferAnswer } from '../../../../shared/api/bureau-keeping'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { keeping } from '../../client/bureau-keeping'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button, DownloadButton } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { transferWords as words } from './transfer-words'

/** 单位终止移交: what a 单位 that closes left with the bureau. */
export function TransferPart({ firm }: { firm: string }) {
  const { data, problem, refresh } = useLoad(() => keeping.transfers(firm), `transfer-${firm}`)
  const [adding, setAdding] = useState(false)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const close = () => {
    setAdding(false)
    void refresh()
  }
  return (
    <section class="stack" aria-labelledby="firm-transfer">
      <h2 id="firm-transfer">{words.title}</h2>
      <p class="prose">{words.lead}</p>
      <p class="quiet">{words.packages(data.packages)}</p>
      {data.transfers.map((one) => (
        <Transfer key={one.at} transfer={one} />
      ))}
      <div class="row">
        {data.transfers.length > 0 && (
          <>
            <DownloadButton fetch={() => keeping.transferPaper(firm, 'pdf')}>{words.pdf}</DownloadButton>
            <DownloadButton fetch={() => keeping.transferPaper(firm, 'xlsx')}>{words.xlsx}</DownloadButton>
          </>
        )}
        {mayWrite() && !adding && <Button onClick={() => setAdding(true)}>{words.add}</Button>}
      </div>
      {adding && <TransferForm firm={firm} onClose={close} />}
    </section>
  )
}

const Transfer = ({
  transfer: { day, who, what, reason, by, at },
}: {
  transfer: TransferAnswer['transfers'][number]
}) => (
  <p>
    <strong class="nowrap">{day}</strong> {who} {reason} {what}{' '}
    <span class="small quiet nowrap">{`${by} ${showTime(at)}`}</span>
  </p>
)

function TransferForm({ firm, onClose }: { firm: string; onClose: () => void }) {
  const act = useAct()
  const [day, setDay] = useState(dayOf(Date.now()))
  const [who, setWho] = useState('')
  const [what, setWhat] = useState('')
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const request = { day, who: who.trim(), what: what.trim(), reason: reason.trim() }
      await keeping.transfer(firm, { ...request, ...(evidence !== undefined && { evidence }) })
      announce(words.saved)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <TextField type="date" short label={words.day} value={day} onChange={setDay} />
      <TextField label={words.who} value={who} maxLength={100} onChange={setWho} />
      <TextField label={words.reason} value={reason} maxLength={500} onChange={setReason} />
      <TextField optional label={words.what} help={words.whatHelp} value={what} maxLength={500} onChange={setWhat} />
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={day === '' || who.trim() === '' || reason.trim() === ''}>
          {words.add}
        </Button>
      </div>
    </form>
  )
}
