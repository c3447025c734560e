import { useState } from 'preact/hooks'
import * as v from 'valibot'
import type { QuestionRow } from '../../../../shared/api/reach'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { useKept } from '../../client/kept'
import { reach } from '../../client/reach'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Field } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { words } from './words'

interface Props {
  question: QuestionRow
  answered: () => Promise<void>
}

/** Room for an answer: there at once where none is, asked for where there are some. What is typed stays until the server has it. */
export function AnswerForm({ question: { id, name, answers }, answered }: Props) {
  const draft = useKept(`answer/${id}`, v.string(), '')
  const [more, setMore] = useState(draft.value !== '')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  if (answers.length > 0 && !more)
    return (
      <div class="row">
        <Button kind="small" onClick={() => setMore(true)}>
          {words.again}
        </Button>
      </div>
    )
  const send = (event: Event) => {
    event.preventDefault()
    const text = draft.value.trim()
    setMissing(text === '')
    if (text === '') return
    void act.run(async () => {
      await reach.answer(id, text)
      draft.forget()
      setMore(false)
      announce(words.sent)
      await answered()
    })
  }
  return (
    <form class="stack-tight" onSubmit={send}>
      <Field label={words.answerTo(name)} help={words.help} error={missing ? words.empty : undefined}>
        {(wiring) => (
          <textarea
            {...wiring}
            class="input"
            rows={3}
            maxLength={1000}
            value={draft.value}
            onInput={({ currentTarget: { value } }) => draft.keep(value)}
          />
        )}
      </Field>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit act={act}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}

export function Answers({ answers }: Pick<QuestionRow, 'answers'>) {
  if (answers.length === 0) return null
  return (
    <ul class="answers">
      {answers.map(({ text, by, at }) => (
        <li key={at}>
          <p class="said">{text}</p>
          <p class="small quiet">{words.answered(by, showTime(at))}</p>
        </li>
      ))}
    </ul>
  )
}
