import { useState } from 'preact/hooks'
import type { OnceLink } from '../../../../shared/api/access'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { readRole, roleName, roleOptions } from './roles'
import { words } from './words'

/** An invitation by role; whoever opens its link chooses login and password. */
export function InviteForm({ made }: { made: (link: OnceLink, who: string) => Promise<void> }) {
  const [role, setRole] = useState('hr')
  const [note, setNote] = useState('')
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const who = note.trim()
      const link = await access.invite({ role: readRole(role), ...(who !== '' && { note: who }) })
      setNote('')
      await made(link, who === '' ? roleName(role) : `${who}，${roleName(role)}`)
    })
  }
  return (
    <form class="card stack narrow" onSubmit={submit} aria-labelledby="invite">
      <h2 id="invite">{words.invite}</h2>
      <Choices legend={words.role} name="role" value={role} onChange={setRole} options={roleOptions()} />
      <TextField
        label={words.inviteNote}
        optional
        help={words.inviteNoteHelp}
        value={note}
        maxLength={50}
        onChange={setNote}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.inviteAct}
        </Button>
      </div>
    </form>
  )
}
