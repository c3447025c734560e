import { readYuan } from '../../../../shared/claim/money'
import { hoursValue, moneyValue, textValue, type Value, wholeValue } from '../../../../shared/forms/value'
import type { ClassField, classLists } from '../../../../shared/forms/vocabulary'
import { type Filed, methodsText, platformsText, reportText } from '../../../../shared/plan/papers'
import { hoursOf } from '../../../../shared/plan/plan'
import { planType } from '../../../../shared/plan/types'
import { formNames, kindNames, occupationText, onlineName } from '../../../../shared/plan/words'
import type { TrainingClass } from '../../../training/class-of'

type Row<List extends keyof typeof classLists> = Record<keyof (typeof classLists)[List], Value>
type PlanField = Extract<
  ClassField,
  | '职业编码'
  | '课时构成'
  | '课程名称'
  | '培训对象'
  | '计划人数'
  | '培训方式'
  | '平台名称'
  | '教材'
  | '考核方式'
  | '培训成本'
  | '主营业务相关性'
  | '线下地点'
  | '班主任'
  | '班级资金渠道'
  | '单位基本情况'
  | '经营范围'
  | '办学许可证号'
  | '定点目录'
  | '报送日期'
  | '报送版本'
  | '报告标题'
  | '报告正文'
>

export const plannedHours = (courses: readonly { hours?: string | undefined }[]): number =>
  hoursOf(courses.map(({ hours = '' }) => ({ hours })))

/** What the filing of a class says; where it was not filed here, what its plan knows, and the rest empty. */
export function filingValues({ plan }: TrainingClass, filed: Filed | undefined): Record<PlanField, Value> {
  const details = filed?.details
  const text = (words: string | undefined) => textValue(words ?? '')
  const all = plannedHours(plan.courses)
  const part = (of: (course: Filed['details']['courses'][number]) => boolean) =>
    hoursOf(details?.courses.filter(of) ?? [])
  return {
    职业编码: textValue(details ? occupationText(details) : plan.occupation),
    课时构成: textValue(
      details
        ? `${all} 课时（线上 ${part(({ online }) => online)}，线下 ${part(({ online }) => !online)}；理论 ${part(({ kind }) => kind === 'theory')}，实操 ${part(({ kind }) => kind === 'practice')}）`
        : `${all} 课时`,
    ),
    课程名称: textValue(plan.courses.map(({ title }) => title).join('、')),
    培训对象: text(details?.audience),
    计划人数: text(details?.trainees),
    培训方式: text(details && methodsText(details)),
    平台名称: text(details && platformsText(details)),
    教材: text(details?.textbooks),
    考核方式: text(details?.assessment),
    培训成本: costValue(details?.cost ?? ''),
    主营业务相关性: text(details?.relevance),
    线下地点: text(details?.place),
    班主任: text(details && `${details.headTeacher.name} ${details.headTeacher.phone}`.trim()),
    班级资金渠道: text(details?.fund),
    单位基本情况: text(filed?.organisation.about),
    经营范围: text(filed?.organisation.business),
    办学许可证号: text(filed?.organisation.permit),
    定点目录: text(filed?.organisation.catalogue),
    报送日期: text(filed?.filedOn),
    报送版本: filed ? wholeValue(filed.version) : textValue(''),
    报告标题: textValue(`关于开展${details?.title || planType(plan.type)?.name || plan.title}的申请报告`),
    报告正文: text(filed && reportText(filed)),
  }
}

function costValue(typed: string): Value {
  const amount = readYuan(typed)
  return amount === undefined ? textValue(typed) : moneyValue(amount)
}

/** Courses, teachers and timetable as filed; the courses alone where it was not filed here. */
export function filingLists(
  { plan }: TrainingClass,
  filed: Filed | undefined,
): { 培训课程: Row<'培训课程'>[]; 师资: Row<'师资'>[]; 课程表: Row<'课程表'>[] } {
  const { courses = [], platforms = [], teachers = [], timetable = [] } = filed?.details ?? {}
  const platformName = (site: string) => platforms.find((one) => one.site === site)?.name ?? site
  const bare = plan.courses.map(({ title, site, hours = '' }, i) => ({
    序号: wholeValue(i + 1),
    课程: textValue(title),
    平台: textValue(site),
    网址: textValue(''),
    课时: hoursOrEmpty(hours),
    课别: textValue(''),
    授课方式: textValue('线上'),
  }))
  return {
    培训课程: filed
      ? courses.map((course, i) => ({
          序号: wholeValue(i + 1),
          课程: textValue(course.title),
          平台: textValue(course.online ? platformName(course.site) : ''),
          网址: textValue(course.url || course.key),
          课时: hoursOrEmpty(course.hours),
          课别: textValue(kindNames[course.kind]),
          授课方式: textValue(
            [onlineName(course.online), course.online ? formNames[course.form] : ''].join(' ').trim(),
          ),
        }))
      : bare,
    师资: teachers.map((teacher, i) => ({
      序号: wholeValue(i + 1),
      姓名: textValue(teacher.name),
      职称或资格: textValue(teacher.qualification),
      身份证号: textValue(filed?.teacherIds[teacher.id] ?? ''),
      承担课程: textValue(
        courses
          .filter(({ id }) => teacher.courses.includes(id))
          .map(({ title }) => title)
          .join('、'),
      ),
    })),
    课程表: timetable.map((lesson) => ({
      上课日期: textValue(lesson.date),
      授课内容: textValue(lesson.content),
      课时: hoursOrEmpty(lesson.hours),
      开始: textValue(lesson.from),
      结束: textValue(lesson.to),
      地点: textValue(lesson.place),
      教师: textValue(teachers.find(({ id }) => id === lesson.teacher)?.name ?? ''),
      教材及出版社: textValue(lesson.textbook),
    })),
  }
}

const hoursOrEmpty = (hours: string): Value => (/^\d+(\.\d+)?$/.test(hours) ? hoursValue(hours) : textValue(hours))
