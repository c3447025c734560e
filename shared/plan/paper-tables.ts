import type { Filed, Paper } from './papers'
import type { PlanDetails } from './plan'
import { formNames, kindNames, onlineName, platformKindNames, platformPapers } from './words'

type Table = Extract<Paper, { kind: 'table' }>

/** 湖北 insigma's import refuses the whole file when any of these differs (found in its public source). */
export const timetableHeader = [
  '上课日期',
  '课别(上课内容)',
  '课时',
  '上课开始时间',
  '上课结束时间',
  '上课地点(教室名称)',
  '培训教师',
  '教师身份证号',
  '教材名称及出版社单位',
] as const

const widths = [12, 30, 7, 13, 13, 20, 12, 22, 30]
const online = ['平台名称', '课程网址', '线上/线下', '理论/实操', '直播/录播']

/** The nine columns of the import, and nothing else. */
export function timetableRows({ details, teacherIds }: Pick<Filed, 'details' | 'teacherIds'>): string[][] {
  return details.timetable.map((lesson) => {
    const teacher = details.teachers.find(({ id }) => id === lesson.teacher)
    return [
      lesson.date,
      lesson.content,
      lesson.hours,
      lesson.from,
      lesson.to,
      lesson.place,
      teacher?.name ?? '',
      (teacher && teacherIds[teacher.id]) ?? '',
      lesson.textbook,
    ]
  })
}

export function timetableTable(filed: Pick<Filed, 'details' | 'teacherIds'>): Table {
  const { courses, platforms, timetable } = filed.details
  const rows = timetableRows(filed)
  return {
    kind: 'table',
    title: '课程表',
    columns: [
      ...timetableHeader.map((title, i) => ({ title, width: widths[i] ?? 12, text: true as const })),
      ...online.map((title) => ({ title, width: title === '课程网址' ? 24 : 11, text: true as const })),
    ],
    rows: timetable.map((lesson, i) => {
      const course = courses.find(({ id }) => id === lesson.course)
      const platform = course && platforms.find(({ site }) => site === course.site)
      const where = course
        ? [
            platform?.name ?? course.site,
            course.url || course.key,
            onlineName(course.online),
            kindNames[course.kind],
            course.online ? formNames[course.form] : '',
          ]
        : ['', '', '', '', '']
      return [...(rows[i] ?? []), ...where]
    }),
    footing: [],
  }
}

export function coursesTable({ courses, platforms }: PlanDetails): Table {
  return {
    kind: 'table',
    title: '培训课程',
    columns: [
      { title: '序号', width: 6 },
      { title: '课程名称', width: 30 },
      { title: '平台名称', width: 20 },
      { title: '课程网址', width: 28, text: true },
      { title: '平台上的编号或其他名称', width: 24, text: true },
      { title: '课时', width: 8 },
      { title: '理论/实操', width: 10 },
      { title: '线上/线下', width: 10 },
      { title: '直播/录播', width: 10 },
    ],
    rows: courses.map((course, i) => [
      String(i + 1),
      course.title,
      course.online ? (platforms.find(({ site }) => site === course.site)?.name ?? course.site) : '',
      course.url,
      [course.key, ...course.aliases].filter((one) => one !== '').join('、'),
      course.hours,
      kindNames[course.kind],
      onlineName(course.online),
      course.online ? formNames[course.form] : '',
    ]),
    footing: [],
  }
}

export function platformsTable({ platforms }: PlanDetails): Table {
  return {
    kind: 'table',
    title: '线上培训平台',
    columns: [
      { title: '平台名称', width: 30 },
      { title: '网址', width: 40, text: true },
      { title: '平台类型', width: 12 },
      { title: '附件', width: 18 },
    ],
    rows: platforms.map(({ name, url, kind, attachment }) => [
      name,
      url,
      platformKindNames[kind],
      attachment ? `${platformPapers[kind]}（${attachment.slice(0, 8)}）` : '',
    ]),
    footing: ['采用第三方培训平台、自有网站的，经当地人社部门同意后组织实施。'],
  }
}

export function teachersTable({
  details: { teachers, courses },
  teacherIds,
}: Pick<Filed, 'details' | 'teacherIds'>): Table {
  return {
    kind: 'table',
    title: '授课师资',
    columns: [
      { title: '序号', width: 6 },
      { title: '姓名', width: 14 },
      { title: '职称或职业资格', width: 30 },
      { title: '身份证号', width: 22, text: true },
      { title: '承担课程', width: 50 },
    ],
    rows: teachers.map((teacher, i) => [
      String(i + 1),
      teacher.name,
      teacher.qualification,
      teacherIds[teacher.id] ?? '',
      courses
        .filter(({ id }) => teacher.courses.includes(id))
        .map(({ title }) => title)
        .join('、'),
    ]),
    footing: [],
  }
}

export function rosterTable(roster: Filed['roster']): Table {
  return {
    kind: 'table',
    title: '培训人员名册',
    columns: [
      { title: '序号', width: 6 },
      { title: '姓名', width: 16 },
      { title: '身份证号', width: 24, text: true },
      { title: '备注', width: 30 },
    ],
    rows: roster.map(({ name, idNumber }, i) => [String(i + 1), name, idNumber, '']),
    footing: [`共 ${roster.length} 人。人员类别、联系电话等栏目见所附名册原件。`],
  }
}
