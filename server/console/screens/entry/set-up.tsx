import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import * as v from 'valibot'
import { readCreditCode } from '../../../../shared/people/credit-code'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { alert } from '../../client/keep'
import { useKept } from '../../client/kept'
import { enter } from '../../client/session'
import { Button } from '../../parts/button'
import { Door } from '../../parts/door'
import { Choices, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { MIN_PASSWORD } from '../access/new-password'
import { words } from './words'

const kind = v.picklist(['enterprise', 'institution', 'bureau'])
const draft = v.object({ kind, name: v.string(), creditCode: v.string(), userName: v.string(), login: v.string() })

export function SetUp() {
  const { query, route } = useLocation()
  const token = query.token ?? ''
  const { value, keep, forget } = useKept('xueji-draft-set-up', draft, {
    kind: 'enterprise',
    name: '',
    creditCode: '',
    userName: '',
    login: '',
  })
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAct()

  const put = (change: Partial<typeof value>) => keep({ ...value, ...change })
  const missing = (text: string) => (tried && text.trim() === '' ? common.required : undefined)
  const short = password.length < MIN_PASSWORD ? words.passwordShort(password.length) : undefined
  const different = password === again ? undefined : words.different
  const complete = ![value.name, value.userName, value.login].some((text) => text.trim() === '') && !short && !different
  const code = readCreditCode(value.creditCode)

  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!complete) return
    void act.run(async () => {
      const me = await api.setUp({
        token,
        organisation: {
          kind: value.kind,
          name: value.name.trim(),
          ...(value.creditCode.trim() !== '' && { creditCode: code.code }),
        },
        user: { login: value.login.trim(), name: value.userName.trim(), password },
      })
      forget()
      route('/', true)
      // Straight to the last step, without a glimpse of the console.
      alert.value = { state: 'unchosen' }
      enter(me)
    })
  }
  return (
    <Door>
      <form class="card stack-wide" onSubmit={submit} noValidate>
        <div class="stack-tight">
          <Heading title={words.setUp} />
          <p class="quiet">{words.setUpLead}</p>
        </div>
        {token === '' && <Note is="wrong">{words.noToken}</Note>}
        <section class="stack" aria-labelledby="set-up-organisation">
          <h2 id="set-up-organisation">{words.organisation}</h2>
          <Choices
            legend={words.kind}
            name="kind"
            value={value.kind}
            onChange={(chosen) => put({ kind: v.parse(kind, chosen) })}
            options={[
              { value: 'enterprise', label: words.enterprise, help: words.enterpriseHelp },
              { value: 'institution', label: words.institution, help: words.institutionHelp },
              { value: 'bureau', label: words.bureau, help: words.bureauHelp },
            ]}
          />
          <TextField
            label={words.organisationName}
            help={words.organisationNameHelp}
            value={value.name}
            maxLength={100}
            autocomplete="organization"
            onChange={(name) => put({ name })}
            error={missing(value.name)}
          />
          <TextField
            label={words.creditCode}
            optional
            help={words.creditCodeHelp}
            value={value.creditCode}
            maxLength={30}
            onChange={(creditCode) => put({ creditCode })}
            warning={value.creditCode.trim() === '' ? undefined : code.warning}
          />
        </section>
        <section class="stack" aria-labelledby="set-up-administrator">
          <h2 id="set-up-administrator">{words.administrator}</h2>
          <TextField
            label={words.userName}
            value={value.userName}
            maxLength={50}
            autocomplete="name"
            onChange={(userName) => put({ userName })}
            error={missing(value.userName)}
          />
          <TextField
            label={words.login}
            help={words.loginHelp}
            value={value.login}
            maxLength={50}
            autocomplete="username"
            onChange={(login) => put({ login })}
            error={missing(value.login)}
          />
          <TextField
            label={words.password}
            help={words.passwordHelp}
            type="password"
            value={password}
            maxLength={200}
            autocomplete="new-password"
            onChange={setPassword}
            error={tried ? short : undefined}
          />
          <TextField
            label={words.again}
            type="password"
            value={again}
            maxLength={200}
            autocomplete="new-password"
            onChange={setAgain}
            error={tried ? different : undefined}
          />
        </section>
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" submit act={act} disabled={token === ''}>
            {words.setUpAct}
          </Button>
        </div>
      </form>
    </Door>
  )
}

/** The server waits for its first administrator, who needs the link from its window. */
export function NotSetUp() {
  return (
    <Door>
      <div class="card stack">
        <Heading title={words.notSetUp} />
        <p>{words.notSetUpLead}</p>
      </div>
    </Door>
  )
}
