import { useState } from 'preact/hooks'
import { words } from '../../locales'
import type { Status } from '../../messages'
import { ask } from '../../pages/ask'

/** 现在是谁在学习: one click, or a name and a PIN. */
export function SignIn({ people, done }: { people: Status['people']; done(): void }) {
  const [chosen, setChosen] = useState(people[0]?.id ?? '')
  const [pin, setPin] = useState('')
  const [error, setError] = useState('')
  const person = people.find(({ id }) => id === chosen) ?? people[0]
  if (!person) return null
  const signIn = async (event: Event) => {
    event.preventDefault()
    const outcome = await ask('signIn', { person: person.id, ...(person.hasPin && { pin }) }).catch(() => undefined)
    setPin('')
    setError(
      outcome === 'wrong-pin'
        ? words.wrongPin
        : outcome === 'wait'
          ? words.pinWait
          : outcome === 'signed-in'
            ? ''
            : words.failed,
    )
    if (outcome === 'signed-in') done()
  }
  return (
    <section>
      <form id="sign-in-form" onSubmit={(event) => void signIn(event)}>
        <label for="person">{words.who}</label>
        {people.length === 1 ? (
          <p id="person">{person.name}</p>
        ) : (
          <select id="person" value={person.id} onChange={(event) => setChosen(event.currentTarget.value)}>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        {person.hasPin && (
          <input
            id="pin"
            type="password"
            inputMode="numeric"
            maxLength={4}
            autocomplete="off"
            aria-label={words.pin}
            placeholder={words.pin}
            value={pin}
            onInput={(event) => setPin(event.currentTarget.value)}
          />
        )}
        {error && (
          <p class="note wrong" role="alert">
            {error}
          </p>
        )}
        <button type="submit" class="main" id="sign-in">
          {words.signIn}
        </button>
      </form>
    </section>
  )
}
