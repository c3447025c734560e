import { nextDay, nextMonth } from '../calendar/days'
import { addWorkingDays, type Calendar, isTentative, workingDaysBetween } from '../calendar/working-days'
import data from './deadlines.json'

/**
 * Terms of a plan and its class, as data. No term of Suihua was found: other places' stand here, each with its source, as 待人社局确认, until
 * an organisation enters what its bureau says.
 */
export interface DeadlineRule {
  id: string
  title: { enterprise: string; institution: string }
  whose: 'organisation' | 'bureau'
  anchor: 'start' | 'filed' | 'decided' | 'end'
  unit: 'working-days' | 'days' | 'months'
  /** Negative: before the anchor. */
  amount: number
  source: string
  date: string
}

export const deadlineRules: readonly DeadlineRule[] = data.deadlines.map((rule) => ({
  ...rule,
  whose: rule.whose === 'bureau' ? 'bureau' : 'organisation',
  anchor: oneOf(rule.anchor, ['start', 'filed', 'decided', 'end']),
  unit: oneOf(rule.unit, ['working-days', 'days', 'months']),
}))

function oneOf<T extends string>(text: string, all: readonly T[]): T {
  const found = all.find((one) => one === text)
  if (found === undefined) throw new Error(`not one of ${all}: ${text}`)
  return found
}

/** Beijing days, each absent until it is known. */
export interface Dates {
  kind: 'enterprise' | 'institution'
  /** Of the plan's period. */
  start?: string | undefined
  end?: string | undefined
  filed?: string | undefined
  decided?: string | undefined
  /** What was done already: its deadline is kept or was missed, and reminds no more. */
  imported?: string | undefined
  claimed?: string | undefined
  /** By when the bureau itself says that it answers: its 受理回执. */
  answerBy?: { due: string; tentative: boolean; source: string } | undefined
}

export type Overrides = Readonly<Record<string, { amount: number; source: string }>>

export interface Deadline {
  id: string
  title: string
  whose: 'organisation' | 'bureau'
  due: string
  /** The due day lies in a year without a notice of holidays: 暂定. */
  tentative: boolean
  /** Working days left; negative when it has passed. Absent when it is done. */
  left?: number
  state: 'done' | 'late' | 'open' | 'overdue'
  /** Whether the bureau's own term is known; else 待人社局确认. */
  confirmed: boolean
  source: string
}

/** The day on which what a deadline asks for was done. */
const doneOn = (id: string, dates: Dates): string | undefined =>
  ({ file: dates.filed, answer: dates.decided, train: undefined, import: dates.imported, claim: dates.claimed })[id]

/** Every deadline whose anchor is known, the next one first. */
export function deadlinesOf(dates: Dates, today: string, calendar?: Calendar, overrides: Overrides = {}): Deadline[] {
  const found = deadlineRules.flatMap((rule): Deadline[] => {
    const anchor = dates[rule.anchor]
    if (anchor === undefined) return []
    const own = overrides[rule.id]
    const amount = own ? Math.sign(rule.amount) * own.amount : rule.amount
    const said = rule.id === 'answer' ? dates.answerBy : undefined
    const reckoned = dueOn(anchor, amount, rule.unit, calendar)
    const { due, tentative } = said ?? { due: reckoned.day, tentative: reckoned.tentative }
    // Training is done when its period is over.
    const done =
      rule.id === 'train'
        ? dates.end !== undefined && dates.end < today
          ? dates.end
          : undefined
        : doneOn(rule.id, dates)
    return [
      {
        id: rule.id,
        title: rule.title[dates.kind],
        whose: rule.whose,
        due,
        tentative,
        ...(done === undefined
          ? { left: workingDaysBetween(today, due, calendar).days, state: today > due ? 'overdue' : 'open' }
          : { state: done > due ? 'late' : 'done' }),
        confirmed: said !== undefined || (own !== undefined && own.source !== ''),
        source: said?.source ?? (own && own.source !== '' ? own.source : rule.source),
      },
    ]
  })
  return found.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

/** A term in days or months whose last day is not worked ends on the next working day (民法典 第203条). */
function dueOn(anchor: string, amount: number, unit: DeadlineRule['unit'], calendar?: Calendar) {
  if (unit === 'working-days' && amount !== 0) return addWorkingDays(anchor, amount, calendar)
  const last = unit === 'months' ? nextMonth(anchor, amount) : nextDay(anchor, amount)
  const moved = addWorkingDays(last, 0, calendar)
  return { day: moved.day, tentative: moved.tentative || isTentative(last, calendar) }
}
