import { useState } from 'preact/hooks'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { problemOf } from '../../client/problem'
import { enter } from '../../client/session'
import { Button } from '../../parts/button'
import { Door } from '../../parts/door'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { ownWords } from '../access/own-words'
import { words } from './words'

/** Stands at whatever address was asked for; after signing in that screen is there. */
export function SignIn({ secure }: { secure: boolean }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [second, setSecond] = useState(false)
  const [code, setCode] = useState('')
  const act = useAct()
  const missing = (value: string) => (tried && value === '' ? common.required : undefined)

  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (login === '' || password === '' || (second && code.trim() === '')) return
    void act.run(async () => {
      try {
        enter(await api.signIn({ login, password, ...(second && { code }) }))
      } catch (error) {
        if (second || problemOf(error).code !== 'code-needed') throw error
        setSecond(true)
        setTried(false)
      }
    })
  }
  return (
    <Door>
      <p class="quiet">{common.tagline}</p>
      <form class="card stack" onSubmit={submit} noValidate>
        <Heading title={second ? ownWords.codeStep : words.signIn} />
        {!secure && <Note is="attention">{common.secure}</Note>}
        {second ? (
          <TextField
            key="code"
            label={ownWords.code}
            help={ownWords.codeHelp}
            value={code}
            onChange={setCode}
            maxLength={40}
            short
            autocomplete="one-time-code"
            error={missing(code)}
          />
        ) : (
          <>
            <TextField
              label={words.login}
              value={login}
              onChange={setLogin}
              autocomplete="username"
              error={missing(login)}
            />
            <TextField
              label={words.password}
              type="password"
              value={password}
              onChange={setPassword}
              autocomplete="current-password"
              error={missing(password)}
            />
          </>
        )}
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" submit act={act}>
            {words.signIn}
          </Button>
          {second && (
            <Button
              onClick={() => {
                setSecond(false)
                setCode('')
                setTried(false)
                act.clear()
              }}
            >
              {ownWords.back}
            </Button>
          )}
        </div>
        {!second && <p class="quiet small">{words.signInHelp}</p>}
      </form>
    </Door>
  )
}
