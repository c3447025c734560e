import { useState } from 'preact/hooks'
import type { PendingRow } from '../../../../shared/api/lists'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { lists } from '../../client/lists'
import { useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { ProblemNote } from '../../parts/note'
import { useSettled } from '../../parts/table/use-settled'
import { pendingWords } from './pending-words'

interface Props {
  row: PendingRow
  classId: string
  done: () => Promise<void>
}

/** Who a join says it is, or a choice of who it may be; accepted or refused, refused never by Enter alone. */
export function PendingDecision({ row, classId, done }: Props) {
  const [chosen, setChosen] = useState<{ seat: string; name: string }>({ seat: row.seat, name: row.name })
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const refusal = useAct()
  const device = row.device.slice(0, 8)

  const accept = () => {
    if (chosen.seat === '') return setMissing(true)
    void act.run(async () => {
      await api.decide(classId, row.claim, { accept: true, ...(row.seat === '' && { seat: chosen.seat }) })
      announce(pendingWords.acceptedSay(chosen.name))
      await done()
    })
  }
  const refuse = () =>
    void refusal.run(async () => {
      await api.decide(classId, row.claim, { accept: false })
      setAsking(false)
      announce(pendingWords.refusedSay)
      await done()
    })
  return (
    <div class="row-wide">
      {row.seat === '' ? (
        <Choose
          classId={classId}
          device={device}
          missing={missing}
          seat={chosen.seat}
          onChoose={(next) => {
            setChosen(next)
            setMissing(false)
          }}
        />
      ) : (
        <span>
          <span class="label">{row.name}</span>{' '}
          <span class="quiet numbers">
            {row.number} {row.idMasked}
          </span>
        </span>
      )}
      <div class="row">
        <Button kind="small" act={act} onClick={accept}>
          {pendingWords.accept}
        </Button>
        <Button kind="small" onClick={() => setAsking(true)}>
          {pendingWords.refuse}
        </Button>
      </div>
      {missing && <p class="state-wrong small">{pendingWords.chooseFirst}</p>}
      {act.problem && <ProblemNote problem={act.problem} />}
      {asking && (
        <Confirm
          title={pendingWords.refuseTitle}
          action={pendingWords.refuse}
          act={refusal}
          onConfirm={refuse}
          onClose={() => setAsking(false)}
        >
          <p>{pendingWords.refuseLead(chosen.name || pendingWords.unnamed, device)}</p>
        </Confirm>
      )}
    </div>
  )
}

/** The first people of the roster that fit what is typed. */
function Choose({
  classId,
  device,
  missing,
  seat,
  onChoose,
}: {
  classId: string
  device: string
  missing: boolean
  seat: string
  onChoose: (person: { seat: string; name: string }) => void
}) {
  const [text, setText] = useState('')
  const search = useSettled(text)
  const { data } = useLoad(() => lists.roster(classId)({ size: 100, search }), `choose/${classId}/${search}`)
  const rows = data?.rows ?? []
  return (
    <div class="row">
      <input
        type="search"
        class="input input-short"
        aria-label={pendingWords.search(device)}
        placeholder={pendingWords.narrow}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <select
        class="input"
        aria-label={pendingWords.chooseFor(device)}
        aria-invalid={missing ? 'true' : undefined}
        value={seat}
        onChange={({ currentTarget: { value } }) =>
          onChoose({ seat: value, name: rows.find((one) => one.seat === value)?.name ?? '' })
        }
      >
        <option value="">{pendingWords.choose}</option>
        {rows.map((one) => (
          <option key={one.seat} value={one.seat}>
            {one.number} {one.name} {one.idMasked}
          </option>
        ))}
      </select>
    </div>
  )
}
