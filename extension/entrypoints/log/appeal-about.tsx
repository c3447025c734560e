import { words } from '../../locales'
import { appealText as text } from '../../locales/appeals'
import type { LogRow } from '../../pages/study-log'
import { Field } from '../welcome/field'

/** What an appeal may be about: stretches of one row of the log, or something the log does not show. */
export type Starting = { kind: 'deduction'; row: LogRow } | { kind: 'missing' }

/** What was said about which stretch it is. */
export interface Said {
  /** Index of the row's part that did not count. */
  part: number
  day: string
  from: string
  to: string
  course: string
  lesson: string
}

/** Which stretch it is about: chosen from the row, or told. */
export function Asked({
  starting,
  courses,
  said,
  say,
  bad,
}: {
  starting: Starting
  courses: string[]
  said: Said
  say(said: Said): void
  bad: boolean
}) {
  if (starting.kind === 'deduction') {
    return (
      <div class="field">
        <label for="appeal-part">{text.what}</label>
        <select
          id="appeal-part"
          value={String(said.part)}
          onChange={(event) => say({ ...said, part: Number(event.currentTarget.value) })}
        >
          {starting.row.notCounted.map((part, i) => (
            <option key={part.reason} value={String(i)}>
              {starting.row.lesson} {partText(part)}
            </option>
          ))}
        </select>
      </div>
    )
  }
  const time = (name: 'day' | 'from' | 'to', type: 'date' | 'time') => (
    <div class="field">
      <label for={`appeal-${name}`}>{text[name]}</label>
      <input
        id={`appeal-${name}`}
        type={type}
        value={said[name]}
        aria-invalid={bad}
        onInput={(event) => say({ ...said, [name]: event.currentTarget.value })}
      />
    </div>
  )
  return (
    <>
      {time('day', 'date')}
      {time('from', 'time')}
      {time('to', 'time')}
      {bad && <p class="note wrong">{text.badTimes}</p>}
      <div class="field">
        <label for="appeal-course">{text.course}</label>
        <select
          id="appeal-course"
          value={said.course}
          onChange={(event) => say({ ...said, course: event.currentTarget.value })}
        >
          {courses.map((course) => (
            <option key={course}>{course}</option>
          ))}
        </select>
      </div>
      <Field
        id="appeal-lesson"
        label={text.lesson}
        value={said.lesson}
        input={(lesson) => say({ ...said, lesson: lesson.slice(0, 300) })}
      />
    </>
  )
}

/** What a row of the log says of a part that did not count. */
const partText = ({ reason, ms, from, to }: LogRow['notCounted'][number]): string =>
  `${words.reason(reason)} ${words.duration(ms)}（${words.clock(from)}–${words.clock(to)}）`
