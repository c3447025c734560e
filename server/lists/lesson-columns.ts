import {
  type AbsenceRow,
  type LessonRow,
  lessonForms,
  type RetrainingRow,
  retrainingWords,
} from '../../shared/api/lessons'
import { dayOf, showClock, showTime } from '../../shared/calendar/beijing'
import type { TaughtLesson } from '../lessons/teaching-log'
import type { Column } from './columns'

const clock = (ms: number): string => showClock(ms).slice(0, 5)

export const lessonColumns: readonly Column<LessonRow>[] = [
  { id: 'from', title: '日期', width: 12, value: ({ from }) => dayOf(from) },
  { id: 'time', title: '时间', width: 14, value: ({ from, to }) => `${clock(from)}-${clock(to)}` },
  { id: 'course', title: '课程', width: 26, value: ({ courseTitle }) => courseTitle },
  { id: 'content', title: '内容', width: 30, value: ({ content }) => content },
  {
    id: 'form',
    title: '方式',
    width: 12,
    value: ({ form, practice }) => `${lessonForms[form]}${practice ? '实训' : ''}`,
  },
  { id: 'hours', title: '课时', width: 8, value: ({ hours }) => Number(hours) },
  { id: 'teacher', title: '教师', width: 14, value: ({ teacher }) => teacher },
  { id: 'place', title: '地点（平台）', width: 22, value: ({ place }) => place },
  { id: 'expected', title: '应到', width: 8, value: ({ expected }) => expected },
  { id: 'present', title: '实到', width: 8, value: ({ present, open }) => present + open },
  { id: 'leave', title: '请假', width: 8, value: ({ leave }) => leave },
  { id: 'absent', title: '缺勤', width: 8, value: ({ absent }) => absent },
  {
    id: 'remark',
    title: '备注',
    width: 30,
    value: ({ cancelled, remark }) => (cancelled === undefined ? remark : `已取消：${cancelled}`),
  },
]

export const absenceColumns: readonly Column<AbsenceRow>[] = [
  { id: 'from', title: '上课时间', width: 18, value: ({ from }) => showTime(from) },
  { id: 'number', title: '参训编号', width: 10, value: ({ number }) => number },
  { id: 'name', title: '姓名', width: 14, value: ({ name }) => name },
  { id: 'content', title: '内容', width: 30, value: ({ content }) => content },
  { id: 'hours', title: '课时', width: 8, value: ({ hours }) => Number(hours) },
  { id: 'leave', title: '请假', width: 30, value: ({ leave }) => leave?.reason ?? '' },
  { id: 'madeUp', title: '补学', width: 30, value: ({ madeUp }) => madeUp?.reason ?? '' },
]

export const retrainingColumns: readonly Column<RetrainingRow>[] = [
  { id: 'number', title: '参训编号', width: 10, value: ({ number }) => number },
  { id: 'name', title: '姓名', width: 14, value: ({ name }) => name },
  { id: 'kind', title: '提醒', width: 26, value: ({ kind }) => retrainingWords[kind] },
  { id: 'class', title: '另一个培训班', width: 30, value: ({ className }) => className },
  {
    id: 'occupation',
    title: '职业（工种）及等级',
    width: 30,
    value: ({ occupation, level }) => `${occupation} ${level}`,
  },
  { id: 'period', title: '培训期', width: 26, value: ({ from, to }) => `${from} 至 ${to}` },
]

const forms = { ...lessonForms, recorded: '录播' } as const

export const taughtColumns: readonly Column<TaughtLesson>[] = [
  { id: 'from', title: '日期', width: 24, value: ({ from, to }) => (from === to ? from : `${from} 至 ${to}`) },
  { id: 'hours', title: '时间', width: 14, value: ({ hours }) => hours },
  { id: 'course', title: '课程', width: 26, value: ({ course }) => course },
  { id: 'content', title: '授课内容', width: 36, value: ({ content }) => content },
  {
    id: 'classHours',
    title: '课时',
    width: 8,
    value: ({ classHours }) => (classHours === '' ? '' : Number(classHours)),
  },
  {
    id: 'form',
    title: '授课方式',
    width: 12,
    value: ({ form, practice }) => `${forms[form]}${practice ? '实训' : ''}`,
  },
  { id: 'teacher', title: '教师', width: 14, value: ({ teacher }) => teacher },
  { id: 'place', title: '平台（地点）', width: 22, value: ({ place }) => place },
  { id: 'expected', title: '应到', width: 8, value: ({ expected }) => expected },
  { id: 'present', title: '实到', width: 8, value: ({ present }) => present },
  {
    id: 'absent',
    title: '缺勤',
    width: 30,
    value: ({ absent }) => absent.map(({ number, name }) => `${number} ${name}`).join('、'),
  },
  { id: 'video', title: '视频', width: 30, value: ({ video }) => video },
  { id: 'remark', title: '备注', width: 30, value: ({ remark }) => remark },
]
