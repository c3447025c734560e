import { useState } from 'preact/hooks'
import type { InterviewAnswer, InterviewRequest, Question } from '../../../../shared/api/bureau-interview'
import { type InterviewResult, interviewResults, interviewWords } from '../../../../shared/api/bureau-review'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { interviewPageWords as words } from './interview-words'

type Answer = InterviewRequest['answers'][number]
const fits = ['yes', 'no', 'unsure', 'not-asked'] as const
const hows = ['phone', 'on-site', 'video'] as const

/** The questions with room for answers, and what it came to. */
export function InterviewForm({
  sheet,
  onNoted,
}: {
  sheet: InterviewAnswer
  onNoted: (sheet: InterviewAnswer) => void
}) {
  const act = useAct()
  const [answers, setAnswers] = useState<Answer[]>(() =>
    sheet.questions.map(({ id }) => ({ id, answer: '', fits: 'not-asked' })),
  )
  const [how, setHow] = useState<(typeof hows)[number]>('phone')
  const [result, setResult] = useState<InterviewResult>('agrees')
  const [remark, setRemark] = useState('')
  const put = (id: string, change: Partial<Answer>) =>
    setAnswers(answers.map((one) => (one.id === id ? { ...one, ...change } : one)))
  const bad = result === 'differs' && remark.trim() === ''
  const submit = (event: Event) => {
    event.preventDefault()
    if (bad) return
    void act.run(async () => {
      onNoted(await reviews.noteInterview(sheet.person.id, { result, how, answers, remark: remark.trim() }))
      announce(words.saved)
    })
  }
  return (
    <form class="stack" onSubmit={submit}>
      {sheet.questions.map((question, i) => (
        <Asked key={question.id} n={i + 1} question={question} answer={answers[i]} onChange={put} />
      ))}
      <div class="card form stack narrow">
        <div class="pair">
          <SelectField
            label={words.how}
            value={how}
            onChange={(value) => setHow(hows.find((one) => one === value) ?? 'phone')}
            options={hows.map((value) => ({ value, label: words.hows[value] }))}
          />
          <SelectField
            label={words.result}
            value={result}
            onChange={(value) => setResult(interviewResults.find((one) => one === value) ?? 'agrees')}
            options={interviewResults.map((value) => ({ value, label: interviewWords[value] }))}
          />
        </div>
        <TextArea
          label={words.remark}
          optional={result !== 'differs'}
          rows={2}
          value={remark}
          maxLength={1000}
          onChange={setRemark}
        />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row no-print">
          <Button kind="main" submit act={act} disabled={bad}>
            {words.submit}
          </Button>
        </div>
      </div>
    </form>
  )
}

interface AskedProps {
  n: number
  question: Question
  answer: Answer | undefined
  onChange: (id: string, change: Partial<Answer>) => void
}

function Asked({ n, question: { id, ask, record, entries }, answer, onChange }: AskedProps) {
  return (
    <fieldset class="card stack-tight">
      <legend class="label">
        {n}. {ask}
      </legend>
      <p class="small">
        <span class="quiet">{words.record} </span>
        {record} {entries.length > 0 && <span class="quiet">{words.entries(entries.length)}</span>}
      </p>
      <div class="pair">
        <TextField
          label={words.answer}
          optional="unsaid"
          value={answer?.answer ?? ''}
          maxLength={500}
          onChange={(text) => onChange(id, { answer: text })}
        />
        <SelectField
          label={words.fits}
          value={answer?.fits ?? 'not-asked'}
          onChange={(value) => onChange(id, { fits: fits.find((one) => one === value) ?? 'not-asked' })}
          options={fits.map((value) => ({ value, label: words.fit[value] }))}
        />
      </div>
    </fieldset>
  )
}
