import * as v from 'valibot'
import { digest } from '../record/fields'
import { columnKeys } from '../study/columns'

/** As somebody typed it, finished or not: a draft is kept whatever it says, `checklist.ts` judges it. */
const typed = (max: number) => v.optional(v.pipe(v.string(), v.maxLength(max)), '')
/** Of a row in a list, so that what refers to it survives a change of its words. */
const rowId = v.pipe(v.string(), v.regex(/^[a-z0-9]{1,32}$/))
const list = <T extends v.GenericSchema>(row: T, max: number) => v.optional(v.pipe(v.array(row), v.maxLength(max)), [])

export const editions = ['1999', '2015', '2022'] as const
/** 自有 / 母公司 / 第三方 / 推荐 (notice 绥人社函〔2020〕31号 三（一）; the attachment of each by Shanghai 2020). */
export const platformKinds = ['own', 'parent', 'third-party', 'recommended'] as const
/** 在线直播、视频录播、实时互动、教师答疑、考核测试 (notice 一（二）), and practice taught in person. */
export const methods = ['live', 'recorded', 'interactive', 'answers', 'tests', 'offline'] as const

export const planPlatform = v.strictObject({
  id: rowId,
  /** Site rule's id, or `any`. */
  site: typed(64),
  name: typed(100),
  url: typed(300),
  kind: v.optional(v.picklist(platformKinds), 'third-party'),
  /** 承诺书 / 所属关系证明 / 合作协议 / 平台检测报告, by kind. */
  attachment: v.optional(digest),
})
export type PlanPlatform = v.InferOutput<typeof planPlatform>

export const planCourse = v.strictObject({
  id: rowId,
  /** The platform's own id of the course, where it is known; the title otherwise. */
  key: typed(300),
  title: typed(300),
  /** Other titles the platform uses for it. */
  aliases: list(v.pipe(v.string(), v.maxLength(300)), 20),
  site: typed(64),
  url: typed(300),
  /** 课时, a decimal. */
  hours: typed(10),
  kind: v.optional(v.picklist(['theory', 'practice']), 'theory'),
  online: v.optional(v.boolean(), true),
  form: v.optional(v.picklist(['recorded', 'live']), 'recorded'),
  /** Titles of its lessons, where the plan names them. */
  lessons: list(v.pipe(v.string(), v.maxLength(300)), 300),
})
export type PlanCourse = v.InferOutput<typeof planCourse>

export const planTeacher = v.strictObject({
  id: rowId,
  name: typed(50),
  /** 职称 / 职业资格 */
  qualification: typed(100),
  /** Ids of the courses. */
  courses: list(rowId, 100),
  /** As screens show it; the number itself lies encrypted beside it and leaves the server only on forms. */
  idMasked: typed(20),
})
export type PlanTeacher = v.InferOutput<typeof planTeacher>

/** A row of the timetable: the nine columns of 湖北 insigma's import, and what online teaching adds. */
export const planLesson = v.strictObject({
  id: rowId,
  date: typed(10),
  /** 课别(上课内容) */
  content: typed(300),
  hours: typed(10),
  from: typed(5),
  to: typed(5),
  /** 上课地点(教室名称) */
  place: typed(100),
  /** Id of the teacher. */
  teacher: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9]{0,32}$/)), ''),
  /** 教材名称及出版社单位 */
  textbook: typed(200),
  /** Id of the course; platform, address, kind and form stand there. */
  course: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9]{0,32}$/)), ''),
})
export type PlanLesson = v.InferOutput<typeof planLesson>

/** One of 签到 / 学习 / 答疑 / 测试 that nobody of the class needs, and why; the bureau agrees to it with the plan. */
export const planException = v.strictObject({ column: v.picklist(columnKeys), reason: typed(200) })
export type PlanException = v.InferOutput<typeof planException>

export const planAttachment = v.strictObject({ kind: v.pipe(v.string(), v.maxLength(40)), hash: digest })

/**
 * `plan.details`: everything a plan says beside its columns in the database, as typed. One row of
 * the table is one version; after filing its details are never written again.
 */
export const planDetails = v.strictObject({
  title: typed(100),
  /** 职业编码: a code means a job only together with the edition of the classification it is from. */
  occupation: v.optional(
    v.strictObject({ code: typed(16), edition: v.optional(v.picklist(editions), '2022'), name: typed(100) }),
    { code: '', edition: '2022', name: '' },
  ),
  level: typed(40),
  /** 培训对象 */
  audience: typed(500),
  /** 培训人数 */
  trainees: typed(6),
  methods: list(v.picklist(methods), methods.length),
  period: v.optional(v.strictObject({ from: typed(10), to: typed(10) }), { from: '', to: '' }),
  platforms: list(planPlatform, 30),
  courses: list(planCourse, 200),
  teachers: list(planTeacher, 100),
  timetable: list(planLesson, 500),
  /** 教材, one a line. */
  textbooks: typed(2000),
  /** 考核方式 */
  assessment: typed(1000),
  /** 培训成本, yuan, a decimal. */
  cost: typed(12),
  /** 主营业务相关性说明 */
  relevance: typed(2000),
  /** 培训地点 of what is taught in person. */
  place: typed(200),
  headTeacher: v.optional(v.strictObject({ name: typed(50), phone: typed(30) }), { name: '', phone: '' }),
  /** 补贴资金渠道 */
  fund: typed(100),
  /** Modules of an entrepreneurship training, by `types.ts`. */
  modules: list(v.pipe(v.string(), v.maxLength(40)), 20),
  attachments: list(planAttachment, 40),
  /** 申请报告, where it was written; otherwise it is made from the rest. */
  report: typed(8000),
  /** `suihua-2020-31@2`: the set of rules frozen at filing. */
  policy: typed(80),
  /** Study counts only from the day of the bureau's consent on. */
  waits: v.optional(v.boolean(), true),
  /** Study counts only on the hosts of `platforms`. */
  onlyPlatforms: v.optional(v.boolean(), false),
  /** Absent: all four columns are asked of everybody. */
  exceptions: v.optional(v.pipe(v.array(planException), v.maxLength(columnKeys.length))),
})
export type PlanDetails = v.InferOutput<typeof planDetails>

export const emptyDetails = (): PlanDetails => v.parse(planDetails, {})

/** 4-10-01-02, of an edition with 工种 4-10-01-02-01. */
export const OCCUPATION_CODE = /^\d-\d{2}-\d{2}-\d{2}(-\d{2})?$/
export const HOURS = /^\d{1,4}(\.\d{1,2})?$/
export const MONEY = /^\d{1,9}(\.\d{1,2})?$/

/** Hours of some courses, rounded to hundredths; what is no number counts nothing. */
export const hoursOf = (courses: readonly Pick<PlanCourse, 'hours'>[]): number =>
  Math.round(courses.reduce((sum, { hours }) => sum + (HOURS.test(hours) ? Number(hours) : 0), 0) * 100) / 100
