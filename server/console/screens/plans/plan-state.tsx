import type { PlanStatus } from '../../../../shared/api/plans'
import { State, type StateName } from '../../parts/state'
import { words } from './words'

const looks: Record<PlanStatus, StateName> = {
  draft: 'waiting',
  filed: 'waiting',
  approved: 'counted',
  returned: 'attention',
  superseded: 'idle',
}

export const PlanState = ({ status }: { status: PlanStatus }) => (
  <State is={looks[status]}>{words.statuses[status]}</State>
)
