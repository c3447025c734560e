import { useState } from 'preact/hooks'
import { type ExamPart, examPart, examParts } from '../../../../shared/api/results'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './result-words'

interface Props {
  classId: string
  seat: string
  who: string
  courses: readonly { key: string; title: string }[]
  close: (saved: boolean) => Promise<void>
}

const isScore = (text: string): boolean => text === '' || /^\d{1,4}(\.\d{1,2})?$/.test(text)

/** A result of one person by hand. */
export function ResultForm({ classId, seat, who, courses, close }: Props) {
  const [part, setPart] = useState<ExamPart>('theory')
  const [course, setCourse] = useState('')
  const [value, setValue] = useState('')
  const [max, setMax] = useState('100')
  const [pass, setPass] = useState(true)
  const [day, setDay] = useState(dayOf(Date.now()))
  const [evidence, setEvidence] = useState<string>()
  const act = useAct()
  const well = isScore(value.trim()) && isScore(max.trim()) && day !== ''
  const submit = (event: Event) => {
    event.preventDefault()
    if (!well) return
    void act.run(async () => {
      await exam.enterResult(classId, {
        ...{ seat, part, pass, day },
        ...(course !== '' && { course }),
        ...(value.trim() !== '' && { value: value.trim(), ...(max.trim() !== '' && { max: max.trim() }) }),
        ...(evidence !== undefined && { evidence }),
      })
      announce(words.saved)
      await close(true)
    })
  }
  return (
    <form class="card stack" aria-label={words.addFor(who)} onSubmit={submit} noValidate>
      <h3>{words.addFor(who)}</h3>
      <SelectField
        label={words.part}
        value={part}
        onChange={(next) => setPart(examPart.options.find((one) => one === next) ?? 'theory')}
        options={examPart.options.map((one) => ({ value: one, label: examParts[one] }))}
      />
      <SelectField
        label={words.course}
        value={course}
        onChange={setCourse}
        options={[
          { value: '', label: words.noCourse },
          ...courses.map(({ key, title }) => ({ value: key, label: title })),
        ]}
      />
      <div class="row-wide">
        <TextField
          label={words.value}
          value={value}
          short
          optional
          inputMode="decimal"
          error={isScore(value.trim()) ? undefined : words.badValue}
          onChange={setValue}
        />
        <TextField
          label={words.max}
          value={max}
          short
          optional
          inputMode="decimal"
          error={isScore(max.trim()) ? undefined : words.badValue}
          onChange={setMax}
        />
      </div>
      <SelectField
        label={words.outcome}
        value={pass ? 'pass' : 'fail'}
        onChange={(next) => setPass(next === 'pass')}
        options={[
          { value: 'pass', label: words.pass },
          { value: 'fail', label: words.fail },
        ]}
      />
      <TextField label={words.day} type="date" value={day} onChange={setDay} />
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={!well}>
          {words.save}
        </Button>
        <Button onClick={() => void close(false)}>{common.cancel}</Button>
      </div>
    </form>
  )
}
