import type { MissingItem } from '../../shared/api/home'
import { nextDay } from '../../shared/calendar/days'
import { type Calendar, workingDaysBetween } from '../../shared/calendar/working-days'

/** What is known of a class when it is asked what still stands between it and its claim. */
export interface ClassState {
  /** '' of a plan that was not filed here. */
  plan: 'draft' | 'filed' | 'approved' | 'returned' | 'superseded' | ''
  consentDate?: string | undefined
  period: { from: string; to: string }
  /** People on the roster now; the counts below are of them. */
  seats: number
  joined: number
  pending: number
  /** Joined two days ago or earlier, and no study on record. */
  silent: number
  /** Of whom hours are missing by the policy, and of whom a test is. */
  lacksHours: number
  lacksTests: number
  findings: number
  appeals: number
  /** 名册变更 that the bureau was not told of. */
  notices: number
  /** The day on which the newest package was built; absent: none was. */
  packedOn?: string | undefined
  /** The bureau has a read-only link that opens. */
  linked: boolean
  /** Terms of the plan that are open or over. */
  deadlines: readonly {
    title: string
    due: string
    left: number
    tentative: boolean
    whose: 'organisation' | 'bureau'
  }[]
}

/** Days after which a bureau without a link wants another 阶段包. */
const WEEK = 7

/** A term reminds when so few working days are left. */
const NEAR = 10

/**
 * What is missing before a class can be claimed for, in the order in which it is done, whose turn it is and how many working days
 * are left. Pure: the same state on the same day gives the same list.
 */
export function stillMissing(state: ClassState, today: string, calendar?: Calendar): MissingItem[] {
  const { plan, period, seats, joined, pending } = state
  const until = (due: string) => leftUntil(due, today, calendar)
  const waiting = Math.max(0, seats - joined - pending)
  const trainees = (code: MissingItem['code'], count: number): MissingItem[] =>
    count > 0 ? [{ code, turn: 'trainees', count, ...until(period.to) }] : []
  const clerk = (code: MissingItem['code'], count: number): MissingItem[] =>
    count > 0 ? [{ code, turn: 'clerk', count }] : []
  const before = [
    ...ofPlan(plan, until(period.from)),
    ...(state.consentDate === undefined && (plan === 'approved' || plan === '')
      ? [{ code: 'consent-missing', turn: 'clerk' } as const]
      : []),
    ...(seats === 0 ? [{ code: 'roster-empty', turn: 'clerk', ...until(period.from) } as const] : []),
    ...clerk('notice-open', state.notices),
    ...trainees('not-joined', waiting),
    ...clerk('pending', pending),
    ...trainees('silent', state.silent),
    ...trainees('hours', state.lacksHours),
    ...trainees('tests', state.lacksTests),
    ...clerk('findings', state.findings),
    ...clerk('appeals', state.appeals),
  ]
  const stage = wantsStage(state, today) ? [{ code: 'stage', turn: 'clerk' } as const] : []
  const packaged = state.packedOn === undefined ? [{ code: 'package', turn: 'clerk' } as const] : []
  return [...before, ...nearTerms(state.deadlines), ...stage, ...packaged]
}

/** While people study the bureau looks by a link, or reads a package a week. */
function wantsStage({ period, joined, linked, packedOn = period.from }: ClassState, today: string): boolean {
  const runs = joined > 0 && period.from <= today && today <= period.to
  return runs && !linked && nextDay(packedOn > period.from ? packedOn : period.from, WEEK) < today
}

/** The same of a plan that has no class yet. `from` is the first day of its period, '' where none was typed. */
export function planStillMissing(
  { plan, from, deadlines }: Pick<ClassState, 'plan' | 'deadlines'> & { from: string },
  today: string,
  calendar?: Calendar,
): MissingItem[] {
  return [...ofPlan(plan, from === '' ? {} : leftUntil(from, today, calendar)), ...nearTerms(deadlines)]
}

function leftUntil(due: string, today: string, calendar?: Calendar): Pick<MissingItem, 'due' | 'left' | 'tentative'> {
  const { days, tentative } = workingDaysBetween(today, due, calendar)
  return { due, left: days, ...(tentative && { tentative: true as const }) }
}

const nearTerms = (deadlines: ClassState['deadlines']): MissingItem[] =>
  deadlines
    .filter(({ left }) => left <= NEAR)
    .map(({ title, due, left, tentative, whose }) => ({
      ...{ code: 'deadline', turn: whose === 'bureau' ? 'bureau' : 'clerk', title, due, left },
      ...(tentative && { tentative: true as const }),
    }))

/** A plan that was not filed here was filed on paper: only the day of the consent is asked for. */
function ofPlan(plan: ClassState['plan'], until: Pick<MissingItem, 'due' | 'left' | 'tentative'>): MissingItem[] {
  switch (plan) {
    case 'draft':
      return [{ code: 'plan-not-filed', turn: 'clerk', ...until }]
    case 'returned':
      return [{ code: 'plan-returned', turn: 'clerk', ...until }]
    case 'filed':
      return [{ code: 'plan-waiting', turn: 'bureau', ...until }]
    default:
      return []
  }
}
