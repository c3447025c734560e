import { useState } from 'preact/hooks'
import type { OrganisationAnswer } from '../../../../shared/api/plans'
import { useAct } from '../../client/act'
import { plans } from '../../client/plans'
import { isOneOf, mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { Figure } from '../../parts/page'
import { common } from '../../words/common'
import { words } from './words'

/** Where subsidies are paid to: masked, shown whole on demand, changed by a manager alone. */
export function AccountCard({ first }: { first: OrganisationAnswer }) {
  const [account, setAccount] = useState(first.account)
  const [whole, setWhole] = useState<string>()
  const [changing, setChanging] = useState(false)
  const act = useAct()
  const manages = isOneOf('administrator', 'manager')
  const show = () => void act.run(async () => setWhole((await plans.showAccount()).number))
  return (
    <section class="card stack" aria-labelledby="account">
      <h2 id="account">{words.account}</h2>
      <p class="quiet">{words.accountLead}</p>
      {account ? (
        <>
          <dl class="figures">
            <Figure name={words.holder}>{account.holder}</Figure>
            <Figure name={words.bank}>{account.bank}</Figure>
            <Figure name={words.number}>{whole ?? account.masked}</Figure>
          </dl>
          {mayWrite() && (
            <div class="row">
              {whole === undefined && (
                <Button act={act} onClick={show}>
                  {words.show}
                </Button>
              )}
              {manages && !changing && <Button onClick={() => setChanging(true)}>{words.change}</Button>}
            </div>
          )}
        </>
      ) : (
        <p class="quiet">
          {words.noAccount} {!manages && words.managerOnly}
        </p>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      {manages && (changing || !account) && (
        <AccountForm
          onSaved={(next) => {
            setAccount(next.account)
            setWhole(undefined)
            setChanging(false)
          }}
        />
      )}
    </section>
  )
}

function AccountForm({ onSaved }: { onSaved: (answer: OrganisationAnswer) => void }) {
  const [holder, setHolder] = useState('')
  const [bank, setBank] = useState('')
  const [number, setNumber] = useState('')
  const [proof, setProof] = useState<string>()
  const act = useAct()
  const good = /^[\d\s-]{6,40}$/.test(number)
  const ready = good && holder.trim() !== '' && bank.trim() !== '' && proof !== undefined
  const submit = (event: Event) => {
    event.preventDefault()
    if (proof === undefined) return
    void act.run(async () => {
      onSaved(await plans.saveAccount({ holder: holder.trim(), bank: bank.trim(), number, proof }))
      announce(common.saved)
    })
  }
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <TextField label={words.holder} value={holder} maxLength={100} onChange={setHolder} />
      <TextField label={words.bank} value={bank} maxLength={100} onChange={setBank} />
      <TextField
        label={words.number}
        value={number}
        maxLength={40}
        error={number !== '' && !good ? words.badNumber : undefined}
        onChange={setNumber}
      />
      <Attachment label={words.proof} hash={proof} onChange={setProof} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit act={act} disabled={!ready}>
          {words.saveAccount}
        </Button>
      </div>
    </form>
  )
}
