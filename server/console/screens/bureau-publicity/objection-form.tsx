import { useState } from 'preact/hooks'
import { objectionHows } from '../../../../shared/api/bureau-publicity'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { publicity } from '../../client/bureau-money'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import type { PartProps } from './publicity-page'
import { words } from './words'

/** 登记异议: what came in, how, about whom. */
export function ObjectionForm({ publicity: now, onChange, onClose }: PartProps & { onClose: () => void }) {
  const act = useAct()
  const [day, setDay] = useState(dayOf(Date.now()))
  const [how, setHow] = useState<(typeof objectionHows)[number]>('phone')
  const [who, setWho] = useState('')
  const [contact, setContact] = useState('')
  const [said, setSaid] = useState('')
  const [claim, setClaim] = useState('')
  const [row, setRow] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const position = /^[1-9]\d{0,5}$/.test(row.trim()) ? Number(row) : undefined
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(
        await publicity.object(now.id, {
          ...{ day, how, who, contact, said },
          ...(position !== undefined ? { position } : claim !== '' && { claim }),
          ...(evidence !== undefined && { evidence }),
        }),
      )
      announce(words.recorded)
      onClose()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.record}</h2>
      <p class="prose">{words.recordLead}</p>
      <TextField type="date" short label={words.objectionDay} value={day} onChange={setDay} />
      <SelectField
        label={words.how}
        value={how}
        onChange={(value) => setHow(objectionHows.find((one) => one === value) ?? 'phone')}
        options={objectionHows.map((value) => ({ value, label: words.hows[value] }))}
      />
      <TextArea label={words.said} value={said} rows={3} maxLength={2000} onChange={setSaid} />
      <SelectField
        label={words.about}
        value={claim}
        onChange={setClaim}
        options={[
          { value: '', label: words.wholeList },
          ...now.shown
            .filter(({ off, status }) => !off && status === 'published')
            .map((one) => ({ value: one.claim, label: `${one.number} ${one.firm}` })),
        ]}
      />
      <TextField
        label={words.aboutRow}
        help={words.aboutRowHelp}
        optional
        short
        inputMode="numeric"
        value={row}
        maxLength={6}
        onChange={setRow}
      />
      <TextField label={words.who} help={words.whoHelp} optional value={who} maxLength={60} onChange={setWho} />
      <TextField label={words.contact} optional value={contact} maxLength={100} onChange={setContact} />
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={said.trim() === '' || day === ''}>
          {words.record}
        </Button>
      </div>
    </form>
  )
}
