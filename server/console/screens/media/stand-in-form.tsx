import { useState } from 'preact/hooks'
import type { StandInRequest, VideoLesson } from '../../../../shared/api/media'
import { useAct } from '../../client/act'
import { media } from '../../client/media'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { aboutOf, LessonChoice } from './lesson-choice'
import { words } from './words'

type How = StandInRequest['how']

/** What stands for a video that there is no file of, with the paper it rests on. */
export function StandInForm({
  classId,
  lessons,
  onRegistered,
}: {
  classId: string
  lessons: readonly VideoLesson[]
  onRegistered: () => Promise<void>
}) {
  const all = aboutOf(lessons)
  const [how, setHow] = useState<How>('undertaking')
  const [chosen, setChosen] = useState<string>()
  const [evidence, setEvidence] = useState<string>()
  const [reference, setReference] = useState({ id: '', url: '', minutes: '' })
  const [missing, setMissing] = useState(false)
  const act = useAct()
  // An undertaking speaks for a course as a rule.
  const value = chosen ?? all.find(({ about }) => about.lesson === undefined)?.value ?? ''
  const needed = (text: string) => (missing && how === 'waiver' && text.trim() === '' ? common.required : undefined)
  const register = () => {
    const request = requestOf(how, all.find((one) => one.value === value)?.about, evidence, reference)
    setMissing(request === undefined)
    if (!request) return
    void act.run(async () => {
      await media.standIn(classId, request)
      setEvidence(undefined)
      announce(common.saved)
      await onRegistered()
    })
  }
  return (
    <details class="card">
      <summary>{words.standIn}</summary>
      <div class="stack form">
        <p class="prose">{words.standInLead}</p>
        <Choices
          legend={words.howLegend}
          name="stand-in-how"
          value={how}
          onChange={(to) => setHow(to === 'waiver' ? 'waiver' : 'undertaking')}
          options={(['undertaking', 'waiver'] as const).map((one) => ({
            value: one,
            label: words.how[one],
            help: words.howHelp[one],
          }))}
        />
        <LessonChoice label={words.about} lessons={lessons} value={value} onChange={setChosen} />
        <TextField
          label={words.reference.id}
          optional={how === 'undertaking'}
          value={reference.id}
          maxLength={300}
          error={needed(reference.id)}
          onChange={(id) => setReference({ ...reference, id })}
        />
        <TextField
          label={words.reference.url}
          optional={how === 'undertaking'}
          value={reference.url}
          maxLength={2000}
          error={needed(reference.url)}
          onChange={(url) => setReference({ ...reference, url })}
        />
        <TextField
          label={words.reference.minutes}
          short
          inputMode="numeric"
          optional={how === 'undertaking'}
          value={reference.minutes}
          error={needed(reference.minutes)}
          onChange={(minutes) => setReference({ ...reference, minutes })}
        />
        <Attachment label={words.evidence} hash={evidence} onChange={setEvidence} />
        {missing && evidence === undefined && <State is="wrong">{common.required}</State>}
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" act={act} onClick={register}>
            {words.register}
          </Button>
        </div>
      </div>
    </details>
  )
}

function requestOf(
  how: How,
  about: { course: string; lesson?: { key: string; title: string } | undefined } | undefined,
  evidence: string | undefined,
  { id, url, minutes }: { id: string; url: string; minutes: string },
): StandInRequest | undefined {
  if (!about || evidence === undefined) return undefined
  const length = /^\d{1,6}$/.test(minutes.trim()) ? Number(minutes.trim()) * 60 : undefined
  const whole = id.trim() !== '' && url.trim() !== ''
  const reference = whole
    ? { id: id.trim(), url: url.trim(), ...(length !== undefined && { seconds: length }) }
    : undefined
  const on = { course: about.course, ...(about.lesson && { lesson: about.lesson }), evidence }
  if (how === 'undertaking') return { how, ...on, ...(reference && { reference }) }
  return reference && length !== undefined ? { how, ...on, reference } : undefined
}
