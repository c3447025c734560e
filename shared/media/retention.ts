import { dayOf } from '../calendar/beijing'
import type { RetentionRule } from './retention-rules'

/** What is known of one class a video belongs to. */
export interface KeptFor {
  region: string
  /** The Beijing day on which the last of its subsidies was paid or finally refused; absent while one is open. */
  settled?: string | undefined
}

export type Retention =
  /** For ever: no end is known yet, and why. */
  | { kind: 'open'; why: 'hold' | 'not-settled' }
  /** `last` is the last Beijing day on which it must be kept, by this rule. */
  | { kind: 'until'; last: string; rule: RetentionRule }

/**
 * How long a video is kept that belongs to these classes: the longest rule wins, a class that is not settled keeps it for ever, and so
 * does a legal hold. Rules apply by region, and to everything that is still there: a longer one that came later lengthens. Throws
 * RangeError where no rule applies: without one nothing may ever go.
 */
export function retentionOf(classes: readonly KeptFor[], rules: readonly RetentionRule[], held: boolean): Retention {
  if (held) return { kind: 'open', why: 'hold' }
  let longest: Extract<Retention, { kind: 'until' }> | undefined
  for (const { region, settled } of classes) {
    if (settled === undefined) return { kind: 'open', why: 'not-settled' }
    const applying = rules.filter((rule) => isWithin(region, rule.region))
    if (applying.length === 0) throw new RangeError(`no retention rule applies to ${region}`)
    for (const rule of applying) {
      const last = yearsAfter(settled, rule.years)
      if (!longest || last > longest.last) longest = { kind: 'until', last, rule }
    }
  }
  return longest ?? { kind: 'open', why: 'not-settled' }
}

/** Whether it may go now. The last day itself still counts. */
export const isOver = (retention: Retention, now: number): boolean =>
  retention.kind === 'until' && dayOf(now) > retention.last

/** `231200` lies within `231200`, `230000` and `000000`. */
function isWithin(region: string, of: string): boolean {
  const head = of.replace(/(00)+$/, '')
  return region.startsWith(head)
}

/** The same day so many years on; 29 February becomes 1 March, never a day less. */
export function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10)
}
