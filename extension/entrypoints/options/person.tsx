import { useState } from 'preact/hooks'
import { words } from '../../locales'
import type { Status } from '../../messages'
import { ask } from '../../pages/ask'

const text = words.options

export function Person({ person, done }: { person: Status['people'][number]; done(): Promise<void> }) {
  const [account, setAccount] = useState(person.account ?? '')
  const [pin, setPin] = useState('')
  const [said, setSaid] = useState('')
  const change = async (part: { pin?: string; account?: string }) => {
    if (part.pin && !/^\d{4}$/.test(part.pin)) return setSaid(words.welcome.badPin)
    await ask('changePerson', { person: person.id, ...part }).then(
      () => setSaid(text.saved),
      () => setSaid(words.failed),
    )
    setPin('')
    await done()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void change({ account, ...(pin && { pin }) })
  }
  const id = (name: string) => `${name}-${person.id}`
  return (
    <form class="card" onSubmit={submit}>
      <h3>{person.name}</h3>
      <div class="field">
        <label for={id('account')}>{text.account}</label>
        <input
          id={id('account')}
          value={account}
          autocomplete="off"
          onInput={(event) => setAccount(event.currentTarget.value)}
        />
        <p class="quiet">{text.accountHelp}</p>
      </div>
      <div class="field">
        <label for={id('pin')}>{text.setPin}</label>
        <input
          id={id('pin')}
          type="password"
          inputMode="numeric"
          maxLength={4}
          value={pin}
          autocomplete="off"
          onInput={(event) => setPin(event.currentTarget.value)}
        />
        <p class="quiet">{text.setPinHelp}</p>
      </div>
      <div class="row">
        <button type="submit">{text.save}</button>
        {person.hasPin && (
          <button type="button" class="link" onClick={() => void change({ pin: '' })}>
            {text.removePin}
          </button>
        )}
        {said && (
          <span class="quiet" role="status">
            {said}
          </span>
        )}
      </div>
    </form>
  )
}
