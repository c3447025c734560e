import { useState } from 'preact/hooks'
import { appealText as text } from '../../locales/appeals'
import type { Status } from '../../messages'
import type { FactorOutcome } from '../../outbox/second-factor'
import { ask } from '../../pages/ask'

/** The 动态码 of the phone page, where a class asks for one and this sign-in has none. Studying does not wait for it. */
export function SecondFactor({ seats, done }: { seats: Status['seats']; done(): Promise<void> }) {
  const [code, setCode] = useState('')
  const [outcome, setOutcome] = useState<FactorOutcome>()
  if (!seats.some(({ unconfirmed }) => unconfirmed)) return null
  const send = async (event: Event) => {
    event.preventDefault()
    setOutcome(await ask('secondFactor', { code }).catch(() => 'unreachable' as const))
    setCode('')
    await done()
  }
  return (
    <form class="note attention stack" id="second-factor" onSubmit={(event) => void send(event)}>
      <label for="factor-code">{text.factor}</label>
      <div class="row">
        <input
          id="factor-code"
          inputMode="numeric"
          maxLength={6}
          pattern="[0-9]{6}"
          required
          autocomplete="off"
          aria-describedby="factor-help"
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <button type="submit">{text.factorSend}</button>
      </div>
      <p class="quiet" id="factor-help" role="status">
        {outcome ? text.factorOutcome[outcome] : text.factorHelp}
      </p>
    </form>
  )
}
