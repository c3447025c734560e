import type { ClaimStatus } from '../../../../shared/api/claims'
import { State, type StateName } from '../../parts/state'
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
