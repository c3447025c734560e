import { showDuration } from '../calendar/beijing'
import type { Milliseconds } from '../record/fields'
import type { CreditedDay } from './credited'
import { type Reason, reasonOrder, reasons } from './reasons'

/** What one seat's day has under one heading before and after; no `reason`: what counts. */
export interface Difference {
  seat: string
  day: string
  reason?: Reason
  before: Milliseconds
  after: Milliseconds
  /** In words: `11月22日 有效时长 1小时00分 → 45分00秒（减少 15分00秒）`. */
  text: string
}

type Day = Pick<CreditedDay, 'seat' | 'day' | 'credited' | 'deductions'>

/** Line by line what a recalculation changes: seats and days in order, what counts first, then the reasons in theirs. What stays is left out. */
export function compareCredited(before: readonly Day[], after: readonly Day[]): Difference[] {
  const key = ({ seat, day }: Day) => `${seat}/${day}`
  const [old, now] = [before, after].map((days) => new Map(days.map((one) => [key(one), one])))
  const all = new Map([...before, ...after].map((one) => [key(one), one]))
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([at, { seat, day }]) =>
      [undefined, ...reasonOrder].flatMap((reason): Difference[] => {
        const [was, is] = [amountOf(old?.get(at), reason), amountOf(now?.get(at), reason)]
        if (was === is) return []
        return [{ seat, day, ...(reason && { reason }), before: was, after: is, text: textOf(day, reason, was, is) }]
      }),
    )
}

const amountOf = (day: Day | undefined, reason: Reason | undefined): Milliseconds =>
  (reason ? day?.deductions[reason] : day?.credited) ?? 0

function textOf(day: string, reason: Reason | undefined, before: Milliseconds, after: Milliseconds): string {
  const date = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
  const change = after > before ? `增加 ${showDuration(after - before)}` : `减少 ${showDuration(before - after)}`
  const heading = reason ? `不计入时长（${reasons[reason].label}）` : '有效时长'
  return `${date} ${heading} ${showDuration(before)} → ${showDuration(after)}（${change}）`
}
