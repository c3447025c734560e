import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DueClaim, NoticeHabits } from '../../../../shared/api/bureau-publicity'
import { useAct } from '../../client/act'
import { publicity } from '../../client/bureau-money'
import { useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { DueTable } from './due-table'
import { words } from './words'

/** Agreed claims first, then what the notice says. */
export function NewPublicity() {
  const [chosen, setChosen] = useState<readonly DueClaim[]>([])
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.title}>
          <a href="/publicity">{words.title}</a>
        </nav>
        <Heading title={words.create} />
      </div>
      {chosen.length > 0 ? (
        <Notice chosen={chosen} onBack={() => setChosen([])} />
      ) : (
        <>
          <p class="prose">{words.chooseLead}</p>
          <DueTable
            id="publishable"
            caption={words.choose}
            path="/bureau/publishable"
            load={publicity.due}
            since={words.since}
            noneTitle={words.noneDue}
            noneLead={words.noneDueLead}
            bulk={({ rows }) => (
              <Button kind="small" onClick={() => setChosen(rows)}>
                {words.next(rows.length)}
              </Button>
            )}
          />
        </>
      )}
    </div>
  )
}

interface NoticeProps {
  chosen: readonly DueClaim[]
  onBack: () => void
}

/** Nothing is asked before what the last notice said is there: it would write over what somebody typed. */
function Notice(props: NoticeProps) {
  const { data, problem, refresh } = useLoad(publicity.habits, 'habits')
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return <NoticeForm {...props} habits={data} />
}

function NoticeForm({ chosen, onBack, habits }: NoticeProps & { habits: NoticeHabits }) {
  const { route } = useLocation()
  const act = useAct()
  const [title, setTitle] = useState('')
  const [standard, setStandard] = useState(habits.standard)
  const [phone, setPhone] = useState(habits.phone)
  const [place, setPlace] = useState(habits.place)
  const [typed, setTyped] = useState(String(habits.days))
  const days = /^([1-9]|[1-5]\d|60)$/.test(typed) ? Number(typed) : undefined
  const whole = title.trim() !== '' && standard.trim() !== '' && phone.trim() !== '' && place.trim() !== ''
  const submit = (event: Event) => {
    event.preventDefault()
    if (days === undefined || !whole) return
    void act.run(async () => {
      const { id } = await publicity.publish({
        claims: chosen.map((one) => one.id),
        title,
        standard,
        phone,
        place,
        days,
      })
      announce(words.published)
      route(`/publicity/${id}`)
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.noticeOf(chosen.length)}</h2>
      <ul>
        {chosen.map((one) => (
          <li key={one.id}>
            {one.number} {one.firm} {one.title}
          </li>
        ))}
      </ul>
      <TextField
        label={words.noticeTitle}
        help={words.noticeTitleHelp}
        value={title}
        maxLength={100}
        onChange={setTitle}
      />
      <TextArea
        label={words.standard}
        help={words.standardHelp}
        value={standard}
        rows={2}
        maxLength={500}
        onChange={setStandard}
      />
      <TextField label={words.phone} short value={phone} maxLength={60} onChange={setPhone} />
      <TextField label={words.place} value={place} maxLength={200} onChange={setPlace} />
      <TextField
        label={words.days}
        help={words.daysHelp}
        short
        inputMode="numeric"
        value={typed}
        maxLength={2}
        error={typed !== '' && days === undefined ? words.daysWrong : undefined}
        onChange={setTyped}
      />
      {days !== undefined && <WillRun days={days} />}
      <p class="quiet">{words.masked}</p>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onBack}>{words.chooseAgain}</Button>
        <Button kind="main" submit act={act} disabled={days === undefined || !whole}>
          {words.publish}
        </Button>
      </div>
    </form>
  )
}

/** Says how long a notice of so many days would stand, by the calendar of this bureau. */
function WillRun({ days }: { days: number }) {
  const { data, problem } = useLoad(() => publicity.term(days), `term/${days}`)
  if (problem) return <ProblemNote problem={problem} />
  if (!data) return null
  return (
    <Note is={data.tentative ? 'attention' : 'counted'}>
      <p>
        <b>{words.termWill(data.opens, data.last)}</b>
        {data.tentative && `（${words.tentative}）`}
      </p>
      {data.tentative && <p>{words.tentativeLead}</p>}
    </Note>
  )
}
