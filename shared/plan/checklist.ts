import { readCreditCode } from '../people/credit-code'
import { columnWords } from '../study/columns'
import { HOURS, hoursOf, MONEY, OCCUPATION_CODE, type PlanDetails } from './plan'
import type { OrganisationProfile } from './profile'
import { planType } from './types'
import { type FilerKind, planWords, platformPapers } from './words'

/** Parts of the plan's form, and the two other places where something may be missing. */
export type Section =
  | 'basis'
  | 'people'
  | 'time'
  | 'platforms'
  | 'courses'
  | 'teachers'
  | 'timetable'
  | 'teaching'
  | 'policy'
  | 'attachments'
  | 'roster'
  | 'organisation'

export interface Missing {
  section: Section
  /** The field in it: a name, or a row's id and a name. */
  field: string
  message: string
  /** Filing goes on in spite of it. */
  warning?: true
}

export interface Checked {
  type: string
  details: PlanDetails
  organisation: { kind: FilerKind; name: string; creditCode?: string | undefined; profile: OrganisationProfile }
  /** People of the attached roster. */
  people: number
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** What is still missing or wrong before a plan can be filed, each a sentence that says what to do. Empty: it can. */
export function checkPlan({ type, details, organisation, people }: Checked): Missing[] {
  const found: Missing[] = []
  const ask = (section: Section, field: string, bad: boolean, message: string) => {
    if (bad) found.push({ section, field, message })
  }
  const { kind } = organisation
  const words = planWords[kind]
  const empty = (text: string) => text.trim() === ''
  const days = details.period

  ask('basis', 'title', empty(details.title), `请填写${words.plan}名称`)
  ask('basis', 'name', empty(details.occupation.name), '请填写培训工种（职业）名称')
  ask(
    'basis',
    'code',
    !empty(details.occupation.code) && !OCCUPATION_CODE.test(details.occupation.code),
    '职业编码的格式是 4-10-01-02，请对照职业分类大典',
  )
  ask('basis', 'level', empty(details.level), '请选择培训等级')
  ask('people', 'audience', empty(details.audience), '请填写培训对象')
  ask('people', 'trainees', !/^[1-9]\d{0,5}$/.test(details.trainees), '请填写培训人数（整数）')
  ask('people', 'methods', details.methods.length === 0, '请选择培训方式')
  if (kind === 'enterprise') {
    ask('people', 'relevance', empty(details.relevance), '请说明培训内容与本企业生产经营和主营业务的关系')
    ask('people', 'cost', !MONEY.test(details.cost), '请填写培训成本（元）')
  } else
    ask(
      'people',
      'headTeacher',
      empty(details.headTeacher.name) || empty(details.headTeacher.phone),
      '请填写班主任及电话',
    )
  ask('time', 'from', !isDay(days.from), '请填写培训开始日期')
  ask('time', 'to', !isDay(days.to), '请填写培训结束日期')
  ask('time', 'to', isDay(days.from) && isDay(days.to) && days.to < days.from, '培训结束日期早于开始日期，请改正')

  const online = details.courses.filter((course) => course.online)
  ask(
    'time',
    'place',
    details.courses.some((course) => !course.online) && empty(details.place),
    '有线下课程，请填写培训地点',
  )
  ask('platforms', '', online.length > 0 && details.platforms.length === 0, '有线上课程，请填写所用的培训平台')
  for (const platform of details.platforms) {
    const name = platform.name.trim() || '平台'
    ask('platforms', `${platform.id}.name`, empty(platform.name), '请填写平台名称')
    ask('platforms', `${platform.id}.url`, hostOf(platform.url) === undefined, `请填写${name}的网址`)
    ask(
      'platforms',
      `${platform.id}.attachment`,
      platform.kind !== 'recommended' && platform.attachment === undefined,
      `请上传${name}的${platformPapers[platform.kind]}`,
    )
  }

  ask('courses', '', details.courses.length === 0, '请填写培训课程')
  const titles = new Set<string>()
  for (const course of details.courses) {
    const title = course.title.trim()
    ask('courses', `${course.id}.title`, title === '', '请填写课程名称')
    ask('courses', `${course.id}.title`, title !== '' && titles.has(title), `课程“${title}”写了两次，请合并`)
    ask('courses', `${course.id}.hours`, !HOURS.test(course.hours), `请填写课程“${title}”的课时`)
    ask('courses', `${course.id}.site`, course.online && empty(course.site), `请选择课程“${title}”所在的平台`)
    titles.add(title)
  }

  ask('teachers', '', details.teachers.length === 0, '请填写授课教师（录播课程填写答疑教师）')
  for (const teacher of details.teachers) {
    ask('teachers', `${teacher.id}.name`, empty(teacher.name), '请填写教师姓名')
    ask(
      'teachers',
      `${teacher.id}.qualification`,
      empty(teacher.qualification),
      `请填写教师${teacher.name}的职称或资格`,
    )
  }
  for (const [i, lesson] of details.timetable.entries()) {
    const row = `课程表第 ${i + 1} 行`
    ask('timetable', `${lesson.id}.date`, !isDay(lesson.date), `${row}：请填写上课日期`)
    ask(
      'timetable',
      `${lesson.id}.date`,
      isDay(lesson.date) && isDay(days.from) && isDay(days.to) && (lesson.date < days.from || lesson.date > days.to),
      `${row}：上课日期不在培训期内`,
    )
    ask('timetable', `${lesson.id}.content`, empty(lesson.content), `${row}：请填写上课内容`)
    ask('timetable', `${lesson.id}.hours`, !HOURS.test(lesson.hours), `${row}：请填写课时`)
    ask(
      'timetable',
      `${lesson.id}.from`,
      !isTime(lesson.from) || !isTime(lesson.to) || lesson.to <= lesson.from,
      `${row}：请填写上课起止时间，如 08:30、10:00`,
    )
  }
  ask('timetable', '', kind === 'institution' && details.timetable.length === 0, '请填写课程表')
  const planned = hoursOf(details.courses)
  const timed = hoursOf(details.timetable)
  if (details.timetable.length > 0 && planned !== timed)
    found.push({
      section: 'timetable',
      field: '',
      message: `课程表合计 ${timed} 课时，课程合计 ${planned} 课时，请核对是否少排`,
      warning: true,
    })
  ask('teaching', 'textbooks', kind === 'institution' && empty(details.textbooks), '请填写教材')
  ask('teaching', 'assessment', empty(details.assessment), '请填写考核方式')
  ask('policy', 'policy', empty(details.policy), '请选择认定规则')
  for (const { column, reason } of details.exceptions ?? [])
    ask('policy', `exceptions.${column}`, empty(reason), `请写明为什么不要求${columnWords[column]}`)

  for (const paper of planType(type)?.papers ?? [])
    ask('attachments', paper.kind, !details.attachments.some((one) => one.kind === paper.kind), `请上传${paper.name}`)
  if (kind === 'institution') {
    ask('roster', '', people === 0, '请上传培训人员名册')
    if (people > 0 && String(people) !== details.trainees)
      found.push({
        section: 'roster',
        field: '',
        message: `名册有 ${people} 人，培训人数填了 ${details.trainees || '空'}，请核对`,
        warning: true,
      })
  }
  return [...found, ...checkOrganisation(organisation)]
}

function checkOrganisation({ kind, creditCode, profile }: Checked['organisation']): Missing[] {
  const what = kind === 'enterprise' ? '企业' : '机构'
  const rows: [string, boolean, string][] = [
    ['creditCode', !creditCode, '请填写统一社会信用代码'],
    ['address', !profile.address, '请填写单位地址'],
    ['legalRepresentative', !profile.legalRepresentative, '请填写法定代表人'],
    ['contact', !profile.contact || !profile.phone, '请填写联系人和电话'],
    ['about', !profile.about, `请填写${what}基本情况`],
    ['account', !profile.account, '请由单位负责人填写收款银行账户'],
    ['licence', !profile.licence, `请上传${kind === 'enterprise' ? '营业执照' : '法人登记证书或营业执照'}`],
    ['permit', kind === 'institution' && !profile.institution?.permit, '请填写办学许可证号'],
    ['catalogue', kind === 'institution' && !profile.institution?.catalogue, '请填写列入定点培训机构目录的文件'],
  ]
  const found = rows
    .filter(([, bad]) => bad)
    .map(([field, , message]): Missing => ({ section: 'organisation', field, message }))
  const warning = creditCode ? readCreditCode(creditCode).warning : undefined
  return warning ? [...found, { section: 'organisation', field: 'creditCode', message: warning, warning: true }] : found
}

/** The host of an address with or without its scheme; undefined when there is none. */
export function hostOf(url: string): string | undefined {
  const text = url.trim().toLowerCase()
  if (text === '' || /\s/.test(text)) return undefined
  const address = /^https?:\/\//.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return undefined
  const { hostname } = new URL(address)
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) ? hostname : undefined
}
