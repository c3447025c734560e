import { useState } from 'preact/hooks'
import { useAct } from '../../client/act'
import { roster } from '../../client/roster'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { emptyReason, NoticeFields, type ReasonDraft, reasonOf } from './change-reason'
import { words } from './change-words'

/** The bureau was told of a change after it was recorded. */
export function NoticeForm({ form, onTold }: { form: string; onTold: () => Promise<void> }) {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<ReasonDraft>(emptyReason)
  const [missing, setMissing] = useState(false)
  const act = useAct()
  if (!open)
    return (
      <p>
        <Button kind="link" onClick={() => setOpen(true)}>
          {words.report}
        </Button>
      </p>
    )
  const submit = (event: Event) => {
    event.preventDefault()
    const notice = reasonOf({ ...draft, reason: '-', told: true })?.notice
    setMissing(!notice)
    if (!notice) return
    void act.run(async () => {
      await roster.notice(form, notice)
      await onTold()
    })
  }
  return (
    <form class="stack-tight" onSubmit={submit}>
      <NoticeFields value={draft} onChange={setDraft} missing={missing} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit act={act}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
