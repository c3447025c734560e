import { useState } from 'preact/hooks'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { words } from './words'

interface Props {
  kind: 'designations' | 'platforms'
  row: { id: string; name: string; from: string; to: string; ended?: { day: string; reason: string } | undefined }
  refresh: () => Promise<void>
}

/** From when to when an entry holds, and what ended it. */
export function Validity({ row: { from, to, ended } }: Pick<Props, 'row'>) {
  return (
    <>
      <span class="nowrap">{to === '' ? words.openEnd(from) : words.range(from, to)}</span>
      {ended && <p class="small quiet">{words.ended(ended.day, ended.reason)}</p>}
    </>
  )
}

/** Ends an entry from a day on. */
export function EndEntry({ kind, row: { id, name, ended }, refresh }: Props) {
  const act = useAct()
  const [asked, setAsked] = useState(false)
  const [day, setDay] = useState(dayOf(Date.now()))
  const [reason, setReason] = useState('')
  if (ended || !isOneOf('administrator', 'manager')) return null
  return (
    <>
      <Button kind="small" onClick={() => setAsked(true)}>
        {words.end}
        <span class="hidden-visually"> {name}</span>
      </Button>
      {asked && (
        <Confirm
          title={words.endOf(name)}
          action={words.end}
          act={act}
          onClose={() => setAsked(false)}
          onConfirm={() =>
            void act.run(async () => {
              await register.end(kind, id, { day, reason: reason.trim() })
              await refresh()
              setAsked(false)
            })
          }
        >
          <p>{words.endText}</p>
          <TextField type="date" short label={words.endDay} value={day} onChange={setDay} />
          <TextField label={words.reason} value={reason} maxLength={300} onChange={setReason} />
        </Confirm>
      )}
    </>
  )
}
