import type { ClaimAnswer, ClaimStatus } from '../../../../shared/api/claims'
import { State, type StateName } from '../../parts/state'
import { words as historyWords } from './history-words'
import { words } from './words'

const icons: Record<ClaimStatus, StateName> = {
  draft: 'idle',
  ready: 'attention',
  'handed-in': 'waiting',
  paid: 'counted',
  refused: 'wrong',
}

export function ClaimState({ status }: { status: ClaimStatus }) {
  return <State is={icons[status]}>{words.statuses[status]}</State>
}

/** Where a claim that was handed in stands at the bureau, by what it signed: 审核同意, and no longer where that was taken back. */
export function StandsAt({ claim: { status, events } }: { claim: Pick<ClaimAnswer, 'status' | 'events'> }) {
  const last = status === 'handed-in' ? events.filter(({ kind }) => kind !== 'earlier-version').at(-1) : undefined
  switch (last?.kind) {
    case 'taken-back':
      return <State is="attention">{words.reviewedAgain}</State>
    case 'agreed':
    case 'published':
    case 'cleared':
      return <State is="counted">{historyWords.events[last.kind]}</State>
    case 'pay-failed':
    case 'pay-returned':
      return <State is="attention">{historyWords.events[last.kind]}</State>
    default:
      return null
  }
}
