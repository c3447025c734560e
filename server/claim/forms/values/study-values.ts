import type { AttendanceRow } from '../../../../shared/api'
import { showClock, showDuration, showTime } from '../../../../shared/calendar/beijing'
import { hoursValue, textValue, type Value, wholeValue } from '../../../../shared/forms/value'
import type { classLists } from '../../../../shared/forms/vocabulary'
import { classHours } from '../../../../shared/study/hours'
import { reasonOrder, reasons } from '../../../../shared/study/reasons'
import { methodWords } from '../../attendance-workbook'
import { type ClassData, creditedIn } from '../../class-data'
import { deductionsIn } from '../../person-days'

type Row<List extends keyof typeof classLists> = Record<keyof (typeof classLists)[List], Value>

/** 签到考勤, Beijing time, one row after the other. */
export function* attendanceRows(rows: Iterable<AttendanceRow>): Generator<Row<'考勤'>> {
  for (const row of rows)
    yield {
      日期: textValue(row.day),
      参训编号: textValue(row.number),
      姓名: textValue(row.name),
      签到: textValue(row.in === undefined ? '' : showClock(row.in)),
      签退: textValue(
        [row.out === undefined ? '' : showClock(row.out), row.open > 0 ? `未签退 ${row.open} 次` : '']
          .filter(Boolean)
          .join('；'),
      ),
      签到方式: textValue(row.method ? methodWords[row.method] : ''),
      签到次数: wholeValue(row.signIns),
      设备: textValue(row.method === 'phone' ? '手机' : row.device.slice(0, 8)),
      二次确认: textValue(
        row.confirmed === row.signIns ? '已确认' : row.confirmed > 0 ? `确认 ${row.confirmed} 次` : '未确认',
      ),
    }
}

/** 学时汇总: by person, the three sources and what was attended in a room apart, and every deduction by reason. */
export function* hourRows(data: ClassData): Generator<Row<'学时'>> {
  for (const { row, credited, days } of data.people) {
    const { policy, courses } = data.trained.plan
    const deductions = deductionsIn(days)
    const lost = reasonOrder.map((reason) => ({ reason, ms: deductions.get(reason) ?? 0 }))
    const source = (one: '乙' | '丙') => {
      const { stated, counted } = row.sources?.[one] ?? { stated: 0, counted: 0 }
      return textValue(stated === 0 ? '' : `载明 ${showDuration(stated)}，计入 ${showDuration(counted)}`)
    }
    yield {
      参训编号: textValue(row.number),
      姓名: textValue(row.name),
      有效时长: textValue(showDuration(credited)),
      折算学时: hoursValue(classHours(credited, policy)),
      线下学时: row.offline === undefined ? textValue('') : hoursValue(row.offline),
      课程学时: textValue(
        courses.map(({ key, title }) => `${title} ${classHours(creditedIn({ days }, key), policy)}`).join('；'),
      ),
      不计入时长: textValue(showDuration(lost.reduce((total, { ms }) => total + ms, 0))),
      不计入原因: textValue(lostText(lost)),
      平台记录: source('乙'),
      人工补录: source('丙'),
      结业还缺: textValue(row.missing?.join('；') ?? ''),
    }
  }
}

/** 逐日明细: each lesson of each day, one person after the other: it may have tens of thousands of rows. */
export function* dayRows(data: ClassData): Generator<Row<'明细'>> {
  for (const { row, days } of data.people)
    for (const { day, lessons } of days)
      for (const { course, lesson, from, to, credited, deductions } of lessons)
        yield {
          参训编号: textValue(row.number),
          姓名: textValue(row.name),
          日期: textValue(day),
          课程: textValue(course),
          课节: textValue(lesson),
          起: textValue(showTime(from)),
          止: textValue(showTime(to)),
          有效时长: textValue(showDuration(credited)),
          不计入原因: textValue(lostText(reasonOrder.map((reason) => ({ reason, ms: deductions[reason] ?? 0 })))),
        }
}

const lostText = (lost: readonly { reason: keyof typeof reasons; ms: number }[]): string =>
  lost
    .filter(({ ms }) => ms > 0)
    .map(({ reason, ms }) => `${reasons[reason].label} ${showDuration(ms)}`)
    .join('；')
