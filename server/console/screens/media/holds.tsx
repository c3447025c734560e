import { useState } from 'preact/hooks'
import type { MediaState } from '../../../../shared/api/media'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { lists } from '../../client/lists'
import { useLoad } from '../../client/load'
import { media } from '../../client/media'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './words'

type Hold = MediaState['holds'][number]

/** 暂停销毁: what lies on a class or on everything, and why. */
export function Holds({ rows, onChanged }: { rows: readonly Hold[]; onChanged: () => Promise<void> }) {
  return (
    <section class="stack" aria-labelledby="holds">
      <h2 id="holds">{words.holds}</h2>
      <p class="prose">{words.holdsLead}</p>
      {rows.length > 0 && (
        <ul class="uploads">
          {rows.map((row) => (
            <HoldRow key={row.id} row={row} onChanged={onChanged} />
          ))}
        </ul>
      )}
      {isOneOf('administrator', 'manager') && <HoldForm onHeld={onChanged} />}
    </section>
  )
}

function HoldRow({ row, onChanged }: { row: Hold; onChanged: () => Promise<void> }) {
  const [ending, setEnding] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const end = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    void act.run(async () => {
      await media.endHold(row.id, reason.trim())
      setEnding(false)
      await onChanged()
    })
  }
  return (
    <li class="row-between">
      <span>
        {row.className ?? words.holdAll}：{row.reason}{' '}
        <span class="small quiet">
          {row.by} {showTime(row.at)}
          {row.ended && ` · ${words.ended(showTime(row.ended.at))}：${row.ended.reason}`}
        </span>
      </span>
      {!row.ended && isOneOf('administrator', 'manager') && (
        <Button kind="small" onClick={() => setEnding(true)}>
          {words.endHold}
          <span class="hidden-visually">：{row.reason}</span>
        </Button>
      )}
      {ending && (
        <Confirm
          title={words.endHoldTitle}
          action={words.endHold}
          act={act}
          onConfirm={end}
          onClose={() => setEnding(false)}
        >
          <TextField
            label={words.reason}
            value={reason}
            maxLength={500}
            error={missing ? common.required : undefined}
            onChange={setReason}
          />
        </Confirm>
      )}
    </li>
  )
}

function HoldForm({ onHeld }: { onHeld: () => Promise<void> }) {
  const [of, setOf] = useState('')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const { data } = useLoad(() => lists.classes({ size: 200 }), 'holds/classes')
  const hold = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    void act.run(async () => {
      await media.hold({ ...(of !== '' && { class: of }), reason: reason.trim() })
      setReason('')
      await onHeld()
    })
  }
  return (
    <details class="card">
      <summary>{words.hold}</summary>
      <div class="stack form">
        <SelectField
          label={words.classes}
          value={of}
          onChange={setOf}
          options={[
            { value: '', label: words.holdAll },
            ...(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextField
          label={words.holdReason}
          value={reason}
          maxLength={500}
          error={missing ? common.required : undefined}
          onChange={setReason}
        />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" act={act} onClick={hold}>
            {words.hold}
          </Button>
        </div>
      </div>
    </details>
  )
}
