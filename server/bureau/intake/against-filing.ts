import type { Check } from '../../../shared/package/report'
import type { FilingBody } from '../../../shared/plan/filing'
import { canonical } from '../../../shared/record/canonical'
import type { AgreedFiling } from '../register/agreed-filing'
import type { ClassAbout } from './verified'

/** A class of a package, and what the bureau agreed to of its plan. */
export interface Agreed {
  about: ClassAbout
  /** 备案号 as the claim states it; '' where it states none. */
  stated: string
  agreed: AgreedFiling | undefined
}

export const FILING_CHECK = '方案和认定规则与本局同意的一致'

/**
 * Whether plan and 认定规则 of each class are those that the bureau agreed to: what differs contradicts it (`problems`), what is not known here is
 * for somebody to look at (`doubts`).
 */
export function againstFiling(classes: readonly Agreed[]): { check: Check; doubt: Check } {
  const problems: string[] = []
  const doubts: string[] = []
  for (const { about, stated, agreed } of classes) {
    const say = (to: string[], text: string) => to.push(`${about.class.class.name}：${text}`)
    if (!agreed) {
      say(doubts, '本局没有同意过这个方案的备案（开班申请），或备案文件还没有导入')
      continue
    }
    const { filing, decision } = agreed
    for (const text of differences(about, agreed)) say(problems, text)
    for (const text of besides(about, filing)) say(doubts, text)
    if (stated !== '' && decision.number !== '' && stated !== decision.number)
      say(doubts, `申请所写的备案号是 ${stated}，本局意见上是 ${decision.number}`)
  }
  return {
    check: { property: '真实性', title: FILING_CHECK, problems },
    doubt: { property: '真实性', title: '方案和备案', problems: doubts },
  }
}

function differences(
  { class: about, plan, policy, courses, consentDate }: ClassAbout,
  { filing, since }: AgreedFiling,
): string[] {
  const found: string[] = []
  const of = filing.plan
  if (text(policy) !== text(filing.policy)) found.push('认定规则与同意的不同')
  if (plan.occupation !== of.occupation.name)
    found.push(`培训工种是“${plan.occupation}”，同意的是“${of.occupation.name}”`)
  if (plan.level !== of.level) found.push(`等级是“${plan.level}”，同意的是“${of.level}”`)
  const { from, to } = about.class.period
  if (from < of.period.from || to > of.period.to)
    found.push(`培训期 ${from} 至 ${to} 超出同意的 ${of.period.from} 至 ${of.period.to}`)
  // Study before that day does not count, so the day has to be the bureau's own.
  if (policy.consent && consentDate !== undefined && consentDate < since)
    found.push(`写本局 ${consentDate} 同意，本局最早是 ${since} 同意的`)
  const agreed = new Map(agreedCourses(filing).map((course) => [course.title, course]))
  for (const { title, hours } of courses) {
    const known = agreed.get(title)
    if (!known) found.push(`课程“${title}”不在同意的方案里`)
    else if (known.hours !== (hours ?? ''))
      found.push(`课程“${title}”写 ${hours ?? '没有'} 学时，同意的是 ${known.hours || '没有'}`)
  }
  return found
}

function besides({ class: about, plan, courses }: ClassAbout, filing: FilingBody): string[] {
  const found: string[] = []
  const filed = new Map(agreedCourses(filing).map((course) => [course.title, course]))
  for (const { title, key, site, aliases } of courses) {
    const known = filed.get(title)
    if (!known) continue
    if (site !== known.site) found.push(`课程“${title}”在 ${site} 学，备案的是 ${known.site}`)
    const names = [key, ...aliases].filter((one) => ![known.key, title, ...known.aliases].includes(one))
    if (names.length > 0) found.push(`课程“${title}”还认这些名称或编号，备案里没有：${names.join('、')}`)
    const { practice = false, online = true } = plan.taught?.find((one) => one.key === key) ?? {}
    if (practice !== (known.kind === 'practice'))
      found.push(`课程“${title}”按${practice ? '实训' : '理论'}计，备案的是${practice ? '理论' : '实训'}`)
    if (online !== known.online)
      found.push(`课程“${title}”按${online ? '线上' : '线下'}计，备案的是${online ? '线下' : '线上'}`)
  }
  const there = new Set(courses.map(({ title }) => title))
  const without = agreedCourses(filing).filter(({ title }) => !there.has(title))
  if (without.length > 0) found.push(`缺少同意的课程：${without.map(({ title }) => title).join('、')}`)
  if (about.seats.length > filing.plan.trainees)
    found.push(`名册 ${about.seats.length} 人，备案 ${filing.plan.trainees} 人`)
  return found
}

const agreedCourses = ({ plan }: FilingBody) =>
  plan.courses.map((course) => ({ ...course, title: course.title.trim(), hours: course.hours.trim() }))

/** The same whatever order its members stand in. */
const text = (policy: FilingBody['policy']): string => canonical(JSON.parse(JSON.stringify(policy)))
