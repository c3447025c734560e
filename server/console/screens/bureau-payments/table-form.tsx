import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { accountFindings, type Payable, usualFunds } from '../../../../shared/api/bureau-payments'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { payments } from '../../client/bureau-money'
import { useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { AccountForm } from './account-form'
import { words } from './words'

const OTHER = ''

/** The account check claim by claim, each finding with room for what was found out; then title and fund. */
export function TableForm({ claims, onBack }: { claims: readonly string[]; onBack: () => void }) {
  const { route } = useLocation()
  const act = useAct()
  const { data, problem, refresh } = useLoad(() => payments.check(claims), claims.join())
  const [title, setTitle] = useState('')
  const [usual, setUsual] = useState<string>(usualFunds[0])
  const [other, setOther] = useState('')
  const [remark, setRemark] = useState('')
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({})
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const total = data.reduce((sum, { amount }) => sum + amount, 0)
  const fund = usual === OTHER ? other : usual
  const noteOf = ({ claim }: Payable) => notes[claim] ?? ''
  const lacking = data.some(
    (one) => one.findings.includes('account-missing') || (one.findings.length > 0 && noteOf(one).trim() === ''),
  )
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const lines = data.map((one) => ({ claim: one.claim, note: noteOf(one) }))
      const { id } = await payments.create({ title, fund, remark, claims: lines })
      announce(words.submitted)
      route(`/payments/${id}`)
    })
  }
  return (
    <div class="stack-wide">
      <section class="stack" aria-labelledby="account-check">
        <h2 id="account-check">{words.accountCheck}</h2>
        {data.map((one) => (
          <Checked
            key={one.claim}
            one={one}
            note={noteOf(one)}
            onNote={(note) => setNotes({ ...notes, [one.claim]: note })}
            onCorrected={() => void refresh()}
          />
        ))}
      </section>
      <form class="card form stack narrow" onSubmit={submit}>
        <h2>{words.table(data.length, showYuan(total))}</h2>
        <TextField label={words.tableTitle} value={title} maxLength={100} onChange={setTitle} />
        <SelectField
          label={words.fund}
          value={usual}
          onChange={setUsual}
          options={[...usualFunds.map((value) => ({ value, label: value })), { value: OTHER, label: words.otherFund }]}
        />
        {usual === OTHER && <TextField label={words.otherFund} value={other} maxLength={60} onChange={setOther} />}
        <TextArea label={words.remark} optional rows={2} value={remark} maxLength={500} onChange={setRemark} />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button onClick={onBack}>{words.chooseAgain}</Button>
          <Button kind="main" submit act={act} disabled={title.trim() === '' || fund.trim() === '' || lacking}>
            {words.submit}
          </Button>
        </div>
      </form>
    </div>
  )
}

interface CheckedProps {
  one: Payable
  note: string
  onNote: (note: string) => void
  onCorrected: () => void
}

function Checked({ one, note, onNote, onCorrected }: CheckedProps) {
  const [correcting, setCorrecting] = useState(false)
  const { number, title, firm, account, people, amount, findings, failed, publicity } = one
  return (
    <article class="card stack" aria-label={number}>
      <div class="row-between">
        <h3>
          {number} {firm}
        </h3>
        <b class="nowrap">{showYuan(amount)}</b>
      </div>
      <p class="quiet">
        {title} · {words.people} {people} · {publicity} · {words.account} {account}
      </p>
      {failed && <State is="attention">{words.failedBefore(failed.day, failed.reason)}</State>}
      {findings.length === 0 && <State is="counted">{words.noFindings}</State>}
      {findings.map((code) => (
        <State key={code} is={code === 'account-missing' ? 'wrong' : 'attention'}>
          {accountFindings[code]}
        </State>
      ))}
      {findings.length > 0 && !findings.includes('account-missing') && (
        <TextArea
          label={words.note(number)}
          help={words.noteHelp}
          rows={2}
          value={note}
          maxLength={500}
          onChange={onNote}
        />
      )}
      {correcting ? (
        <AccountForm
          claim={one}
          onDone={() => {
            setCorrecting(false)
            onCorrected()
          }}
          onClose={() => setCorrecting(false)}
        />
      ) : (
        <div class="row">
          <Button kind="small" onClick={() => setCorrecting(true)}>
            {words.correct}
          </Button>
        </div>
      )}
    </article>
  )
}
