import { useState } from 'preact/hooks'
import type { Me } from '../../../../shared/api'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { enter } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { NewPasswordFields, useNewPassword } from './new-password'
import { ownWords as words } from './own-words'

export function PasswordCard({ changed }: { changed: () => Promise<void> }) {
  const [current, setCurrent] = useState('')
  const [tried, setTried] = useState(false)
  const [saved, setSaved] = useState(false)
  const password = useNewPassword()
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    setSaved(false)
    if (current === '' || !password.good) return
    void act.run(async () => {
      enter(await access.changePassword({ current, password: password.value }))
      setCurrent('')
      password.put('')
      password.putAgain('')
      setTried(false)
      setSaved(true)
      await changed()
    })
  }
  return (
    <form class="card stack" onSubmit={submit} noValidate aria-labelledby="own-password">
      <h2 id="own-password">{words.password}</h2>
      <TextField
        label={words.current}
        type="password"
        value={current}
        maxLength={200}
        autocomplete="current-password"
        onChange={setCurrent}
        error={tried && current === '' ? common.required : undefined}
      />
      <NewPasswordFields password={password} tried={tried} />
      <p class="quiet small">{words.passwordNote}</p>
      {act.problem && <ProblemNote problem={act.problem} />}
      {saved && (
        <Note is="counted" alert>
          {words.passwordSaved}
        </Note>
      )}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.changePassword}
        </Button>
      </div>
    </form>
  )
}

export function NameCard({ me }: { me: Me }) {
  const [name, setName] = useState(me.user.name)
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    const text = name.trim()
    if (text === '') return
    void act.run(async () => {
      await access.rename(text)
      enter({ ...me, user: { ...me.user, name: text } })
      announce(words.nameSaved)
    })
  }
  return (
    <form class="card stack" onSubmit={submit} noValidate aria-labelledby="own-name">
      <h2 id="own-name">{words.name}</h2>
      <TextField
        label={words.name}
        help={words.nameHelp}
        value={name}
        maxLength={50}
        autocomplete="name"
        onChange={setName}
        error={name.trim() === '' ? common.required : undefined}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit act={act} disabled={name.trim() === '' || name.trim() === me.user.name}>
          {words.saveName}
        </Button>
      </div>
    </form>
  )
}
