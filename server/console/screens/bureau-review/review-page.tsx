import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { ReviewAnswer } from '../../../../shared/api/bureau-review'
import { showYuan } from '../../../../shared/claim/money'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { BureauFindings } from '../bureau-findings/bureau-findings'
import { CoursePart } from './course-part'
import { DecisionPart } from './decision-part'
import { HistoryPart } from './history-part'
import { PeoplePart } from './people-part'
import { ReviewState, VerdictState } from './review-state'
import { words } from './words'

export interface PartProps {
  claim: ReviewAnswer
  /** The claim as the server has it after something was done to it. */
  onChange: (claim: ReviewAnswer) => void
}

const parts = ['people', 'findings', 'decision', 'history', 'course'] as const

/** One claim under review: /reviews/:id; the address says which part. */
export function ReviewPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => reviews.claim(id), id)
  const [changed, setChanged] = useState<ReviewAnswer>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const claim = changed?.id === id ? changed : data
  const part = parts.find((one) => one === params.part) ?? 'people'
  const tallies = {
    people: 0,
    findings: claim.findings.length,
    decision: openOf(claim) || claim.reopening ? 1 : 0,
    history: 0,
    course: 0,
  }
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.title}>
          <a href="/reviews">{words.title}</a>
        </nav>
        <Heading title={claim.title}>
          <ReviewState status={claim.status} {...openOf(claim)} />
          <VerdictState {...claim} />
          {claim.version > 1 && <span class="quiet">{words.version(claim.version)}</span>}
        </Heading>
        <Summary claim={claim} />
      </div>
      <nav class="tabs no-print" aria-label={words.partsName}>
        {parts.map((one) => (
          <a
            key={one}
            href={one === 'people' ? `/reviews/${id}` : `/reviews/${id}/${one}`}
            aria-current={one === part ? 'page' : undefined}
          >
            {words.parts[one]}
            {tallies[one] > 0 && <span class="tally">{tallies[one]}</span>}
          </a>
        ))}
      </nav>
      {part === 'people' && <PeoplePart claim={claim} onChange={setChanged} />}
      {part === 'findings' && <BureauFindings claim={id} />}
      {part === 'decision' && <DecisionPart claim={claim} onChange={setChanged} />}
      {part === 'course' && <CoursePart claim={claim} />}
      {part === 'history' && <HistoryPart claim={claim} onChange={setChanged} />}
    </div>
  )
}

/** What waits to be decided. */
export function openOf({ proposals, status, version }: ReviewAnswer) {
  const [newest] = proposals
  return status === 'received' && newest && newest.version === version && !newest.decision
    ? { proposed: newest.outcome, proposal: newest }
    : undefined
}

function Summary({ claim }: { claim: ReviewAnswer }) {
  const { number, firm, people, asked, agreed, reduced, risk, drawn, interviewed, content } = claim
  return (
    <>
      <dl class="figures">
        <Figure name={words.number}>{number}</Figure>
        <Figure name={words.firm}>{firm.name}</Figure>
        <Figure name={words.people}>{people}</Figure>
        <Figure name={words.asked}>{showYuan(asked)}</Figure>
        <Figure name={words.agreed}>
          {showYuan(agreed)}
          {reduced > 0 && <div class="small quiet">{words.reduced(reduced)}</div>}
        </Figure>
        <Figure name={words.drawn}>{drawn === 0 ? '—' : words.drawnOf(interviewed, drawn)}</Figure>
        <Figure name={words.content} title={content}>
          <span class="mono">{content.slice(0, 16)}</span>
        </Figure>
      </dl>
      <details>
        <summary>
          {words.risk} {words.score(risk.score)}
        </summary>
        {risk.reasons.length === 0 ? (
          <p class="quiet">{words.noReasons}</p>
        ) : (
          <ul>
            {risk.reasons.map(({ label, points }) => (
              <li key={label}>
                {label} <span class="quiet">{words.score(points)}</span>
              </li>
            ))}
          </ul>
        )}
      </details>
    </>
  )
}
