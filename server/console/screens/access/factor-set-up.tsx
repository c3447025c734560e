import { useState } from 'preact/hooks'
import type { FactorOffer } from '../../../../shared/api/access'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { QrCode } from '../../parts/qr-code'
import { ownWords as words } from './own-words'
import { PasswordStep } from './password-step'
import { RecoveryCodes } from './recovery-codes'

/** Password, then QR code and the first code, then the recovery codes; `done` when those were kept. */
export function FactorSetUp({ done, cancel }: { done: () => void; cancel?: () => void }) {
  const [offer, setOffer] = useState<FactorOffer>()
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <RecoveryCodes codes={codes} done={done} />
  if (!offer)
    return (
      <PasswordStep
        action={words.start}
        run={async (current) => setOffer(await access.offerFactor(current))}
        {...(cancel && { cancel })}
      />
    )
  return <FirstCode offer={offer} taken={setCodes} />
}

function FirstCode({ offer, taken }: { offer: FactorOffer; taken: (codes: string[]) => void }) {
  const [code, setCode] = useState('')
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => taken((await access.confirmFactor({ sealed: offer.sealed, code })).codes))
  }
  return (
    <form class="stack factor-set-up" onSubmit={submit} noValidate>
      <p>{words.scan}</p>
      <QrCode text={offer.uri} label={words.scan} />
      <p class="small quiet">{words.typeSecret}</p>
      <CopyText text={offer.secret.match(/.{1,4}/g)?.join(' ') ?? ''} label={words.secret} />
      <TextField
        label={words.enterCode}
        value={code}
        maxLength={10}
        short
        inputMode="numeric"
        autocomplete="one-time-code"
        onChange={setCode}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={code.trim() === ''}>
          {words.confirm}
        </Button>
      </div>
    </form>
  )
}
