import { useState } from 'preact/hooks'
import type { MyLesson, SignLesson } from '../../../../shared/api/lessons'
import { dayOf, showClock } from '../../../../shared/calendar/beijing'
import type { Act } from '../../client/act'
import { ownLessons } from '../../client/lessons'
import { useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { words } from './lesson-words'

/** What a QR code on the trainer's screen brought along. */
const scanned = (): string => /^\d{6}$/.exec(new URLSearchParams(window.location.search).get('code') ?? '')?.[0] ?? ''

/** 课堂签到: lessons of these days, and signing in and out by the code on the trainer's screen. Nothing where there is none. */
export function MyLessons({
  token,
  of,
  act,
  sign,
}: {
  token: string
  /** Changes when something may have been signed. */
  of: string
  act: Act
  /** Answers whether it was done at once; otherwise the trainee is asked first. */
  sign: (request: SignLesson) => Promise<boolean>
}) {
  const { data, refresh } = useLoad(() => ownLessons.look(token), `my-lessons/${of}`, 30_000)
  const [code, setCode] = useState(scanned)
  const [missing, setMissing] = useState(false)
  if (!data || data.lessons.length === 0) return null
  const now = data.lessons.filter(({ open }) => open)
  const out = now.some((one) => one.in !== undefined && one.out === undefined)
  const send = (what: SignLesson['act']) => {
    setMissing(!/^\d{6}$/.test(code.trim()))
    if (!/^\d{6}$/.test(code.trim())) return
    void sign({ act: what, code: code.trim() }).then(async (well) => {
      if (!well) return
      setCode('')
      announce(what === 'signin' ? words.signedIn : words.signedOut)
      await refresh()
    })
  }
  return (
    <section class="card stack-tight" aria-labelledby="my-lessons">
      <h2 id="my-lessons">{words.title}</h2>
      {data.lessons.map((lesson) => (
        <Lesson key={lesson.id} lesson={lesson} />
      ))}
      {now.length > 0 && (
        <>
          <TextField
            label={words.code}
            help={words.help}
            inputMode="numeric"
            maxLength={6}
            value={code}
            error={missing ? words.sixDigits : undefined}
            onChange={setCode}
          />
          <div class="two-ways">
            <Button {...(!out && { kind: 'main' })} act={act} onClick={() => send('signin')}>
              {words.signIn}
            </Button>
            <Button {...(out && { kind: 'main' })} act={act} onClick={() => send('signout')}>
              {words.signOut}
            </Button>
          </div>
          {act.problem && <ProblemNote problem={act.problem} />}
        </>
      )}
    </section>
  )
}

function Lesson({ lesson: { content, place, teacher, from, to, in: came, out } }: { lesson: MyLesson }) {
  const clock = (at: number) => showClock(at).slice(0, 5)
  return (
    <div>
      <p>
        <strong>{content}</strong>
      </p>
      <p class="small quiet numbers">
        {dayOf(from)} {clock(from)}–{clock(to)} · {place} · {teacher}
      </p>
      {came !== undefined && (
        <Note is={out === undefined ? 'attention' : 'counted'}>
          {out === undefined ? words.in(clock(came)) : words.both(clock(came), clock(out))}
        </Note>
      )}
    </div>
  )
}
