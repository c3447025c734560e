import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { InvitationShown } from '../../../../shared/api/access'
import { showTime } from '../../../../shared/calendar/beijing'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { useHash } from '../../client/hash'
import { useLoad } from '../../client/load'
import { enter } from '../../client/session'
import { Button } from '../../parts/button'
import { Door } from '../../parts/door'
import { TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { NewPasswordFields, useNewPassword } from './new-password'
import { ownWords as words } from './own-words'
import { roleName } from './roles'

/** What a one-time link opens: becoming a member, or setting a new password. The token stands behind the #. */
export function Invitation() {
  const token = useHash()
  return (
    <Door>
      {token === '' ? (
        <div class="card stack">
          <Heading title={words.invited} />
          <Note is="wrong">{words.noToken}</Note>
        </div>
      ) : (
        <Opened key={token} token={token} />
      )}
    </Door>
  )
}

function Opened({ token }: { token: string }) {
  const { data, problem } = useLoad(() => access.look(token), token)
  if (data)
    return data.login === undefined ? <Accept token={token} shown={data} /> : <Reset token={token} shown={data} />
  return (
    <div class="card stack">
      <Heading title={words.invited} />
      {problem ? <ProblemNote problem={problem} /> : <Loading />}
    </div>
  )
}

interface Props {
  token: string
  shown: InvitationShown
}

function Accept({ token, shown: { organisation, kind, role, expiresAt } }: Props) {
  const { route } = useLocation()
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [tried, setTried] = useState(false)
  const password = useNewPassword()
  const act = useAct()
  const missing = (text: string) => (tried && text.trim() === '' ? common.required : undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || login.trim() === '' || !password.good) return
    void act.run(async () => {
      const me = await access.accept({ token, name: name.trim(), login: login.trim(), password: password.value })
      route('/', true)
      enter(me)
    })
  }
  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <Heading title={words.invited} />
      <p>{words.invitedTo(organisation, roleName(role, kind))}</p>
      <TextField
        label={words.name}
        value={name}
        maxLength={50}
        autocomplete="name"
        onChange={setName}
        error={missing(name)}
      />
      <TextField
        label={words.login}
        help={words.loginHelp}
        value={login}
        maxLength={50}
        autocomplete="username"
        onChange={setLogin}
        error={missing(login)}
      />
      <NewPasswordFields password={password} tried={tried} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.accept}
        </Button>
      </div>
      <p class="quiet small">{words.until(showTime(expiresAt))}</p>
    </form>
  )
}

function Reset({ token, shown: { organisation, login = '', name = '', expiresAt } }: Props) {
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState(false)
  const password = useNewPassword()
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!password.good) return
    void act.run(async () => {
      await access.resetPassword(token, password.value)
      setDone(true)
    })
  }
  if (done)
    return (
      <div class="card stack">
        <Heading title={words.reset} />
        <Note is="counted">{words.resetDone}</Note>
        <p>
          <a class="button button-main" href="/">
            {words.toSignIn}
          </a>
        </p>
      </div>
    )
  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <Heading title={words.reset} />
      <p>
        {organisation} · {words.resetFor(`${name}（${login}）`)}
      </p>
      <NewPasswordFields password={password} tried={tried} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.resetAct}
        </Button>
      </div>
      <p class="quiet small">{words.until(showTime(expiresAt))}</p>
    </form>
  )
}
