import type { InferOutput } from 'valibot'
import type {
  AbsenceRow,
  AttendeeRow,
  LessonPlan,
  LessonRow,
  MyLesson,
  RetrainingRow,
  taughtRow,
} from '../../../shared/api/lessons'
import { at, hex } from './instants'

const HOUR = 3_600_000
const base = {
  ...{ class: 'class-1', className: '2026 年第 3 期 电工（中级）', recording: '', remark: '' },
  ...{ open: 0, leave: 0, absent: 0, unmarked: false, outside: false, early: 0, changes: 0, expected: 24, present: 24 },
}
export const lessons: LessonRow[] = [
  {
    ...base,
    ...{ id: 'lesson-1', form: 'live', practice: false, course: 'c-1', courseTitle: '电工基础' },
    ...{ content: '第一讲 直流电路', teacher: '王建国', place: '腾讯会议', from: at(8), to: at(8) + 2 * HOUR },
    ...{ hours: '2', present: 22, leave: 1, absent: 1, recording: '会议 412-335-901 的云录制' },
  },
  {
    ...base,
    ...{ id: 'lesson-2', form: 'offline', practice: true, course: 'c-3', courseTitle: '电工实训' },
    ...{ content: '照明线路安装', teacher: '赵铁柱', place: '一号实训室', from: at(13), to: at(13) + 3 * HOUR },
    ...{ hours: '4', present: 20, open: 3, absent: 1, early: 2, changes: 1 },
  },
  {
    ...base,
    ...{ id: 'lesson-3', form: 'offline', practice: true, course: 'c-3', courseTitle: '电工实训' },
    ...{ content: '电动机控制线路', teacher: '赵铁柱', place: '一号实训室', from: at(13) + 48 * HOUR },
    ...{ to: at(13) + 51 * HOUR, hours: '4', present: 0, unmarked: true },
  },
  {
    ...base,
    ...{ id: 'lesson-4', form: 'offline', practice: true, course: 'c-3', courseTitle: '电工实训', unmarked: true },
    ...{ content: '接地电阻测量', teacher: '赵铁柱', place: '一号实训室', from: at(9) - 24 * HOUR },
    ...{ to: at(9) - 22 * HOUR, hours: '2', present: 0, cancelled: '停电' },
  },
]

export const plan: LessonPlan = {
  courses: [
    {
      ...{ key: 'c-1', title: '电工基础', hours: '24', practice: false, online: true, live: true },
      ...{ held: '2', coming: '0', lessons: 1 },
    },
    {
      ...{ key: 'c-2', title: '安全生产与职业道德', hours: '8', practice: false, online: true, live: false },
      ...{ held: '0', coming: '0', lessons: 0 },
    },
    {
      ...{ key: 'c-3', title: '电工实训', hours: '16', practice: true, online: false, live: false },
      ...{ held: '4', coming: '4', lessons: 2 },
    },
  ],
  teachers: ['王建国', '赵铁柱'],
  places: ['一号实训室', '腾讯会议'],
  waiting: 3,
  practiceDue: 7,
  notes: [
    '“电工基础”计划 24 课时，已安排 2 课时，少 22 课时',
    '“电工实训”计划 16 课时，已安排 8 课时，少 8 课时',
    '2026-11-22 的“照明线路安装”有 2 人在线上理论完成之前参加实训，按规则不计入',
  ],
}

const attendee = (n: number, name: string, rest: Partial<AttendeeRow>): AttendeeRow => ({
  ...{ seat: `seat-${n}`, number: String(n).padStart(3, '0'), name, state: 'unmarked' },
  ...{ leave: false, madeUp: false, early: false },
  ...rest,
})
export const people: AttendeeRow[] = [
  attendee(1, '王晓明', { state: 'present', how: 'code', from: at(12, 55), to: at(16, 2) }),
  attendee(2, '李𠮷', { state: 'open', how: 'code', from: at(13, 1) }),
  attendee(3, '李强', { state: 'present', how: 'sheet', from: at(13), to: at(16), evidence: hex(7, 64), early: true }),
  attendee(4, '孙丽', { state: 'absent', how: 'roll', leave: true, madeUp: true }),
  attendee(5, '赵未到', {}),
]

export const absences: AbsenceRow[] = [
  {
    ...{ seat: 'seat-4', number: '004', name: '孙丽', lesson: 'lesson-2', content: '照明线路安装', from: at(13) },
    ...{ hours: '4', coming: false, leave: { reason: '住院', by: '王老师', at: at(8) } },
    madeUp: { reason: '2026-11-25 照明线路安装（补课）', lesson: 'lesson-5', at: at(9) },
  },
  {
    ...{ seat: 'seat-5', number: '005', name: '赵未到', lesson: 'lesson-1', content: '第一讲 直流电路', from: at(8) },
    ...{ hours: '2', coming: false },
  },
  {
    ...{ seat: 'seat-3', number: '003', name: '李强', lesson: 'lesson-3', content: '电动机控制线路' },
    ...{ from: at(13) + 48 * HOUR, hours: '4', coming: true, leave: { reason: '出差', by: '王老师', at: at(9) } },
  },
]

export const retraining: RetrainingRow[] = [
  {
    ...{ seat: 'seat-1', number: '001', name: '王晓明', kind: 'same', otherSeat: 'seat-91' },
    ...{ className: '2025 年第 2 期 电工（中级）', occupation: '电工', level: '四级/中级工' },
    ...{ from: '2025-05-06', to: '2025-07-01' },
  },
  {
    ...{ seat: 'seat-3', number: '003', name: '李强', kind: 'year', otherSeat: 'seat-92' },
    ...{ className: '2026 年第 1 期 焊工', occupation: '焊工', level: '五级/初级工' },
    ...{ from: '2026-03-01', to: '2026-04-30' },
  },
]

export const log: InferOutput<typeof taughtRow>[] = [
  {
    ...{
      from: '2026-11-02',
      to: '2026-11-22',
      hours: '',
      course: '安全生产与职业道德',
      content: '安全生产法、职业道德',
    },
    ...{ classHours: '8', form: 'recorded', practice: false, teacher: '王建国', place: '中国职业培训在线' },
    ...{ expected: 24, present: 20, video: '平台承诺保存', remark: '' },
    absent: ['孙丽', '赵未到', '李强', '周涛'].map((name, i) => ({ number: `00${i + 4}`, name })),
  },
  {
    ...{ from: '2026-11-22', to: '2026-11-22', hours: '08:00-10:00', course: '电工基础', content: '第一讲 直流电路' },
    ...{
      classHours: '2',
      form: 'live',
      practice: false,
      teacher: '王建国',
      place: '腾讯会议',
      expected: 24,
      present: 22,
    },
    ...{
      video: '',
      remark: '请假：孙丽',
      absent: [
        { number: '004', name: '孙丽' },
        { number: '005', name: '赵未到' },
      ],
    },
  },
  {
    ...{ from: '2026-11-22', to: '2026-11-22', hours: '13:00-16:00', course: '电工实训', content: '照明线路安装' },
    ...{ classHours: '4', form: 'offline', practice: true, teacher: '赵铁柱', place: '一号实训室', expected: 24 },
    ...{ present: 23, video: '', remark: '', absent: [{ number: '005', name: '赵未到' }] },
  },
]

export const mine: MyLesson[] = [
  {
    ...{ id: 'lesson-2', content: '照明线路安装', teacher: '赵铁柱', place: '一号实训室', form: 'offline' },
    ...{ from: at(13), to: at(13) + 3 * HOUR, open: true, in: at(12, 55) },
  },
  {
    ...{ id: 'lesson-3', content: '电动机控制线路', teacher: '赵铁柱', place: '一号实训室', form: 'offline' },
    ...{ from: at(13) + 48 * HOUR, to: at(13) + 51 * HOUR, open: false },
  },
]
