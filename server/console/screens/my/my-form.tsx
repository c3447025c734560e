import { useState } from 'preact/hooks'
import type { PhonePage } from '../../../../shared/api'
import type { Appeal, AppealAbout } from '../../../../shared/appeals'
import { showClock } from '../../../../shared/calendar/beijing'
import { base64url, hex } from '../../../../shared/crypto'
import { smallerPicture } from '../../../../shared/look/picture'
import { useAct } from '../../client/act'
import { phone } from '../../client/decisions'
import { Problem } from '../../client/problem'
import { Button } from '../../parts/button'
import { Field, SelectField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { reasonOf } from '../../words/amounts'
import { common } from '../../words/common'
import { words } from './words'

/** What the trainee objects to: a stretch that is shown, or one that is not. */
export type Starting = { kind: 'deduction'; lost: PhonePage['days'][number]['lost'][number] } | { kind: 'missing' }

/** One question at a time; what is typed stays until the server has it. */
export function MyForm({
  token,
  starting,
  courses,
  done,
}: {
  token: string
  starting: Starting
  courses: string[]
  done: (handedIn: boolean) => Promise<void>
}) {
  const [when, setWhen] = useState({ day: '', from: '', to: '', course: courses[0] ?? '' })
  const [why, setWhy] = useState('')
  const [picture, setPicture] = useState<File>()
  const [trouble, setTrouble] = useState<'times' | 'why'>()
  // Of one appeal, also when it is sent again: the server takes it once.
  const [id] = useState(() => hex(crypto.getRandomValues(new Uint8Array(16))))
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    const about = aboutOf(starting, when)
    const wrong = !about ? 'times' : why.trim() === '' ? 'why' : undefined
    setTrouble(wrong)
    if (!about || wrong) return
    void act.run(async () => {
      const bytes = picture && (await smallerPicture(picture))
      if (picture && !bytes) throw new Problem('file-refused', words.pictureBad)
      const appeal: Appeal = {
        v: 1,
        id,
        about,
        text: why.trim(),
        ...(bytes && { picture: { hash: await sha256(bytes), type: 'image/jpeg' } }),
        at: Date.now(),
      }
      await phone.appeal(token, { appeal, ...(bytes && { picture: base64url(bytes) }) })
      await done(true)
    })
  }
  return (
    <form class="card stack" aria-label={words.object} onSubmit={submit}>
      <h2>{words.object}</h2>
      {starting.kind === 'deduction' ? (
        <p>
          {reasonOf(starting.lost.reason).label} {starting.lost.lesson} {showClock(starting.lost.from)}–
          {showClock(starting.lost.to)}
        </p>
      ) : (
        <>
          <Moment type="date" label={words.day} value={when.day} onChange={(day) => setWhen({ ...when, day })} />
          <Moment type="time" label={words.from} value={when.from} onChange={(from) => setWhen({ ...when, from })} />
          <Moment
            type="time"
            label={words.to}
            value={when.to}
            error={trouble === 'times' ? words.badTimes : undefined}
            onChange={(to) => setWhen({ ...when, to })}
          />
          <SelectField
            label={words.course}
            value={when.course}
            onChange={(course) => setWhen({ ...when, course })}
            options={courses.map((course) => ({ value: course, label: course }))}
          />
        </>
      )}
      <Field label={words.why} help={words.whyHelp} error={trouble === 'why' ? common.required : undefined}>
        {(wiring) => (
          <textarea
            {...wiring}
            class="input"
            rows={4}
            maxLength={1000}
            value={why}
            onInput={(event) => setWhy(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={words.picture} help={words.pictureHelp} optional>
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept="image/*"
            onChange={(event) => setPicture(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.send}
        </Button>
        <Button onClick={() => void done(false)}>{common.cancel}</Button>
      </div>
    </form>
  )
}

function Moment({
  label,
  type,
  value,
  error,
  onChange,
}: {
  label: string
  type: 'date' | 'time'
  value: string
  error?: string | undefined
  onChange: (value: string) => void
}) {
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          class="input"
          type={type}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Undefined where what was said is no stretch of time that is over. */
function aboutOf(starting: Starting, { day, from, to, course }: Record<'day' | 'from' | 'to' | 'course', string>) {
  if (starting.kind === 'deduction') {
    const { lost } = starting
    return { kind: 'deduction', from: lost.from, to: lost.to, reason: lost.reason } satisfies AppealAbout
  }
  const [begins, ends] = [Date.parse(`${day}T${from}:00+08:00`), Date.parse(`${day}T${to}:00+08:00`)]
  return ends > begins && ends <= Date.now() && course !== ''
    ? ({ kind: 'missing', from: begins, to: ends, course } satisfies AppealAbout)
    : undefined
}

const sha256 = async (bytes: Uint8Array): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))))
