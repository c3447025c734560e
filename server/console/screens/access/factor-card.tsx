import { useState } from 'preact/hooks'
import type { OwnSecurity } from '../../../../shared/api/access'
import { access } from '../../client/access'
import { Button } from '../../parts/button'
import { State } from '../../parts/state'
import { FactorSetUp } from './factor-set-up'
import { ownWords as words } from './own-words'
import { PasswordStep } from './password-step'
import { RecoveryCodes } from './recovery-codes'

type Doing = 'set-up' | 'remove' | 'renew'

/** One's own authenticator: set up, renewed, turned off. */
export function FactorCard({ own, changed }: { own: OwnSecurity; changed: () => Promise<void> }) {
  const [doing, setDoing] = useState<Doing>()
  const stop = () => setDoing(undefined)
  const done = () => {
    stop()
    void changed()
  }
  return (
    <section class="card stack" aria-labelledby="own-factor">
      <h2 id="own-factor">{words.factor}</h2>
      {doing === undefined && (
        <>
          <p>{words.factorLead}</p>
          <p class="row-wide">
            <State is={own.factor ? 'counted' : 'idle'}>{own.factor ? words.factorOn : words.factorOff}</State>
            {own.factor && <span class="quiet">{words.left(own.recoveryLeft)}</span>}
          </p>
          <div class="row">
            <Button {...(!own.factor && { kind: 'main' as const })} onClick={() => setDoing('set-up')}>
              {own.factor ? words.again2 : words.setUpFactor}
            </Button>
            {own.factor && <Button onClick={() => setDoing('renew')}>{words.renew}</Button>}
            {own.factor && !own.factorRequired && (
              <Button kind="danger" onClick={() => setDoing('remove')}>
                {words.remove}
              </Button>
            )}
          </div>
        </>
      )}
      {doing === 'set-up' && <FactorSetUp done={done} cancel={stop} />}
      {doing === 'renew' && <Renew done={done} cancel={stop} />}
      {doing === 'remove' && (
        <PasswordStep
          action={words.remove}
          cancel={stop}
          run={async (current) => {
            await access.removeFactor(current)
            done()
          }}
        />
      )}
    </section>
  )
}

function Renew({ done, cancel }: { done: () => void; cancel: () => void }) {
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <RecoveryCodes codes={codes} done={done} />
  return (
    <PasswordStep
      action={words.renew}
      cancel={cancel}
      run={async (current) => setCodes((await access.renewCodes(current)).codes)}
    />
  )
}
