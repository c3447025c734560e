import { useState } from 'preact/hooks'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { keepToken } from './my-token'
import { words } from './words'

/** A trainee without a link: the personal code opens the same page. On a phone of one's own it is asked once in 30 days. */
export function MySignIn({ enter }: { enter: (token: string) => void }) {
  const [code, setCode] = useState('')
  const [own, setOwn] = useState(false)
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    if (code.trim() === '') return
    void act.run(async () => {
      const { token } = await access.mySession(code)
      keepToken(token, own)
      enter(token)
    })
  }
  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <Heading title={words.title} />
      <p>{words.signInLead}</p>
      <TextField
        label={words.personalCode}
        help={words.personalCodeHelp}
        value={code}
        maxLength={40}
        onChange={setCode}
      />
      <label class="choice">
        <input type="checkbox" checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
        <span>
          {words.ownPhone} <span class="quiet small">{words.ownPhoneHelp}</span>
        </span>
      </label>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={code.trim() === ''}>
          {words.signIn}
        </Button>
      </div>
      <p class="quiet small">{words.noLink}</p>
    </form>
  )
}
