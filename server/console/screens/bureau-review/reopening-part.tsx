import { useState } from 'preact/hooks'
import type { Reopening } from '../../../../shared/api/bureau-reopening'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { isOneOf, mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Note, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { reopeningWords as words } from './reopening-words'
import type { PartProps } from './review-page'

/** The way back of a claim that was agreed or cleared: asked for by one, decided by another. */
export function ReopeningPart({ claim, onChange }: PartProps) {
  const [asking, setAsking] = useState(false)
  const { reopening, status } = claim
  if (reopening) return <Asked claim={claim} reopening={reopening} onChange={onChange} />
  if (!mayWrite() || (status !== 'agreed' && status !== 'cleared')) return null
  if (asking) return <AskForm claim={claim} onChange={onChange} onClose={() => setAsking(false)} />
  return (
    <div class="row no-print">
      <Button onClick={() => setAsking(true)}>{words.ask}</Button>
    </div>
  )
}

function AskForm({ claim, onChange, onClose }: PartProps & { onClose: () => void }) {
  const act = useAct()
  const [reason, setReason] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await reviews.askToReopen(claim.id, { reason }))
      announce(words.asked)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.ask}</h2>
      <p class="prose">{words.askLead}</p>
      <TextArea label={words.reason} rows={3} value={reason} maxLength={500} onChange={setReason} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={reason.trim() === ''}>
          {words.ask}
        </Button>
      </div>
    </form>
  )
}

function Asked({ claim, reopening, onChange }: PartProps & { reopening: Reopening }) {
  const act = useAct()
  const [note, setNote] = useState('')
  const { id, own, by, at, reason } = reopening
  const decides = isOneOf('administrator', 'manager')
  const answer = (confirm: boolean) =>
    void act.run(async () => {
      onChange(await reviews.answerReopening(claim.id, { reopening: id, confirm, note: note.trim() }))
      announce(words.answered)
    })
  return (
    <section class="card form stack narrow" aria-label={words.title}>
      <h2>{words.title}</h2>
      <Note is="attention">
        <p>{words.waits(by, showTime(at))}</p>
        <p>{reason}</p>
      </Note>
      {decides && (
        <>
          {own && <p class="prose">{words.own}</p>}
          <TextArea
            label={words.note}
            help={words.noteHelp}
            optional
            rows={2}
            value={note}
            maxLength={500}
            onChange={setNote}
          />
          {act.problem && <ProblemNote problem={act.problem} />}
          <div class="row">
            <Button act={act} disabled={note.trim() === ''} onClick={() => answer(false)}>
              {own ? words.takeBack : words.dismiss}
            </Button>
            {!own && (
              <Button kind="main" act={act} onClick={() => answer(true)}>
                {words.confirm}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  )
}
