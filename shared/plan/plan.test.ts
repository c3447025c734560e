import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { defaultPolicy, firstDefaultPolicy, policyKey } from '../study/policies'
import { checkPlan, hostOf } from './checklist'
import { comparePlans } from './compare'
import { deadlineRules, deadlinesOf } from './deadlines'
import { nextRun } from './next-run'
import { timetableHeader } from './paper-tables'
import { papersOf } from './papers'
import { emptyDetails, planDetails } from './plan'
import { wholeFiling, wholePlan, wholeProfile } from './plan.fixture'
import { settledCourses, settledPolicy } from './settle'
import { planTypes } from './types'

const messages = (checked: ReturnType<typeof wholeFiling>) => checkPlan(checked).map(({ message }) => message)

describe('the checklist', () => {
  it('finds nothing missing in a whole plan', () => {
    expect(checkPlan(wholeFiling())).toEqual([])
  })

  it('of an empty plan of a firm asks for what the notice and the forms name', () => {
    const all = checkPlan({
      type: 'induction',
      details: emptyDetails(),
      organisation: { kind: 'enterprise', name: '厂', profile: wholeProfile() },
      people: 0,
    })
    expect(all.map(({ section, field }) => `${section}.${field}`)).toEqual(
      expect.arrayContaining([
        ...['basis.title', 'basis.name', 'basis.level', 'people.audience', 'people.trainees', 'people.methods'],
        ...['people.relevance', 'people.cost', 'time.from', 'time.to', 'courses.', 'teachers.', 'teaching.assessment'],
        ...['policy.policy', 'organisation.creditCode'],
      ]),
    )
    expect(all.filter(({ section }) => section === 'roster')).toEqual([])
  })

  it('asks why a column is not needed, and names a change of it', () => {
    const filing = wholeFiling()
    const excepted = (reason: string) => ({
      ...filing.details,
      exceptions: [{ column: 'answers' as const, reason }],
    })
    expect(messages({ ...filing, details: excepted(' ') })).toEqual(['请写明为什么不要求答疑'])
    expect(messages({ ...filing, details: excepted('平台没有答疑') })).toEqual([])
    const policy = defaultPolicy
    expect(comparePlans({ details: filing.details, policy }, { details: excepted('平台没有答疑'), policy })).toEqual([
      { touches: 'papers', text: '不要求的环节：（空） → 答疑（平台没有答疑）' },
    ])
  })

  it('asks an institution for roster, timetable, textbooks and class teacher', () => {
    const { details } = wholeFiling()
    const poor = { ...details, timetable: [], textbooks: '', headTeacher: { name: '', phone: '' } }
    expect(messages({ ...wholeFiling(), details: poor, people: 0 })).toEqual([
      '请填写班主任及电话',
      '请填写课程表',
      '请填写教材',
      '请上传培训人员名册',
    ])
  })

  it('names the row: hours of a course, a day outside the period, the paper of a platform', () => {
    const { details } = wholeFiling()
    const broken = {
      ...details,
      courses: details.courses.map((course) => ({ ...course, hours: '八' })),
      timetable: details.timetable.map((lesson) => ({ ...lesson, date: '2026-01-01' })),
      platforms: details.platforms.map((platform) => ({ ...platform, kind: 'third-party' as const })),
    }
    expect(messages({ ...wholeFiling(), details: broken })).toEqual([
      '请上传中国职业培训在线的合作协议',
      '请填写课程“养老护理员（初级）”的课时',
      '课程表第 1 行：上课日期不在培训期内',
      '课程表合计 24 课时，课程合计 0 课时，请核对是否少排',
    ])
  })

  it('only warns of hours that do not add up, another head count, and a credit code that fails its check', () => {
    const { details, organisation } = wholeFiling()
    const found = checkPlan({
      ...wholeFiling(),
      details: { ...details, timetable: details.timetable.map((lesson) => ({ ...lesson, hours: '8' })) },
      organisation: { ...organisation, creditCode: '91350211M0000XUF46' },
      people: 3,
    })
    expect(found).toHaveLength(3)
    expect(found.every(({ warning }) => warning)).toBe(true)
  })

  it('asks for the agreements of an apprenticeship', () => {
    const { details, organisation } = wholeFiling()
    const asked = checkPlan({
      type: 'apprenticeship',
      details: { ...details, relevance: '主业', cost: '100' },
      organisation: { ...organisation, kind: 'enterprise' },
      people: 0,
    })
    expect(asked.map(({ section }) => section)).toEqual(['attachments', 'attachments'])
  })

  it('takes an address with or without its scheme for a host', () => {
    expect(['http://px.class.com.cn/a?b', 'PX.class.com.cn', '中国职业培训', '', 'a b'].map(hostOf)).toEqual([
      'px.class.com.cn',
      'px.class.com.cn',
      undefined,
      undefined,
      undefined,
    ])
  })
})

it('a type says where its columns come from, or why there are none', () => {
  for (const type of planTypes)
    expect([type.key, Boolean(type.sheet), Boolean(type.unsupported)]).toEqual([
      type.key,
      !type.unsupported,
      !type.sheet,
    ])
  expect(planTypes.filter(({ unsupported }) => unsupported).map(({ name }) => name)).toEqual([
    '企业新型学徒制培训',
    '创业培训',
  ])
})

it('a draft keeps whatever was typed, and nothing else', () => {
  expect(v.parse(planDetails, {})).toEqual(emptyDetails())
  expect(v.parse(planDetails, { ...wholePlan(), trainees: '很多', cost: '约 3 万' })).toMatchObject({
    trainees: '很多',
  })
  expect(v.safeParse(planDetails, { ...wholePlan(), surprise: 1 }).success).toBe(false)
})

describe('what is frozen at filing', () => {
  it('is the chosen set with the agreed platforms and the wait for the consent', () => {
    const policy = settledPolicy({ ...wholePlan(), onlyPlatforms: true })
    expect(policy).toEqual({
      ...defaultPolicy,
      consent: true,
      platforms: [{ name: '中国职业培训在线', host: 'px.class.com.cn' }],
    })
    expect(settledPolicy({ ...wholePlan(), waits: false })).toEqual({ ...defaultPolicy, consent: false })
  })

  it('stays what it was in a later version, unless another set was chosen', () => {
    const older = { ...defaultPolicy, minutesPerHour: 30, consent: true }
    expect(settledPolicy(wholePlan(), older)).toEqual(older)
    const chosen = { ...wholePlan(), policy: policyKey(firstDefaultPolicy) }
    expect(settledPolicy(chosen, older)).toEqual(firstDefaultPolicy)
  })

  it('are the courses by which credit knows them, a key given or not', () => {
    expect(settledCourses(wholePlan())).toEqual([
      {
        key: '养老护理员（初级）',
        site: 'px.class.com.cn',
        title: '养老护理员（初级）',
        aliases: ['养老护理'],
        hours: '24',
      },
    ])
  })
})

it('tells two versions apart in words, and which words touch hours', () => {
  const before = { details: wholePlan(), policy: defaultPolicy }
  expect(comparePlans(before, { details: wholePlan(), policy: defaultPolicy })).toEqual([])
  const [course] = wholePlan().courses
  if (!course) throw new Error('no course')
  const after = {
    ...wholePlan(),
    trainees: '30',
    period: { from: '2026-12-14', to: '2027-02-26' },
    courses: [
      { ...course, hours: '20', aliases: [] },
      { ...course, id: 'c2', title: '安全', hours: '4' },
    ],
  }
  expect(comparePlans(before, { details: after, policy: { ...defaultPolicy, consent: true } })).toEqual([
    { touches: 'papers', text: '培训人数：2 → 30' },
    { touches: 'hours', text: '培训结束日期：2027-01-15 → 2027-02-26' },
    { touches: 'hours', text: '课程“养老护理员（初级）”平台上的其他名称：养老护理 → （空）' },
    { touches: 'hours', text: '课程“养老护理员（初级）”课时：24 → 20' },
    { touches: 'hours', text: '增加课程“安全”（4 课时）' },
    { touches: 'hours', text: '同意后才计学时：否 → 是' },
  ])
})

it('the next run moves every date by as many days and leaves the people out', () => {
  const next = nextRun(wholePlan(), '2027-03-01')
  expect(next.period).toEqual({ from: '2027-03-01', to: '2027-04-02' })
  expect(next.timetable.map(({ date }) => date)).toEqual(['2027-03-01'])
  expect([next.trainees, next.courses, next.policy]).toEqual(['', wholePlan().courses, wholePlan().policy])
})

describe('papers', () => {
  const filed = {
    organisation: {
      ...{ kind: 'institution' as const, name: '示范学校', creditCode: '9', address: 'a', legalRepresentative: 'b' },
      ...{
        contact: 'c',
        phone: '1',
        about: 'd',
        business: 'e',
        bureau: '绥化市人力资源和社会保障局',
        permit: 'p',
        catalogue: 'q',
      },
      account: { holder: '示范学校', bank: '农商行', number: '6222000011112222' },
    },
    type: 'employment',
    details: wholePlan(),
    teacherIds: { t1: '11010519491231002X' },
    roster: [{ name: '王晓明', idNumber: '231202199001011234' }],
    policyTitle: '规则',
    version: 1,
  }

  it('of an institution are 开班申请表, 培训计划, their tables and 培训人员名册', () => {
    expect(papersOf(filed).map(({ title }) => title)).toEqual([
      '线上职业培训开班申请表',
      '培训计划',
      '培训课程',
      '线上培训平台',
      '授课师资',
      '课程表',
      '培训人员名册',
    ])
  })

  it('print what the class does not need with its reason, and no line for it where there is nothing', () => {
    const exceptions = [{ column: 'answers' as const, reason: '平台没有答疑' }]
    const printed = papersOf({ ...filed, details: { ...filed.details, exceptions } })
    expect(JSON.stringify(printed)).toContain('["不要求的环节及原因","答疑：平台没有答疑"]')
    expect(JSON.stringify(papersOf(filed))).not.toContain('不要求的环节')
  })

  it('of a firm begin with 申请报告, addressed to the bureau, and 备案表', () => {
    const papers = papersOf({
      ...filed,
      type: 'induction',
      organisation: { ...filed.organisation, kind: 'enterprise' },
    })
    expect(papers.map(({ title }) => title).slice(0, 2)).toEqual([
      '关于开展养老护理员培训的申请报告',
      '企业职工线上职业培训方案备案表',
    ])
    expect(papers[0]).toMatchObject({ to: '绥化市人力资源和社会保障局：' })
  })

  it('the timetable begins with the nine columns of the import, to the letter', () => {
    expect(timetableHeader.join(' | ')).toBe(
      '上课日期 | 课别(上课内容) | 课时 | 上课开始时间 | 上课结束时间 | 上课地点(教室名称) | 培训教师 | 教师身份证号 | 教材名称及出版社单位',
    )
    const table = papersOf(filed).find(({ title }) => title === '课程表')
    if (table?.kind !== 'table') throw new Error('no timetable')
    expect(table.columns.slice(0, 9).map(({ title }) => title)).toEqual(timetableHeader)
    expect(table.rows[0]?.slice(6, 8)).toEqual(['赵敏', '11010519491231002X'])
    expect(table.rows[0]).toHaveLength(table.columns.length)
  })
})

describe('deadlines', () => {
  const dates = { kind: 'institution' as const, start: '2026-12-14', end: '2027-01-15' }

  it('count working days back from the start and say when a year is without a notice', () => {
    const [file, ...rest] = deadlinesOf(dates, '2026-11-26')
    expect(file).toMatchObject({
      id: 'file',
      due: '2026-11-30',
      left: 2,
      state: 'open',
      confirmed: false,
      tentative: false,
    })
    expect(rest.map(({ id, due, tentative }) => [id, due, tentative])).toEqual([
      ['import', '2027-01-29', true],
      ['claim', '2027-02-15', true],
    ])
  })

  it('are overdue, kept or kept late', () => {
    const at = (more: object, today: string) =>
      deadlinesOf({ ...dates, ...more }, today).find(({ id }) => id === 'file')
    expect(at({}, '2026-12-02')).toMatchObject({ state: 'overdue', left: -2 })
    expect(at({ filed: '2026-11-30' }, '2026-12-02')).toMatchObject({ state: 'done' })
    expect(at({ filed: '2026-12-01' }, '2026-12-02')).toMatchObject({ state: 'late' })
  })

  it('follow what the organisation’s own bureau says', () => {
    const [file] = deadlinesOf(dates, '2026-11-26', undefined, { file: { amount: 5, source: '绥化市 2026 年通知' } })
    expect(file).toMatchObject({ due: '2026-12-07', confirmed: true, source: '绥化市 2026 年通知' })
  })

  it('each have a source and a date', () => {
    for (const rule of deadlineRules)
      expect([rule.id, rule.source !== '', /^\d{4}-\d{2}-\d{2}$/.test(rule.date)]).toEqual([rule.id, true, true])
  })
})
