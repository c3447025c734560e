import { hoursValue, textValue, type Value, type Values, whenRead, wholeValue } from '../../../../shared/forms/value'
import type { ClassField, classLists } from '../../../../shared/forms/vocabulary'
import type { TaughtLesson } from '../../../lessons/teaching-log'
import type { ClaimClass, ClaimData } from '../../claim-data'
import { claimFieldValues, classRow } from './claim-values'
import { attemptRows, graduationRows } from './exam-values'
import { rosterRows } from './person-values'
import { filingLists, filingValues } from './plan-values'
import { attendanceRows, dayRows, hourRows } from './study-values'

type Row<List extends keyof typeof classLists> = Record<keyof (typeof classLists)[List], Value>

/** Everything the forms of one class of a claim show. */
export function classValues(data: ClaimData, one: ClaimClass): Values {
  const { trained } = one.data
  const asked = new Map(data.people.map((person) => [person.seat, person]))
  const { 序号: _, ...row } = classRow(data, one, 0)
  const policy = trained.plan.policy
  const fields: Record<ClassField, Value> = {
    ...row,
    ...filingValues(trained, one.filed),
    认定规则: textValue(
      `${policy.title} 第${policy.version}版，${policy.minutesPerHour} 分钟折 1 学时；${policy.status === 'confirmed' ? '已确认' : '待人社局确认'}`,
    ),
    规则依据: textValue(policy.source),
  }
  return {
    fields: { ...claimFieldValues(data), ...fields },
    lists: {
      学员: whenRead(() => rosterRows(one, asked)),
      授课: one.teaching.map(taughtRow),
      考勤: whenRead(() => attendanceRows(one.attendance)),
      学时: whenRead(() => hourRows(one.data)),
      明细: whenRead(() => dayRows(one.data)),
      结业: whenRead(() => graduationRows(one, asked)),
      考核: whenRead(() => attemptRows(one, asked)),
      ...filingLists(trained, one.filed),
    },
  }
}

const FORMS = { live: '直播', recorded: '录播', offline: '线下' } as const

const taughtRow = (lesson: TaughtLesson, i: number): Row<'授课'> => ({
  序号: wholeValue(i + 1),
  日期: textValue(lesson.from === lesson.to ? lesson.from : `${lesson.from} 至 ${lesson.to}`),
  时段: textValue(lesson.hours),
  课程: textValue(lesson.course),
  授课内容: textValue(lesson.content),
  课时: /^\d+(\.\d+)?$/.test(lesson.classHours) ? hoursValue(lesson.classHours) : textValue(lesson.classHours),
  授课方式: textValue(FORMS[lesson.form]),
  课别: textValue(lesson.practice ? '实操' : '理论'),
  授课教师: textValue(lesson.teacher),
  地点或平台: textValue(lesson.place),
  应到: wholeValue(lesson.expected),
  实到: wholeValue(lesson.present),
  缺勤名单: textValue(lesson.absent.map(({ number, name }) => `${number} ${name}`).join('、')),
  视频留存: textValue(lesson.video),
  备注: textValue(lesson.remark),
})
