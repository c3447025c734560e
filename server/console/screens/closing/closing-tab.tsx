import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import type { Closing } from '../../../../shared/api/closing'
import { useAct } from '../../client/act'
import { closings } from '../../client/closing'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Loading, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { History } from './history'
import { OpenPoints } from './open-points'
import { words } from './words'

interface Props {
  detail: ClassDetail
  refresh: () => Promise<void>
}

/** 结班: what is still open and whose turn it is, closing the class, opening it again. */
export function ClosingTab({ detail: { summary }, refresh }: Props) {
  const { id, name } = summary
  const { data, problem, refresh: again } = useLoad(() => closings.of(id), `${id}/closing`)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void again()} /> : <Loading />
  const done = async () => {
    await again()
    await refresh()
  }
  return (
    <div class="stack">
      {data.status === 'open' ? (
        <>
          <p class="prose">{words.lead}</p>
          <OpenPoints points={data.points} classId={id} />
          {mayWrite() && <CloseForm id={id} name={name} points={data.points} done={done} />}
        </>
      ) : (
        <>
          <p>
            <State is="idle">{words.closed}</State>
          </p>
          <p class="prose">{words.closedLead}</p>
          {mayWrite() && (
            <p>
              <a class="button" href="/claims">
                {words.toClaim}
              </a>
            </p>
          )}
          {mayWrite() && <ReopenForm id={id} name={name} heldBy={data.heldBy} done={done} />}
        </>
      )}
      {data.history.length > 0 && <History rows={data.history} />}
    </div>
  )
}

interface FormProps {
  id: string
  name: string
  done: () => Promise<void>
}

function CloseForm({ id, name, points, done }: FormProps & Pick<Closing, 'points'>) {
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [missing, setMissing] = useState(false)
  const act = useAct()
  if (points.some(({ stop }) => stop)) return null
  const submit = (event: Event) => {
    event.preventDefault()
    const lacks = points.length > 0 && reason.trim() === ''
    setMissing(lacks)
    if (!lacks) setAsked(true)
  }
  const close = () =>
    void act.run(async () => {
      await closings.close(id, reason)
      setAsked(false)
      announce(words.done(name))
      await done()
    })
  return (
    <form class="stack form" onSubmit={submit} noValidate>
      {points.length > 0 && (
        <TextArea
          label={words.reason}
          help={words.reasonHelp}
          maxLength={500}
          value={reason}
          error={missing && reason.trim() === '' ? common.required : undefined}
          onChange={setReason}
        />
      )}
      <div class="row">
        <Button submit kind="main">
          {words.close}
        </Button>
      </div>
      {asked && (
        <Confirm
          title={words.closeTitle(name)}
          action={words.close}
          act={act}
          onConfirm={close}
          onClose={() => setAsked(false)}
        >
          <p class="prose">{words.closeLead}</p>
        </Confirm>
      )}
    </form>
  )
}

function ReopenForm({ id, name, heldBy, done }: FormProps & Pick<Closing, 'heldBy'>) {
  const [reason, setReason] = useState('')
  const act = useAct()
  if (heldBy.length > 0) return <p class="prose">{words.held(heldBy.join('、'))}</p>
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await closings.reopen(id, reason)
      announce(words.reopened(name))
      await done()
    })
  }
  return (
    <details class="card">
      <summary>{words.reopen}</summary>
      <form class="stack form" onSubmit={submit} noValidate>
        <p class="prose">{words.reopenLead}</p>
        <TextArea label={words.reopenReason} maxLength={500} value={reason} onChange={setReason} />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button submit act={act} disabled={reason.trim() === ''}>
            {words.reopen}
          </Button>
        </div>
      </form>
    </details>
  )
}
