import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DrawsAnswer } from '../../../../shared/api/bureau-risk'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { percent } from '../../../../shared/claim/ratio'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { drawWords as words } from './draw-words'

const DAY = 86_400_000

const Claims = ({ claims }: { claims: DrawsAnswer['waiting'] }) => (
  <ul>
    {claims.map(({ id, number, firm, people }) => (
      <li key={id}>
        <a href={`/reviews/${id}`}>{number}</a> {firm} <span class="quiet">{people}</span>
      </li>
    ))}
  </ul>
)

/** The range of the next drawing and its day, said before the value can be known. */
export function Announce({
  draws: { waiting, share },
  onDone,
}: {
  draws: DrawsAnswer
  onDone: () => Promise<unknown>
}) {
  const act = useAct()
  const [day, setDay] = useState(dayOf(Date.now() + DAY))
  if (waiting.length === 0) return <p class="quiet">{words.nobody}</p>
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await reviews.announceDraw({ publicDay: day })
      await onDone()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.waiting}</h2>
      <Claims claims={waiting} />
      <p class="quiet">{words.share(percent(share))}</p>
      <TextField type="date" short label={words.day} help={words.announceHelp} value={day} onChange={setDay} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={day === ''}>
          {words.announce}
        </Button>
      </div>
    </form>
  )
}

/** The announced drawing, once the value of its day is public. */
export function DrawAnnounced({
  announced,
  publicSource,
}: {
  announced: NonNullable<DrawsAnswer['announced']>
  publicSource: string
}) {
  const { route } = useLocation()
  const act = useAct()
  const [value, setValue] = useState('')
  const [day, setDay] = useState(announced.publicDay)
  const [reason, setReason] = useState('')
  const late = day > announced.publicDay
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const request = { announcement: announced.id, publicValue: value.trim(), publicDay: day }
      const { id } = await reviews.draw({ ...request, reason: late ? reason.trim() : '' })
      route(`/reviews/draws/${id}`)
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.announced(announced.number)}</h2>
      <Claims claims={announced.claims} />
      <p class="quiet">{words.announcedBy(announced.by, showTime(announced.at), announced.publicDay)}</p>
      <TextField
        label={words.value}
        help={words.valueHelp(publicSource)}
        value={value}
        maxLength={200}
        onChange={setValue}
      />
      <TextField type="date" short label={words.day} help={words.dayHelp} value={day} onChange={setDay} />
      {late && (
        <TextField label={words.late} help={words.lateHelp} value={reason} maxLength={300} onChange={setReason} />
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button
          kind="main"
          submit
          act={act}
          disabled={value.trim() === '' || day === '' || (late && reason.trim() === '')}
        >
          {words.draw}
        </Button>
      </div>
    </form>
  )
}
