import { useState } from 'preact/hooks'
import type { VideoStatement } from '../../../../shared/api/media'
import { useAct } from '../../client/act'
import { media } from '../../client/media'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { common } from '../../words/common'
import { words } from './words'

/** Asks why, and withdraws what was said of a lesson; the file stays kept. */
export function EndStatement({
  statement,
  onEnded,
  onClose,
}: {
  statement: VideoStatement
  onEnded: () => Promise<void>
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const end = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    void act.run(async () => {
      await media.end(statement.id, reason.trim())
      onClose()
      await onEnded()
    })
  }
  return (
    <Confirm title={words.endTitle} action={words.endStatement} act={act} onConfirm={end} onClose={onClose}>
      <p>{words.endLead}</p>
      <TextField
        label={words.reason}
        value={reason}
        maxLength={500}
        onChange={setReason}
        error={missing ? common.required : undefined}
      />
    </Confirm>
  )
}
