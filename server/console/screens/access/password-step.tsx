import { useState } from 'preact/hooks'
import { useAct } from '../../client/act'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { ownWords as words } from './own-words'

/** Asks whoever is at the desk for their password before something a stranger there must not do. */
export function PasswordStep({
  action,
  run,
  cancel,
}: {
  action: string
  run: (current: string) => Promise<void>
  cancel?: () => void
}) {
  const [current, setCurrent] = useState('')
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(() => run(current))
  }
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <p>{words.confirmWith}</p>
      <TextField
        label={words.current}
        type="password"
        value={current}
        maxLength={200}
        autocomplete="current-password"
        onChange={setCurrent}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={current === ''}>
          {action}
        </Button>
        {cancel && <Button onClick={cancel}>{common.cancel}</Button>}
      </div>
    </form>
  )
}
