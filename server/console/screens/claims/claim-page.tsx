import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { ClaimAnswer } from '../../../../shared/api/claims'
import { showTime } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { claims } from '../../client/claims'
import { useLoad } from '../../client/load'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { common } from '../../words/common'
import { AboutPart } from './about-part'
import { CheckPart } from './check-part'
import { ClaimActs } from './claim-acts'
import { ClaimState, StandsAt } from './claim-state'
import { HistoryPart } from './history-part'
import { PackageCard } from './package-card'
import { PapersPart } from './papers-part'
import { PeoplePart } from './people-part'
import { words } from './words'

export interface PartProps {
  claim: ClaimAnswer
  /** The claim as the server has it after something was done to it. */
  onChange: (claim: ClaimAnswer) => void
}

const parts = ['check', 'people', 'about', 'papers', 'package', 'history'] as const

/** One 补贴申请: /claims/:id; the address says which part. */
export function ClaimPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => claims.claim(id), id)
  const [changed, setChanged] = useState<ClaimAnswer>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const claim = changed?.id === id ? changed : data
  const part = parts.find((one) => one === params.part) ?? 'check'
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.title}>
          <a href="/claims">{words.title}</a>
        </nav>
        <Heading title={claim.title}>
          <ClaimState status={claim.status} />
          <StandsAt claim={claim} />
          {claim.version > 1 && <span class="quiet">{words.version(claim.version)}</span>}
        </Heading>
        <Summary claim={claim} />
        <ClaimActs claim={claim} onChange={setChanged} />
      </div>
      <nav class="tabs no-print" aria-label={words.partsName}>
        {parts.map((one) => (
          <a
            key={one}
            href={one === 'check' ? `/claims/${id}` : `/claims/${id}/${one}`}
            aria-current={one === part ? 'page' : undefined}
          >
            {words.parts[one]}
            <Tally count={one === 'check' ? stopsOf(claim) : 0} />
          </a>
        ))}
      </nav>
      <Part key={`${part} ${claim.version}`} part={part} claim={claim} onChange={setChanged} />
    </div>
  )
}

function Part({ part, ...props }: PartProps & { part: (typeof parts)[number] }) {
  switch (part) {
    case 'check':
      return <CheckPart claim={props.claim} />
    case 'people':
      return <PeoplePart {...props} />
    case 'about':
      return <AboutPart key={props.claim.savedAt} {...props} />
    case 'papers':
      return <PapersPart {...props} />
    case 'package':
      return <PackageCard {...props} />
    case 'history':
      return <HistoryPart claim={props.claim} />
  }
}

const stopsOf = ({ reckoned }: ClaimAnswer) => reckoned?.items.filter(({ severity }) => severity === 'stop').length ?? 0

const Tally = ({ count }: { count: number }) => (count > 0 ? <span class="tally">{count}</span> : null)

/** The claim in one line. */
function Summary({ claim }: { claim: ClaimAnswer }) {
  const { number, reckoned, classes, tables, rateTable } = claim
  const people = classes.reduce((sum, { chosen }) => sum + chosen, 0)
  const table = tables.find(({ id }) => id === rateTable)
  return (
    <dl class="figures">
      <Figure name={words.number}>{number}</Figure>
      <Figure name={words.people}>{people}</Figure>
      <Figure name={words.total} {...(reckoned && { title: words.reckonedAt(showTime(reckoned.at)) })}>
        {reckoned ? showYuan(reckoned.total) : <span class="quiet">{words.notReckoned}</span>}
      </Figure>
      <Figure name={words.capitals}>{reckoned?.capitals ?? common.none}</Figure>
      <Figure name={words.table}>{table ? `${table.title}：${table.standard}` : rateTable}</Figure>
      <Figure name={words.code} title={words.codeHelp}>
        <span class="mono">{reckoned?.dataHash.slice(0, 10) ?? common.none}</span>
      </Figure>
    </dl>
  )
}
