import { columnWords } from '../study/columns'
import { policyKey } from '../study/policies'
import type { Policy } from '../study/policy'
import type { PlanCourse, PlanDetails } from './plan'
import { formNames, kindNames, methodNames, occupationText, onlineName, platformKindNames } from './words'

export interface Compared {
  details: PlanDetails
  policy: Policy
}

/** What makes a difference to hours that were already studied, or only to papers. */
export interface Difference {
  /** `hours`: courses, period and rules, by which study is credited. */
  touches: 'hours' | 'papers'
  text: string
}

const list = (parts: readonly string[]) => (parts.length === 0 ? '（空）' : parts.join('、'))
const shown = (text: string) => (text.trim() === '' ? '（空）' : text.trim())

/** How a later version differs from an earlier one, in words a clerk and a bureau read. Empty: not at all. */
export function comparePlans(before: Compared, after: Compared): Difference[] {
  const [a, b] = [before.details, after.details]
  const found: Difference[] = []
  const say = (touches: Difference['touches'], name: string, from: string, to: string) => {
    if (from !== to) found.push({ touches, text: `${name}：${shown(from)} → ${shown(to)}` })
  }
  say('papers', '名称', a.title, b.title)
  say('papers', '培训工种', occupationText(a), occupationText(b))
  say('papers', '等级', a.level, b.level)
  say('papers', '培训对象', a.audience, b.audience)
  say('papers', '培训人数', a.trainees, b.trainees)
  say(
    'papers',
    '培训方式',
    list(a.methods.map((one) => methodNames[one])),
    list(b.methods.map((one) => methodNames[one])),
  )
  say('hours', '培训开始日期', a.period.from, b.period.from)
  say('hours', '培训结束日期', a.period.to, b.period.to)
  say('papers', '培训地点', a.place, b.place)
  say(
    'papers',
    '班主任',
    `${a.headTeacher.name} ${a.headTeacher.phone}`,
    `${b.headTeacher.name} ${b.headTeacher.phone}`,
  )
  say('papers', '培训平台', platforms(a), platforms(b))
  found.push(...courses(a.courses, b.courses))
  say('papers', '授课教师', teachers(a), teachers(b))
  if (JSON.stringify(a.timetable.map(withoutId)) !== JSON.stringify(b.timetable.map(withoutId)))
    found.push({ touches: 'papers', text: `课程表：${a.timetable.length} 行 → ${b.timetable.length} 行，内容有变动` })
  say('papers', '教材', a.textbooks, b.textbooks)
  say('papers', '考核方式', a.assessment, b.assessment)
  say('papers', '不要求的环节', exceptions(a), exceptions(b))
  say('papers', '培训成本', a.cost, b.cost)
  say('papers', '主营业务相关性', a.relevance, b.relevance)
  say('papers', '资金渠道', a.fund, b.fund)
  say('hours', '认定规则', policyName(before.policy), policyName(after.policy))
  say('hours', '只认定所列平台', agreed(before.policy), agreed(after.policy))
  say('hours', '同意后才计学时', yes(before.policy.consent), yes(after.policy.consent))
  return found
}

function courses(before: readonly PlanCourse[], after: readonly PlanCourse[]): Difference[] {
  const found: Difference[] = []
  const name = (course: PlanCourse) => `课程“${course.title}”`
  for (const course of before)
    if (!after.some(({ id }) => id === course.id))
      found.push({ touches: 'hours', text: `去掉${name(course)}（${course.hours} 课时）` })
  for (const course of after) {
    const old = before.find(({ id }) => id === course.id)
    if (!old) {
      found.push({ touches: 'hours', text: `增加${name(course)}（${course.hours} 课时）` })
      continue
    }
    const say = (touches: Difference['touches'], what: string, from: string, to: string) => {
      if (from !== to) found.push({ touches, text: `${name(old)}${what}：${shown(from)} → ${shown(to)}` })
    }
    say('hours', '名称', old.title, course.title)
    say('hours', '平台上的编号', old.key, course.key)
    say('hours', '平台上的其他名称', list(old.aliases), list(course.aliases))
    say('hours', '所在平台', old.site, course.site)
    say('hours', '课时', old.hours, course.hours)
    say('papers', '网址', old.url, course.url)
    say('papers', '', manner(old), manner(course))
  }
  return found
}

const manner = ({ kind, online, form }: PlanCourse) =>
  [kindNames[kind], onlineName(online), ...(online ? [formNames[form]] : [])].join('、')
const withoutId = ({ id: _, ...row }: PlanDetails['timetable'][number]) => row
const platforms = ({ platforms: all }: PlanDetails) =>
  list(all.map(({ name, kind, url }) => `${name}（${platformKindNames[kind]}，${url}）`))
const exceptions = ({ exceptions: all = [] }: PlanDetails) =>
  list(all.map(({ column, reason }) => `${columnWords[column]}（${reason}）`))
const teachers = ({ teachers: all }: PlanDetails) =>
  list(all.map(({ name, qualification }) => `${name}（${qualification}）`))
const policyName = (policy: Policy) => `${policy.title}（${policyKey(policy)}）`
const agreed = ({ platforms: all }: Policy) => list((all ?? []).map(({ host }) => host))
const yes = (value: boolean | undefined) => (value ? '是' : '否')
