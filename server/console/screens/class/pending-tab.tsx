import { useState } from 'preact/hooks'
import type { ClassDetail, RosterRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Empty, ProblemNote } from '../../parts/note'
import { words } from './words'

type Pending = ClassDetail['pending'][number]

/** Who joined by name, or by a file without a code: a person decides whether it is them. */
export function PendingTab({
  detail: { summary, pending, roster },
  onDecided,
}: {
  detail: ClassDetail
  onDecided: () => Promise<void>
}) {
  if (pending.length === 0) {
    return (
      <Empty title={words.pendingEmpty}>
        <p class="prose">{words.pendingEmptyLead}</p>
      </Empty>
    )
  }
  return (
    <div class="stack">
      <p class="prose">{words.pendingLead}</p>
      <div class="table-frame">
        <table>
          <caption class="hidden-visually">{words.tabs.pending}</caption>
          <thead>
            <tr>
              <th scope="col">{words.person}</th>
              <th scope="col">{words.device}</th>
              <th scope="col">{words.joinedAt}</th>
              <th scope="col">{words.decision}</th>
            </tr>
          </thead>
          <tbody>
            {pending.map((one) => (
              <PendingRow key={one.claim} pending={one} roster={roster} classId={summary.id} onDecided={onDecided} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function PendingRow({
  pending,
  roster,
  classId,
  onDecided,
}: {
  pending: Pending
  roster: RosterRow[]
  classId: string
  onDecided: () => Promise<void>
}) {
  const [seat, setSeat] = useState(pending.seat)
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const refusal = useAct()
  const person = roster.find((row) => row.seat === seat)
  const device = pending.device.slice(0, 8)

  const accept = () => {
    if (seat === '') return setMissing(true)
    void act.run(async () => {
      await api.decide(classId, pending.claim, { accept: true, ...(pending.seat === '' && { seat }) })
      announce(words.acceptedSay(person?.name ?? pending.name))
      await onDecided()
    })
  }
  const refuse = () =>
    void refusal.run(async () => {
      await api.decide(classId, pending.claim, { accept: false })
      setAsking(false)
      announce(words.refusedSay)
      await onDecided()
    })
  return (
    <tr>
      <td>
        {pending.seat === '' ? (
          <select
            class="input"
            aria-label={words.chooseFor(device)}
            aria-invalid={missing ? 'true' : undefined}
            value={seat}
            onChange={(event) => {
              setSeat(event.currentTarget.value)
              setMissing(false)
            }}
          >
            <option value="">{words.choose}</option>
            {roster.map((row) => (
              <option key={row.seat} value={row.seat}>
                {row.number} {row.name} {row.idMasked}
              </option>
            ))}
          </select>
        ) : (
          <>
            <span class="label">{person?.name ?? pending.name}</span>{' '}
            <span class="quiet numbers">
              {person?.number} {person?.idMasked}
            </span>
          </>
        )}
        {missing && <p class="state-wrong small">{words.chooseFirst}</p>}
      </td>
      <td class="mono">{device}</td>
      <td class="nowrap">{showTime(pending.at)}</td>
      <td>
        <div class="row">
          <Button kind="small" act={act} onClick={accept}>
            {words.accept}
          </Button>
          <Button kind="small" onClick={() => setAsking(true)}>
            {words.refuse}
          </Button>
        </div>
        {act.problem && <ProblemNote problem={act.problem} />}
        {asking && (
          <Confirm
            title={words.refuseTitle}
            action={words.refuse}
            act={refusal}
            onConfirm={refuse}
            onClose={() => setAsking(false)}
          >
            <p>{words.refuseLead(person?.name ?? (pending.name || words.unnamed), device)}</p>
          </Confirm>
        )}
      </td>
    </tr>
  )
}
