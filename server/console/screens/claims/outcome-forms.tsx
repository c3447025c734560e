import { useState } from 'preact/hooks'
import { dayOf } from '../../../../shared/calendar/beijing'
import { plainYuan, readYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { claims } from '../../client/claims'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import type { PartProps } from './claim-page'
import { words } from './words'

type Props = PartProps & { onClose: () => void }

/** 登记已提交: when, and what the bureau gave for it. */
export function HandInForm({ claim, onChange, onClose }: Props) {
  const act = useAct()
  const [day, setDay] = useState(dayOf(Date.now()))
  const [number, setNumber] = useState('')
  const [remark, setRemark] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await claims.handIn(claim.id, { day, number: number.trim(), remark: remark.trim() }))
      announce(words.handedIn)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.handInTitle}</h2>
      <p class="prose">{words.handInText}</p>
      <TextField type="date" short label={words.handInDay} value={day} onChange={setDay} />
      <TextField label={words.receipt} optional value={number} maxLength={60} onChange={setNumber} />
      <TextArea label={words.remark} optional rows={2} value={remark} maxLength={500} onChange={setRemark} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={day === ''}>
          {words.handIn}
        </Button>
      </div>
    </form>
  )
}

const outcomes = ['paid', 'returned', 'refused'] as const

/** 登记结果: paid with what was paid, returned, or refused, with its paper. */
export function DecideForm({ claim, onChange, onClose }: Props) {
  const act = useAct()
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('paid')
  const [day, setDay] = useState(dayOf(Date.now()))
  const [number, setNumber] = useState('')
  const [remark, setRemark] = useState('')
  const [typed, setTyped] = useState(claim.reckoned ? plainYuan(claim.reckoned.total) : '')
  const [document, setDocument] = useState<string>()
  const amount = readYuan(typed)
  const bad = outcome === 'paid' && amount === undefined
  const submit = (event: Event) => {
    event.preventDefault()
    if (bad) return
    void act.run(async () => {
      const about = { outcome, day, number: number.trim(), remark: remark.trim() }
      onChange(
        await claims.decide(claim.id, {
          ...about,
          ...(outcome === 'paid' && amount !== undefined && { amount }),
          ...(document !== undefined && { document }),
        }),
      )
      announce(words.recorded)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.decide}</h2>
      <Choices
        legend={words.outcome}
        name="outcome"
        value={outcome}
        onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? 'paid')}
        options={outcomes.map((value) => ({ value, label: words.outcomes[value], help: words.outcomeHelp[value] }))}
      />
      {outcome === 'paid' && (
        <TextField
          short
          inputMode="decimal"
          label={words.paidAmount}
          value={typed}
          error={bad ? words.badAmount : undefined}
          onChange={setTyped}
        />
      )}
      <div class="pair">
        <TextField type="date" label={words.decisionDay} value={day} onChange={setDay} />
        <TextField label={words.decisionNumber} optional value={number} maxLength={60} onChange={setNumber} />
      </div>
      <TextArea label={words.remark} optional rows={2} value={remark} maxLength={500} onChange={setRemark} />
      <Attachment label={words.document} optional hash={document} onChange={setDocument} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={bad || day === ''}>
          {words.decide}
        </Button>
      </div>
    </form>
  )
}
