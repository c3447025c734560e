import { dayOf } from '../calendar/beijing'
import { countedHours, examined, sumOfHours } from '../study/attained'
import { foldDays } from '../study/fold'
import { reachedBy } from '../study/reached'
import type { AboutClass } from './about-class'
import type { ClaimFile } from './claim-layout'
import type { FoldedSeat } from './fold-class'

type Asked = ClaimFile['people'][number]

/**
 * What the claim says of each person of a class, against what the class's own records and facts give: hours by source, completion,
 * examination, certificate, days and the training itself; `reached` by seat. What other claims paid before is the claimant's word.
 */
export function seatProblems(
  { people }: ClaimFile,
  about: AboutClass,
  reached: ReadonlyMap<string, Reached>,
  label: string,
): string[] {
  const { id } = about.class.class
  const roster = new Map([...about.class.seats].reverse().map((one) => [one.seat, one]))
  return people
    .filter((person) => person.class === id)
    .flatMap((person) => {
      const differ = differences(person, about, roster.get(person.seat), reached.get(person.seat))
      return differ.length > 0 ? [`${label} 参训编号 ${person.number}：${differ.join('；')}`] : []
    })
}

function differences(
  person: Asked,
  { class: of, plan }: AboutClass,
  roster: AboutClass['class']['seats'][number] | undefined,
  own: Reached | undefined,
): string[] {
  if (!roster || roster.number !== person.number || !own) return ['不在本班名册里，或参训编号不符']
  const { facts } = person
  const { period } = of.class
  const completed = own.complete && roster.left === undefined
  const wrong: [boolean, string][] = [
    ...parts.map(({ part, label }): [boolean, string] => [
      person.hours[part] !== own.hours[part],
      `${label}申请 ${person.hours[part]}，复算 ${own.hours[part]}`,
    ]),
    [facts.hours.online !== own.online, `线上学时申请 ${facts.hours.online}，复算 ${own.online}`],
    [facts.hours.offline !== own.hours.offline, `线下学时申请 ${facts.hours.offline}，复算 ${own.hours.offline}`],
    [facts.completed !== completed, completed ? '复算已完成，申请写未完成' : '复算没有完成培训，申请写已完成'],
    [facts.passed !== own.passed, own.passed ? '复算考核合格，申请写不合格' : '复算考核没有合格，申请写合格'],
    [facts.certificate !== (own.certificate !== undefined), '证书与事实不符'],
    [facts.dates.certificate !== own.certificate, '发证日期与事实不符'],
    [facts.offlineDays !== own.offlineDays, `线下天数申请 ${facts.offlineDays}，复算 ${own.offlineDays}`],
    [facts.dates.opening !== period.from || facts.dates.closing !== period.to, '开班、结业日期与培训班不符'],
    [
      facts.occupation !== (plan.occupation || plan.title) || facts.project !== plan.title,
      '职业（工种）或项目与方案不符',
    ],
  ]
  return wrong.filter(([differs]) => differs).map(([, words]) => words)
}

const parts = [
  { part: 'own', label: '甲' },
  { part: 'platform', label: '乙' },
  { part: 'byHand', label: '丙' },
  { part: 'total', label: '总学时' },
] as const

export type Reached = ReturnType<typeof attained>

/** What a seat has reached, from the class's records alone. */
export function attained({ seat, read, days, facts }: FoldedSeat, { class: of, plan, policy }: AboutClass) {
  const folded = foldDays(seat, days, read, facts).map((one) => ({ ...one, credited: one.credited?.credited ?? 0 }))
  const studied = {
    id: of.class.id,
    plan: { courses: facts.courses, policy, period: facts.period, taught: plan.taught },
  }
  const { missing, tests, sources } = reachedBy(studied, seat, folded, facts, days)
  const mine = <Row extends { seat: string }>(all: readonly Row[] = []) => all.filter((row) => row.seat === seat)
  const attended = mine(facts.attended)
  const hours = countedHours(
    days.reduce((sum, day) => sum + day.credited, 0),
    sources,
    attended,
    policy,
  )
  return {
    hours,
    online: sumOfHours([hours.own, hours.platform, hours.byHand]),
    complete: missing?.length === 0,
    passed: examined(folded, mine(facts.results)) && tests === 0,
    certificate: mine(facts.certificates).at(-1)?.day,
    offlineDays: new Set(attended.map(({ start }) => dayOf(start))).size,
  }
}
