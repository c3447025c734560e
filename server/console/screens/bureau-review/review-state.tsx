import { type ClaimState, claimStateWords, type Verdict, verdictWords } from '../../../../shared/api/bureau'
import type { ReviewRow } from '../../../../shared/api/bureau-review'
import { claimOutcomeNames } from '../../../../shared/claim/claim-decision'
import { State, type StateName } from '../../parts/state'
import { words } from './words'

const icons: Record<ClaimState, StateName> = {
  received: 'attention',
  returned: 'idle',
  agreed: 'counted',
  refused: 'wrong',
  published: 'waiting',
  cleared: 'counted',
  batched: 'waiting',
  paid: 'counted',
}

export function ReviewState({ status, proposed }: Pick<ReviewRow, 'status' | 'proposed'>) {
  if (proposed) return <State is="waiting">{words.waitsFor(claimOutcomeNames[proposed])}</State>
  return <State is={icons[status]}>{claimStateWords[status]}</State>
}

const verdictIcons: Record<Verdict, StateName> = { agrees: 'counted', doubtful: 'attention', disagrees: 'wrong' }

/** What verification came to; of a claim by hand that there was none. */
export function VerdictState({ verdict, source }: Pick<ReviewRow, 'verdict' | 'source'>) {
  if (source === 'manual') return <State is="attention">{words.unverified}</State>
  return verdict ? <State is={verdictIcons[verdict]}>{verdictWords[verdict]}</State> : null
}
