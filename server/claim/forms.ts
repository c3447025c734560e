import { dayOf, showDuration, showTime } from '../../shared/calendar/beijing'
import { classHours } from '../../shared/study/hours'
import { reasonOrder, reasons } from '../../shared/study/reasons'
import { type ClassData, creditedIn, type PersonData } from './class-data'
import { scoreSourceText } from './forms/values/person-values'
import { type DayLesson, deductionsIn } from './person-days'
import { type FormSheet, workbook } from './workbook'

const policyLine = ({ trained: { plan } }: ClassData) =>
  `认定规则：${plan.policy.title} 第${plan.policy.version}版，${plan.policy.minutesPerHour} 分钟折 1 学时；${plan.policy.status === 'confirmed' ? '已确认' : '待人社局确认'}。依据：${plan.policy.source}`

const heading = (data: ClassData, title: string): string[] => {
  const { trained } = data
  const { plan } = trained
  return [
    `${trained.name} ${title}`,
    `单位：${trained.organisationName}    工种及等级：${plan.occupation} ${plan.level}    培训期：${plan.period.from} 至 ${plan.period.to}`,
    policyLine(data),
  ]
}

const hours = (data: ClassData, credited: number) => Number(classHours(credited, data.trained.plan.policy))

/** 学员名册 with full ID numbers: the only file that holds them. */
export const rosterForm = (data: ClassData): Promise<Uint8Array> =>
  workbook([
    {
      name: '学员名册',
      heading: heading(data, '学员名册'),
      columns: [
        { title: '序号', width: 6 },
        { title: '参训编号', width: 10 },
        { title: '姓名', width: 16 },
        { title: '身份证号', width: 22, text: true },
        { title: '有效时长', width: 14 },
        { title: '折算学时', width: 10, decimals: true },
        { title: '平台进度', width: 26 },
        { title: '测试成绩', width: 22 },
        { title: '平台账号核对', width: 18 },
        { title: '本人签字', width: 14 },
        { title: '备注', width: 18 },
      ],
      rows: data.people.map(({ row, idNumber, credited, learner }, i) => [
        i + 1,
        row.number,
        row.name,
        idNumber,
        showDuration(credited),
        hours(data, credited),
        platformText(row),
        scoreText(row),
        learnerText(learner),
        '',
        row.left ? `${row.left.how} ${dayOf(row.left.at)}` : '',
      ]),
      footing: [
        '有效时长由本软件采集（甲）；平台进度为平台页面所示，两者互不换算。',
        '经办人：            负责人：            （单位盖章）            年    月    日',
      ],
    },
  ])

const platformText = ({ courses }: PersonData['row']): string =>
  courses
    .flatMap(({ title, platform }) =>
      platform
        ? [`${title}：${[platform.progress, platform.finished ? '已完成' : undefined].filter(Boolean).join(' ')}`]
        : [],
    )
    .join('；')

const scoreText = ({ courses }: PersonData['row']): string =>
  courses
    .flatMap(({ title, score }) =>
      score ? [`${title}：${score.value}${score.max ? `/${score.max}` : ''}${passText(score.pass)}`] : [],
    )
    .join('；')

const learnerText = ({ match, mismatch, unknown }: PersonData['learner']): string =>
  mismatch > 0 ? `不符 ${mismatch} 次` : match > 0 ? '相符' : unknown > 0 ? '页面未显示账号' : ''

const passText = (pass: boolean | undefined): string => (pass === undefined ? '' : pass ? ' 合格' : ' 不合格')

const SOURCES = { 乙: '平台记录（乙）', 丙: '人工补录（丙）' }

/** 学习记录: by person, by day and lesson, and every deduction by reason. */
export function studyForm(data: ClassData): Promise<Uint8Array> {
  const lost = data.people.map(({ days }) => deductionsIn(days))
  const used = reasonOrder.filter((reason) => lost.some((one) => (one.get(reason) ?? 0) > 0))
  const others = (['乙', '丙'] as const).filter((source) =>
    data.people.some(({ row }) => (row.sources?.[source].stated ?? 0) > 0),
  )
  const inRoom = data.people.some(({ row }) => row.offline !== undefined)
  const sum: FormSheet = {
    name: '学时汇总',
    heading: heading(data, '学习记录：学时汇总'),
    columns: [
      { title: '参训编号', width: 10 },
      { title: '姓名', width: 16 },
      { title: '有效时长（秒）', width: 14 },
      { title: '有效时长', width: 14 },
      { title: '折算学时', width: 10, decimals: true },
      ...(inRoom ? [{ title: '线下学时', width: 10, decimals: true } as const] : []),
      ...data.trained.plan.courses.map(({ title }) => ({ title: `${title}（有效）`, width: 20 })),
      ...used.map((reason) => ({ title: `不计入：${reasons[reason].label}`, width: 18 })),
      ...others.flatMap((source) => [
        { title: `${SOURCES[source]}载明`, width: 20 },
        { title: `${SOURCES[source]}计入`, width: 20 },
      ]),
      { title: '结业还缺', width: 48 },
    ],
    rows: data.people.map(({ row, credited, days }, i) => {
      return [
        row.number,
        row.name,
        Math.floor(credited / 1000),
        showDuration(credited),
        hours(data, credited),
        ...(inRoom ? [Number(row.offline ?? 0)] : []),
        ...data.trained.plan.courses.map(({ key }) => showDuration(creditedIn({ days }, key))),
        ...used.map((reason) => showDuration(lost[i]?.get(reason) ?? 0)),
        ...others.flatMap((source) => [
          showDuration(row.sources?.[source].stated ?? 0),
          showDuration(row.sources?.[source].counted ?? 0),
        ]),
        row.missing?.join('；') ?? '',
      ]
    }),
  }
  const detail: FormSheet = {
    name: '逐日明细',
    heading: heading(data, '学习记录：逐日明细'),
    columns: [
      { title: '参训编号', width: 10 },
      { title: '姓名', width: 16 },
      { title: '日期', width: 12 },
      { title: '课程', width: 26 },
      { title: '课节', width: 32 },
      { title: '起', width: 18 },
      { title: '止', width: 18 },
      { title: '有效时长', width: 12 },
      { title: '不计入时长（原因）', width: 40 },
    ],
    rows: data.people.flatMap(({ row, days }) =>
      days.flatMap(({ day, lessons }) => lessons.map((lesson) => lessonRow(row, day, lesson))),
    ),
  }
  return workbook([sum, detail])
}

function lessonRow(
  { number, name }: PersonData['row'],
  day: string,
  { course, lesson, from, to, credited, deductions }: DayLesson,
): (string | number)[] {
  const deducted = reasonOrder.flatMap((reason) => {
    const ms = deductions[reason] ?? 0
    return ms > 0 ? [`${reasons[reason].label} ${showDuration(ms)}`] : []
  })
  const times = [showTime(from), showTime(to), showDuration(credited)]
  return [number, name, day, course, lesson, ...times, deducted.join('；')]
}

/** 考核成绩: every score as shown, each attempt on its own line. */
export const scoresForm = (data: ClassData): Promise<Uint8Array> =>
  workbook([
    {
      name: '考核成绩',
      heading: heading(data, '考核成绩表'),
      columns: [
        { title: '参训编号', width: 10 },
        { title: '姓名', width: 16 },
        { title: '课程', width: 30 },
        { title: '成绩', width: 10 },
        { title: '总分', width: 10 },
        { title: '结果', width: 10 },
        { title: '第几次', width: 8 },
        { title: '来源', width: 14 },
        { title: '记录时间', width: 18 },
      ],
      rows: data.people.flatMap(({ row, days }) =>
        days.flatMap(({ folded }) =>
          folded.courses.flatMap(({ title, scores }) =>
            scores.map((score) => [
              row.number,
              row.name,
              title,
              score.value,
              score.max ?? '',
              passText(score.pass).trim(),
              score.attempt ?? '',
              scoreSourceText(score.source),
              showTime(score.at),
            ]),
          ),
        ),
      ),
    },
  ])
