import { useState } from 'preact/hooks'
import type { AskRequest, PhoneDesk } from '../../../../shared/api/reach'
import { showTime } from '../../../../shared/calendar/beijing'
import { hex } from '../../../../shared/crypto'
import { Button } from '../../parts/button'
import { Field, SelectField } from '../../parts/field'
import { Note } from '../../parts/note'
import { State } from '../../parts/state'
import { words } from './desk-words'

const newId = (): string => hex(crypto.getRandomValues(new Uint8Array(16)))

/** Asks the teacher, and shows what was asked and answered. What is typed stays until the server has it. */
export function MyQuestions({
  desk: { open, courses, questions },
  ask,
}: {
  desk: PhoneDesk
  ask: (request: AskRequest) => Promise<boolean>
}) {
  // Of one question, also when it is sent again: the server takes it once.
  const [draft, setDraft] = useState(() => ({ id: newId(), course: '', text: '' }))
  const [missing, setMissing] = useState(false)
  const sent = questions.some(({ id }) => id === draft.id)
  const text = sent ? '' : draft.text
  const send = (event: Event) => {
    event.preventDefault()
    setMissing(text.trim() === '')
    if (text.trim() === '') return
    void ask({ id: draft.id, ...(draft.course !== '' && { course: draft.course }), text: text.trim() })
  }
  const write = (part: Partial<typeof draft>) =>
    setDraft(sent ? { ...draft, id: newId(), text: '', ...part } : { ...draft, ...part })
  return (
    <section class="card stack-tight" aria-labelledby="my-questions">
      <h2 id="my-questions">{words.ask}</h2>
      {open && (
        <form class="stack-tight" onSubmit={send}>
          <SelectField
            label={words.course}
            value={draft.course}
            onChange={(course) => write({ course })}
            options={[
              { value: '', label: words.noCourse },
              ...courses.map(({ key, title }) => ({ value: key, label: title })),
            ]}
          />
          <Field label={words.text} help={words.help} error={missing ? words.empty : undefined}>
            {(wiring) => (
              <textarea
                {...wiring}
                class="input"
                rows={3}
                maxLength={1000}
                value={text}
                onInput={(event) => write({ text: event.currentTarget.value })}
              />
            )}
          </Field>
          {sent && <Note is="counted">{words.sent}</Note>}
          <Button submit>{words.send}</Button>
        </form>
      )}
      {questions.map((one) => (
        <article key={one.id} class="stack-tight asked">
          <p class="said">{one.text}</p>
          <p class="small quiet">
            {one.courseTitle !== '' && `${one.courseTitle} · `}
            {words.asked(showTime(one.at))}
          </p>
          {one.answers.length === 0 && <State is="waiting">{words.waiting}</State>}
          <ul class="answers">
            {one.answers.map(({ text: said, by, at }) => (
              <li key={at}>
                <p class="said">{said}</p>
                <p class="small quiet">{words.answered(by, showTime(at))}</p>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  )
}
