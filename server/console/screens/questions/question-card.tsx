import { useState } from 'preact/hooks'
import type { QuestionRow } from '../../../../shared/api/reach'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { reach } from '../../client/reach'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Field } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { words } from './words'

/** One question with its answers, and room for another. What is typed stays until the server has it. */
export function QuestionCard({
  question: { id, name, number, class: classId, className, seat, courseTitle, text, at, answers },
  mayAnswer,
  answered,
}: {
  question: QuestionRow
  mayAnswer: boolean
  answered: () => Promise<void>
}) {
  const [draft, setDraft] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const send = (event: Event) => {
    event.preventDefault()
    setMissing(draft.trim() === '')
    if (draft.trim() === '') return
    void act.run(async () => {
      await reach.answer(id, draft.trim())
      setDraft('')
      announce(words.sent)
      await answered()
    })
  }
  return (
    <article class="card stack" aria-label={`${name} ${showTime(at)}`}>
      <div class="row-between">
        <p>
          <a href={`/seats/${seat}?class=${classId}`}>
            {name} {number}
          </a>{' '}
          <span class="quiet">
            {className} · {courseTitle === '' ? words.noCourse : courseTitle}
          </span>
        </p>
        <span class="small quiet numbers">{words.asked(showTime(at))}</span>
      </div>
      <p class="said">{text}</p>
      <Answers answers={answers} />
      {mayAnswer && (
        <form class="stack-tight" onSubmit={send}>
          <Field label={words.answerTo(name)} help={words.help} error={missing ? words.empty : undefined}>
            {(wiring) => (
              <textarea
                {...wiring}
                class="input"
                rows={3}
                maxLength={1000}
                value={draft}
                onInput={(event) => setDraft(event.currentTarget.value)}
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
      )}
    </article>
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
