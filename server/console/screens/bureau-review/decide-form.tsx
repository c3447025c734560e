import { useState } from 'preact/hooks'
import type { ReviewAnswer } from '../../../../shared/api/bureau-review'
import { claimOutcomeNames } from '../../../../shared/claim/claim-decision'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { decisionWords as words } from './decision-words'
import type { PartProps } from './review-page'

/** What speaks against agreeing; whoever proposes it says why all the same. */
export function Concerns({ concerns }: Pick<ReviewAnswer, 'concerns'>) {
  if (concerns.length === 0) return null
  return (
    <div class="stack">
      <p>{words.concerns}</p>
      <ul>
        {concerns.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  )
}

/** 审定: what another proposed is confirmed and signed, or sent back. */
export function DecideForm({ claim, proposal, onChange }: PartProps & { proposal: ReviewAnswer['proposals'][number] }) {
  const act = useAct()
  const [number, setNumber] = useState('')
  const [remark, setRemark] = useState('')
  const decide = (confirm: boolean) =>
    void act.run(async () => {
      const request = { proposal: proposal.id, confirm, number: number.trim(), remark: remark.trim() }
      onChange(await reviews.decide(claim.id, request))
      announce(words.decided)
    })
  return (
    <form
      class="card form stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        decide(true)
      }}
    >
      <h2>{words.decide}</h2>
      <p class="prose">{words.decideLead(proposal.by)}</p>
      <p>
        <strong>{claimOutcomeNames[proposal.outcome]}</strong>
        {proposal.outcome === 'agreed' && ` ${showYuan(proposal.amount)}`}
      </p>
      {proposal.outcome === 'agreed' && <Concerns concerns={claim.concerns} />}
      {proposal.remark !== '' && <p class="prose">{proposal.remark}</p>}
      <TextField label={words.number} optional value={number} maxLength={60} onChange={setNumber} />
      <TextArea label={words.decideRemark} optional rows={2} value={remark} maxLength={2000} onChange={setRemark} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button act={act} disabled={remark.trim() === ''} onClick={() => decide(false)}>
          {words.sendBack}
        </Button>
        <Button kind="main" submit act={act}>
          {words.confirm}
        </Button>
      </div>
    </form>
  )
}
