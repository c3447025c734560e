import type { PlanAnswer } from '../../../../shared/api/plans'
import { common } from '../../words/common'
import { words } from './words'

type Row = PlanAnswer['deadlines'][number]

/** `2026-12-01，剩余 3 个工作日（暂定）`. */
export function dueText(row: Row): string {
  return `${row.due}，${leftText(row)}`
}

export function leftText({ left, state, tentative }: Row): string {
  if (left === undefined) return state === 'late' ? words.late : words.doneOn
  const text = left < 0 ? words.overdue(-left) : words.workingDays(left)
  return tentative ? `${text}（${common.tentative}）` : text
}
