import { useState } from 'preact/hooks'
import { words } from '../../locales'
import type { Check, Status } from '../../messages'
import { ask } from '../../pages/ask'

const text = words.check
/** The course is none of the plan's: what the page shows. */
const OTHER = '-1'

/** What no rule could tell: the trainee says it once, and the record says that it was they. They can say it anew. */
export function Checks({ status: { now, score }, done }: { status: Status; done(): Promise<void> }) {
  const [correcting, setCorrecting] = useState<string>()
  const check = now.find((one) => one.check)?.check
  const confirmed = now.find((one) => one.confirmed)?.confirmed
  const name = (one: Check) => `${one.site} ${one.read.course} ${one.read.lesson}`
  const shown = check ?? (confirmed && name(confirmed) === correcting ? confirmed : undefined)
  const finish = () => {
    setCorrecting(undefined)
    return done()
  }
  return (
    <>
      {shown && <Lesson key={name(shown)} check={shown} done={finish} />}
      {!shown && confirmed && (
        <button type="button" class="link quiet" id="correct" onClick={() => setCorrecting(name(confirmed))}>
          {text.correct}
        </button>
      )}
      {score && <Score score={score} done={done} />}
    </>
  )
}

function Lesson({ check, done }: { check: Check; done(): Promise<void> }) {
  const shown = check.courses.findIndex(({ title }) => title === check.course)
  const [course, setCourse] = useState(shown >= 0 ? String(shown) : check.courses.length > 0 ? '' : OTHER)
  const [lesson, setLesson] = useState(check.lesson)
  const other = check.read.course ?? check.course
  const confirm = (event: Event) => {
    event.preventDefault()
    if (course === '') return
    void ask('confirm', {
      site: check.site,
      read: check.read,
      course: check.courses[Number(course)] ?? { key: other, title: other },
      lesson: lesson.trim() || check.lesson,
    }).then(done)
  }
  return (
    <form class="note attention stack" id="check" onSubmit={confirm}>
      <strong>{text.title}</strong>
      <p class="quiet">{text.lead}</p>
      <label for="check-course">{text.course}</label>
      <select id="check-course" value={course} onChange={(event) => setCourse(event.currentTarget.value)}>
        {course === '' && <option value="">{text.choose}</option>}
        {check.courses.map(({ key, title }, n) => (
          <option key={key} value={String(n)}>
            {title}
          </option>
        ))}
        <option value={OTHER}>{text.other(other)}</option>
      </select>
      <label for="check-lesson">{text.lesson}</label>
      <input
        id="check-lesson"
        value={lesson}
        maxLength={300}
        onInput={(event) => setLesson(event.currentTarget.value)}
      />
      <button type="submit" id="check-confirm" disabled={course === ''}>
        {text.confirm}
      </button>
    </form>
  )
}

function Score({ score, done }: { score: NonNullable<Status['score']>; done(): Promise<void> }) {
  const [course, setCourse] = useState('')
  const say = (chosen: { key: string; title: string } | undefined) =>
    void ask('confirmScore', chosen ? { course: chosen } : {}).then(done)
  return (
    <section class="note attention stack" id="check-score">
      <p>{text.score(score.value, score.max, score.host)}</p>
      {score.courses.length > 0 && (
        <>
          <select aria-label={text.course} value={course} onChange={(event) => setCourse(event.currentTarget.value)}>
            {course === '' && <option value="">{text.choose}</option>}
            {score.courses.map(({ key, title }, n) => (
              <option key={key} value={String(n)}>
                {title}
              </option>
            ))}
          </select>
          <button
            type="button"
            id="is-score"
            disabled={course === ''}
            onClick={() => say(score.courses[Number(course)])}
          >
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
