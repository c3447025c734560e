import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import type { BankRow } from '../../../../shared/api/exam'
import { type QuestionKind, questionKind, questionKinds } from '../../../../shared/exam/bank'
import { fullMarks, type TestTerms, termsProblem } from '../../../../shared/exam/terms'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './words'

interface Props {
  detail: ClassDetail
  banks: readonly BankRow[]
  done: () => Promise<void>
}

/** What is typed: numbers as text. */
type Typed = Record<`${QuestionKind}.${'count' | 'points'}` | 'minutes' | 'attempts' | 'passMark', string>
const first: Typed = {
  ...{ 'single.count': '10', 'single.points': '5', 'multiple.count': '5', 'multiple.points': '6' },
  ...{ 'judge.count': '10', 'judge.points': '2', minutes: '60', attempts: '2', passMark: '60' },
}

/** A new test: from which bank, how many of each kind, how long, how often, from which mark on. */
export function MakeTest({ detail, banks, done }: Props) {
  const [title, setTitle] = useState('')
  const [bankId, setBank] = useState(banks[0]?.id ?? '')
  const [course, setCourse] = useState('')
  const [typed, setTyped] = useState(first)
  const [tried, setTried] = useState(false)
  const act = useAct()
  const bank = banks.find(({ id }) => id === bankId)
  const terms = termsOf(typed)
  const trouble = !terms || !bank ? words.numbers : termsProblem(terms, bank)
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (title.trim() === '' || trouble !== undefined || !terms) return
    void act.run(async () => {
      await exam.makeTest(detail.summary.id, {
        ...{ title: title.trim(), bank: bankId, terms },
        ...(course !== '' && { course }),
      })
      await done()
    })
  }
  const number = (key: keyof Typed, label: string) => (
    <TextField
      label={label}
      value={typed[key]}
      inputMode="numeric"
      short
      maxLength={3}
      onChange={(value) => setTyped({ ...typed, [key]: value })}
    />
  )
  return (
    <form class="card stack" aria-label={words.makeTest} onSubmit={submit} noValidate>
      <h2>{words.makeTest}</h2>
      <TextField
        label={words.title}
        value={title}
        maxLength={100}
        error={tried && title.trim() === '' ? common.required : undefined}
        onChange={setTitle}
      />
      <SelectField
        label={words.course}
        value={course}
        onChange={setCourse}
        options={[
          { value: '', label: words.wholeClass },
          ...detail.plan.courses.map(({ key, title: label }) => ({ value: key, label })),
        ]}
      />
      <SelectField
        label={words.bank}
        value={bankId}
        onChange={setBank}
        options={banks.map(({ id, title: label }) => ({ value: id, label }))}
      />
      <fieldset class="stack-tight">
        <legend class="label">{words.draw}</legend>
        {questionKind.options.map((kind) => (
          <div key={kind} class="row-wide">
            {number(`${kind}.count`, words.howMany(questionKinds[kind], bank?.[kind] ?? 0))}
            {number(`${kind}.points`, `${questionKinds[kind]}${words.points}`)}
          </div>
        ))}
      </fieldset>
      <div class="row-wide">
        {number('minutes', words.minutes)}
        {number('attempts', words.attempts)}
        {number('passMark', words.passMark(terms ? fullMarks(terms) : 0))}
      </div>
      {tried && trouble !== undefined && (
        <Note is="wrong" alert>
          {trouble}
        </Note>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <p class="quiet small">{words.makeHelp}</p>
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.make}
        </Button>
        <Button onClick={() => void done()}>{common.cancel}</Button>
      </div>
    </form>
  )
}

/** Undefined where one of them is no whole number. */
function termsOf(typed: Typed): TestTerms | undefined {
  if (Object.values(typed).some((text) => !/^\d{1,3}$/.test(text.trim()))) return undefined
  const whole = (key: keyof Typed) => Number(typed[key])
  const drawn = (kind: QuestionKind) => ({ count: whole(`${kind}.count`), points: whole(`${kind}.points`) })
  const terms = {
    ...{ single: drawn('single'), multiple: drawn('multiple'), judge: drawn('judge') },
    ...{ minutes: whole('minutes'), attempts: whole('attempts'), passMark: whole('passMark') },
  }
  const least = [
    terms.minutes,
    terms.attempts,
    terms.passMark,
    ...questionKind.options.map((kind) => terms[kind].points),
  ]
  return least.some((n) => n < 1) ? undefined : terms
}
