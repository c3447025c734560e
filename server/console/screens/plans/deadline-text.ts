import type { PlanAnswer } from '../../../../shared/api/plans'
import type { StateName } from '../../parts/state'
import { common } from '../../words/common'
import { words } from './words'

type Row = PlanAnswer['deadlines'][number]

/** `2026-12-01，剩余 3 个工作日（暂定）`. */
export function dueText(row: Row): string {
  return `${row.due}，${leftText(row)}`
}

export function leftText({ left, state, tentative, confirmed }: Row): string {
  if (left === undefined) return state === 'late' && confirmed ? words.late : words.doneOn
  const text = left < 0 ? words.overdue(-left) : words.workingDays(left)
  // A term that is another place's says when to hurry; nobody has missed it before the bureau says that it is ours.
  const doubt = left < 0 && !confirmed ? words.toBeConfirmed : tentative ? common.tentative : undefined
  return doubt === undefined ? text : `${text}（${doubt}）`
}

/** How a deadline looks: red only where one that is known to hold has passed. */
export function lookOf({ state, confirmed }: Row): StateName {
  if (state === 'overdue') return confirmed ? 'wrong' : 'attention'
  if (state === 'late') return confirmed ? 'attention' : 'counted'
  return state === 'done' ? 'counted' : 'waiting'
}
