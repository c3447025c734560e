import { useState } from 'preact/hooks'
import type { AppealAbout } from '../../../shared/appeals'
import { base64url } from '../../../shared/crypto'
import { smallerPicture } from '../../../shared/look/picture'
import { appealText as text } from '../../locales/appeals'
import { ask } from '../../pages/ask'
import { Asked, type Said, type Starting } from './appeal-about'

const DAY = 86_400_000

/** One question at a time: which part, why, and a picture if there is one. What is typed stays until it was kept. */
export function AppealForm({
  chain,
  courses,
  starting,
  done,
}: {
  chain: string
  courses: string[]
  starting: Starting
  done(kept: boolean): void
}) {
  const [said, setSaid] = useState<Said>({ part: 0, day: '', from: '', to: '', course: courses[0] ?? '', lesson: '' })
  const [why, setWhy] = useState('')
  const [picture, setPicture] = useState<File>()
  const [error, setError] = useState<'about' | 'why' | 'picture' | 'failed'>()
  const submit = async (event: Event) => {
    event.preventDefault()
    const about = aboutOf(starting, said)
    if (!about) return setError('about')
    if (why.trim() === '') return setError('why')
    const drawn = picture && (await smallerPicture(picture))
    if (picture && !drawn) return setError('picture')
    const kept = await ask('appeal', {
      chain,
      about,
      text: why.trim().slice(0, 1000),
      ...(drawn && { picture: { type: 'image/jpeg' as const, data: base64url(drawn) } }),
    }).catch(() => false)
    if (kept) done(true)
    else setError('failed')
  }
  return (
    <form class="card" id="appeal" aria-label={text.act} onSubmit={(event) => void submit(event)}>
      <h3>{text.act}</h3>
      <Asked starting={starting} courses={courses} said={said} say={setSaid} bad={error === 'about'} />
      <div class="field">
        <label for="appeal-why">{text.why}</label>
        <textarea
          id="appeal-why"
          rows={4}
          maxLength={1000}
          value={why}
          aria-invalid={error === 'why'}
          aria-describedby="appeal-why-help"
          onInput={(event) => setWhy(event.currentTarget.value)}
        />
        <p class="quiet" id="appeal-why-help">
          {text.whyHelp}
        </p>
        {error === 'why' && <p class="note wrong">{text.needed}</p>}
      </div>
      <div class="field">
        <label for="appeal-picture">{text.picture}</label>
        <input
          id="appeal-picture"
          type="file"
          accept="image/*"
          aria-describedby="appeal-picture-help"
          onChange={(event) => setPicture(event.currentTarget.files?.[0])}
        />
        <p class="quiet" id="appeal-picture-help">
          {text.pictureHelp}
        </p>
        {error === 'picture' && <p class="note wrong">{text.pictureBad}</p>}
      </div>
      {error === 'failed' && (
        <p class="note wrong" role="alert">
          {text.failed}
        </p>
      )}
      <div class="row">
        <button type="submit" class="main" id="appeal-send">
          {text.send}
        </button>
        <button type="button" onClick={() => done(false)}>
          {text.cancel}
        </button>
      </div>
    </form>
  )
}

/** Undefined where what was said is no stretch of time that is over. */
function aboutOf(starting: Starting, said: Said): AppealAbout | undefined {
  if (starting.kind === 'deduction') {
    const part = starting.row.notCounted[said.part]
    return part && { kind: 'deduction', from: part.from, to: part.to, reason: part.reason }
  }
  const from = Date.parse(`${said.day}T${said.from}:00+08:00`)
  const to = Date.parse(`${said.day}T${said.to}:00+08:00`)
  if (!(to > from) || to - from > DAY || to > Date.now() || said.course === '') return undefined
  const lesson = said.lesson.trim()
  return { kind: 'missing', from, to, course: said.course, ...(lesson && { lesson }) }
}
