import { useState } from 'preact/hooks'
import type { ReviewAnswer } from '../../../../shared/api/bureau-review'
import { showTime } from '../../../../shared/calendar/beijing'
import { type ClaimOutcome, claimOutcomeNames, claimOutcomes } from '../../../../shared/claim/claim-decision'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { isOneOf, mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { linesOf, TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Choices } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Concerns, DecideForm } from './decide-form'
import { decisionWords as words } from './decision-words'
import { ReopeningPart } from './reopening-part'
import { openOf, type PartProps } from './review-page'
import { StatementsPart } from './statements-part'

/** What is proposed, who decides, and everything that was proposed and decided before. */
export function DecisionPart({ claim, onChange }: PartProps) {
  const open = openOf(claim)?.proposal
  return (
    <div class="stack-wide">
      {open && <Open claim={claim} proposal={open} onChange={onChange} />}
      {!open && claim.status === 'received' && mayWrite() && <ProposeForm claim={claim} onChange={onChange} />}
      <ReopeningPart claim={claim} onChange={onChange} />
      <StatementsPart claim={claim} />
      <section class="stack" aria-label={words.history}>
        <h2>{words.history}</h2>
        {claim.proposals.length === 0 && <p class="quiet">{words.none}</p>}
        {claim.proposals.map((one) => (
          <Proposed key={one.id} proposal={one} />
        ))}
      </section>
    </div>
  )
}

type Proposal = ReviewAnswer['proposals'][number]

function Open({ claim, proposal, onChange }: PartProps & { proposal: Proposal }) {
  const act = useAct()
  const withdraw = () =>
    void act.run(async () => {
      onChange(await reviews.withdraw(claim.id, proposal.id))
    })
  const decides = isOneOf('administrator', 'manager')
  return (
    <div class="stack">
      {decides && !proposal.own ? (
        <DecideForm claim={claim} proposal={proposal} onChange={onChange} />
      ) : (
        <Note is="attention">{decides ? words.ownProposal : words.waiting}</Note>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      {mayWrite() && (
        <div class="row">
          <Button act={act} onClick={withdraw}>
            {words.withdraw}
          </Button>
        </div>
      )}
    </div>
  )
}

function ProposeForm({ claim, onChange }: PartProps) {
  const act = useAct()
  const [outcome, setOutcome] = useState<ClaimOutcome>('agreed')
  const [remark, setRemark] = useState('')
  const [items, setItems] = useState('')
  const lines = linesOf(items)
  const needsRemark = outcome === 'refused' || (outcome === 'agreed' && claim.concerns.length > 0)
  const missing =
    outcome === 'returned' && lines.length === 0
      ? words.needItems
      : needsRemark && remark.trim() === ''
        ? outcome === 'refused'
          ? words.needRemark
          : words.needWhy
        : undefined
  const submit = (event: Event) => {
    event.preventDefault()
    if (missing !== undefined) return
    void act.run(async () => {
      const told = outcome === 'returned' ? lines.map((line) => line.trim()) : []
      onChange(await reviews.propose(claim.id, { outcome, remark: remark.trim(), items: told }))
      announce(words.proposed)
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.propose}</h2>
      <p class="prose">{words.proposeLead}</p>
      <Choices
        legend={words.outcome}
        name="outcome"
        value={outcome}
        onChange={(value) => setOutcome(claimOutcomes.find((one) => one === value) ?? 'agreed')}
        options={claimOutcomes.map((value) => ({
          ...{ value, label: claimOutcomeNames[value] },
          ...(value === 'agreed' && { help: words.amount(showYuan(claim.agreed)) }),
        }))}
      />
      {outcome === 'returned' && (
        <TextArea
          label={words.items}
          help={words.itemsHelp}
          rows={6}
          value={items}
          maxLength={20_000}
          onChange={setItems}
        />
      )}
      {outcome === 'agreed' && <Concerns concerns={claim.concerns} />}
      <TextArea
        label={words.remark}
        optional={!needsRemark}
        rows={2}
        value={remark}
        maxLength={2000}
        onChange={setRemark}
      />
      {missing !== undefined && <p class="help">{missing}</p>}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={missing !== undefined}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}

function Proposed({ proposal }: { proposal: Proposal }) {
  const { outcome, amount, remark, items, by, at, decision, version } = proposal
  return (
    <article class="card stack-tight">
      <p>
        <strong>{claimOutcomeNames[outcome]}</strong>
        {outcome === 'agreed' && ` ${showYuan(amount)}`}{' '}
        <span class="quiet">{decision ? words.kinds[decision.kind] : words.open}</span>
      </p>
      <p class="small quiet">
        v{version} · {words.by} {by} {showTime(at)}
        {decision && ` · ${words.decidedBy} ${decision.by} ${showTime(decision.at)} ${decision.number}`}
      </p>
      {remark !== '' && <p>{remark}</p>}
      {items.length > 0 && (
        <ol>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      )}
      {decision && decision.remark !== '' && <p>{decision.remark}</p>}
    </article>
  )
}
