import { useState } from 'preact/hooks'
import { type Objection, objectionOutcomes } from '../../../../shared/api/bureau-publicity'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { publicity } from '../../client/bureau-money'
import { isOneOf, mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { Choices } from '../../parts/field'
import { Empty, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { ObjectionForm } from './objection-form'
import type { PartProps } from './publicity-page'
import { words } from './words'

/** What was objected, what it holds up, and how it was answered. */
export function ObjectionsPart({ publicity: now, onChange }: PartProps) {
  const [recording, setRecording] = useState(false)
  const [answering, setAnswering] = useState<string>()
  const open = now.state === 'open' || now.shown.some(({ status, off }) => status === 'cleared' && !off)
  return (
    <div class="stack">
      {mayWrite() && open && !recording && (
        <div class="row">
          <Button kind="main" onClick={() => setRecording(true)}>
            {words.record}
          </Button>
        </div>
      )}
      {recording && <ObjectionForm publicity={now} onChange={onChange} onClose={() => setRecording(false)} />}
      {now.objected.length === 0 && !recording && <Empty title={words.noObjections} />}
      {now.objected.map((one) => (
        <article class="card stack" key={one.id} aria-label={one.number}>
          <About objection={one} />
          {mayWrite() && <Who objection={one.id} />}
          {!one.answered && isOneOf('administrator', 'manager') && answering !== one.id && (
            <div class="row">
              <Button onClick={() => setAnswering(one.id)}>{words.answer}</Button>
            </div>
          )}
          {answering === one.id && (
            <AnswerForm objection={one} onChange={onChange} onClose={() => setAnswering(undefined)} />
          )}
        </article>
      ))}
    </div>
  )
}

function About({ objection: { number, day, how, said, claim, row, by, at, answered } }: { objection: Objection }) {
  return (
    <>
      <div class="row-between">
        <h2>{number}</h2>
        <State is={answered ? 'counted' : 'attention'}>{answered ? words.answered : words.unanswered}</State>
      </div>
      <p class="quiet">
        {day} {words.hows[how]} · {words.about}：
        {row ? `${row.position} ${row.name} ${row.idShown}` : claim ? `${claim.number} ${claim.firm}` : words.wholeList}{' '}
        · {words.by(by, showTime(at))}
      </p>
      <p class="prose">{said}</p>
      {answered && (
        <p class="prose">
          <b>{words.outcomes[answered.outcome]}</b>：{answered.answer}{' '}
          <span class="quiet small">{words.by(answered.by, showTime(answered.at))}</span>
        </p>
      )}
    </>
  )
}

/** Who said it is shown when somebody asks; that is recorded. */
function Who({ objection }: { objection: string }) {
  const act = useAct()
  const [shown, setShown] = useState<{ who: string; contact: string }>()
  if (shown) return <p>{words.whoIs(shown.who, shown.contact)}</p>
  return (
    <div class="row">
      <Button kind="small" act={act} onClick={() => void act.run(async () => setShown(await publicity.who(objection)))}>
        {words.showWho}
      </Button>
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}

function AnswerForm({
  objection,
  onChange,
  onClose,
}: { objection: Objection; onClose: () => void } & Pick<PartProps, 'onChange'>) {
  const act = useAct()
  const [outcome, setOutcome] = useState<(typeof objectionOutcomes)[number]>('unfounded')
  const [answer, setAnswer] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await publicity.answer(objection.id, { outcome, answer, ...(evidence !== undefined && { evidence }) }))
      announce(words.answered)
      onClose()
    })
  }
  return (
    <form class="form stack narrow" onSubmit={submit} aria-label={words.answerOf(objection.number)}>
      <Choices
        legend={words.outcome}
        name={`outcome-${objection.id}`}
        value={outcome}
        onChange={(value) => setOutcome(objectionOutcomes.find((one) => one === value) ?? 'unfounded')}
        options={objectionOutcomes.map((value) => ({ value, label: words.outcomes[value] }))}
      />
      <TextArea label={words.answerText} value={answer} rows={3} maxLength={2000} onChange={setAnswer} />
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={answer.trim() === ''}>
          {words.answer}
        </Button>
      </div>
    </form>
  )
}
