import { useState } from 'preact/hooks'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { keeping } from '../../client/bureau-keeping'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import type { PartProps } from './bureau-keeping'
import { words } from './words'

/** 暂停销毁: what is held, and holding more. */
export function HoldsPart({ state: { holds }, onChange }: PartProps) {
  const act = useAct()
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [ending, setEnding] = useState<string>()
  const [why, setWhy] = useState('')
  const mayHold = isOneOf('administrator', 'manager')
  const hold = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await keeping.hold({ number: number.trim(), reason: reason.trim() }))
      announce(words.held)
      setNumber('')
      setReason('')
    })
  }
  const end = (event: Event) => {
    event.preventDefault()
    if (ending === undefined) return
    void act.run(async () => {
      onChange(await keeping.endHold(ending, why.trim()))
      setEnding(undefined)
      setWhy('')
    })
  }
  return (
    <section class="stack" aria-labelledby="keeping-holds">
      <h2 id="keeping-holds">{words.holds}</h2>
      {holds.length === 0 && <p class="quiet">{words.noHolds}</p>}
      {holds.map((one) => (
        <div key={one.id} class="stack-tight">
          <p class="row">
            <strong>{one.number === '' ? words.everything : one.number}</strong> {one.reason}
            <span class="small quiet nowrap">{`${one.by} ${showTime(one.at)}`}</span>
            {mayHold && ending !== one.id && (
              <Button kind="small" onClick={() => setEnding(one.id)}>
                {words.endHold}
                <span class="hidden-visually">：{one.number || words.everything}</span>
              </Button>
            )}
          </p>
          {ending === one.id && (
            <form class="form stack narrow" onSubmit={end}>
              <TextField label={words.reason} value={why} maxLength={500} onChange={setWhy} />
              <div class="row">
                <Button submit act={act} disabled={why.trim() === ''}>
                  {words.endHold}
                </Button>
              </div>
            </form>
          )}
        </div>
      ))}
      {act.problem && <ProblemNote problem={act.problem} />}
      {mayHold && ending === undefined && (
        <form class="form stack narrow" onSubmit={hold}>
          <TextField
            optional
            label={words.holdNumber}
            help={words.holdHelp}
            value={number}
            maxLength={60}
            onChange={setNumber}
          />
          <TextField label={words.reason} value={reason} maxLength={500} onChange={setReason} />
          <div class="row">
            <Button submit act={act} disabled={reason.trim() === ''}>
              {words.hold}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
