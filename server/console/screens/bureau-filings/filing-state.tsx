import { type FilingRow, filingStateWords } from '../../../../shared/api/bureau-register'
import { State, type StateName } from '../../parts/state'
import { common } from '../../words/common'
import { words } from './words'

const looks: Readonly<Record<FilingRow['status'], StateName>> = {
  received: 'attention',
  agreed: 'counted',
  returned: 'idle',
  refused: 'idle',
}

export const FilingState = ({ status }: Pick<FilingRow, 'status'>) => (
  <State is={looks[status]}>{filingStateWords[status]}</State>
)

/** The last day to decide, and how far it is; red once it has passed. */
export function DueState({ row: { due, tentative, left } }: { row: Pick<FilingRow, 'due' | 'tentative' | 'left'> }) {
  const day = `${due}${tentative ? `（${common.tentative}）` : ''}`
  if (left === undefined) return <span class="quiet">{day}</span>
  const text = left < 0 ? words.over(-left) : left === 0 ? words.today : words.left(left)
  return (
    <>
      {day} <State is={left < 0 ? 'wrong' : left < 2 ? 'attention' : 'waiting'}>{text}</State>
    </>
  )
}
