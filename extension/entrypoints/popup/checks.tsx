import { useState } from 'preact/hooks'
import { words } from '../../locales'
import type { Check, Status } from '../../messages'
import { ask } from '../../pages/ask'

const text = words.check

/** What no rule could tell: the trainee says it once, and the record says that it was they. */
export function Checks({ status: { now, score }, done }: { status: Status; done(): Promise<void> }) {
  const check = now.find((one) => one.check)?.check
  return (
    <>
      {check && <Lesson key={`${check.site} ${check.read.lesson}`} check={check} done={done} />}
      {score && <Score score={score} done={done} />}
    </>
  )
}

function Lesson({ check, done }: { check: Check; done(): Promise<void> }) {
  const shown = check.courses.findIndex(({ title }) => title === check.course)
  const [course, setCourse] = useState(String(shown >= 0 ? shown : check.courses.length > 0 ? 0 : -1))
  const [lesson, setLesson] = useState(check.lesson)
  const confirm = (event: Event) => {
    event.preventDefault()
    const chosen = check.courses[Number(course)] ?? { key: check.read.course ?? check.course, title: check.course }
    void ask('confirm', {
      site: check.site,
      read: check.read,
      course: chosen,
      lesson: lesson.trim() || check.lesson,
    }).then(done)
  }
  return (
    <form class="note attention stack" id="check" onSubmit={confirm}>
      <strong>{text.title}</strong>
      <p class="quiet">{text.lead}</p>
      <label for="check-course">{text.course}</label>
      <select id="check-course" value={course} onChange={(event) => setCourse(event.currentTarget.value)}>
        {check.courses.map(({ key, title }, n) => (
          <option key={key} value={String(n)}>
            {title}
          </option>
        ))}
        <option value="-1">{text.other(check.course)}</option>
      </select>
      <label for="check-lesson">{text.lesson}</label>
      <input
        id="check-lesson"
        value={lesson}
        maxLength={300}
        onInput={(event) => setLesson(event.currentTarget.value)}
      />
      <button type="submit" id="check-confirm">
        {text.confirm}
      </button>
    </form>
  )
}

function Score({ score, done }: { score: NonNullable<Status['score']>; done(): Promise<void> }) {
  const [course, setCourse] = useState('0')
  const say = (chosen: { key: string; title: string } | undefined) =>
    void ask('confirmScore', chosen ? { course: chosen } : {}).then(done)
  return (
    <section class="note attention stack" id="check-score">
      <p>{text.score(score.value, score.max, score.host)}</p>
      {score.courses.length > 0 && (
        <>
          <select aria-label={text.course} value={course} onChange={(event) => setCourse(event.currentTarget.value)}>
            {score.courses.map(({ key, title }, n) => (
              <option key={key} value={String(n)}>
                {title}
              </option>
            ))}
          </select>
          <button type="button" id="is-score" onClick={() => say(score.courses[Number(course)])}>
            {text.isScore}
          </button>
        </>
      )}
      <button type="button" class="link" id="not-score" onClick={() => say(undefined)}>
        {text.notScore}
      </button>
    </section>
  )
}
