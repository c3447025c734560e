import type { PersonFacts } from './facts'
import { decimalText, exact, isLess, lesser, plus, type Ratio } from './ratio'

export interface Hours {
  online: Ratio
  offline: Ratio
}

const read = ({ online, offline }: PersonFacts['hours']): Hours => ({ online: exact(online), offline: exact(offline) })

/** What the person has. */
export const hoursOf = ({ hours }: PersonFacts): Hours => read(hours)

/** What was filed, or else what the person has: shares of online hours are a matter of the plan. */
export const plannedOf = ({ planned, hours }: PersonFacts): Hours => read(planned ?? hours)

/** What can be paid by the hour: of each no more than was filed; more of one makes up for nothing in the other. */
export function payableOf(facts: PersonFacts): Hours {
  const [has, plan] = [hoursOf(facts), plannedOf(facts)]
  return { online: lesser(has.online, plan.online), offline: lesser(has.offline, plan.offline) }
}

export type WhichHours = 'all' | 'online' | 'offline'
const NAMES = { all: '', online: '线上 ', offline: '线下 ' } as const

export const pick = ({ online, offline }: Hours, which: WhichHours): Ratio =>
  which === 'all' ? plus(online, offline) : which === 'online' ? online : offline

/** `线上 40 课时`, and what more than was filed is not paid. */
export function hoursInWords(facts: PersonFacts, which: WhichHours): string {
  const [has, pays] = [pick(hoursOf(facts), which), pick(payableOf(facts), which)]
  const beyond = isLess(pays, has) ? `（实有 ${decimalText(has)} 课时，超过计划的不计）` : ''
  return `${NAMES[which]}${decimalText(pays)} 课时${beyond}`
}
