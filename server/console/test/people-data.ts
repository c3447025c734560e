import type { AppealDetail, AppealRow, AttendanceRow, DeviceRow, PersonLink, PhonePage } from '../../../shared/api'
import { roster } from './data'
import { at, hex, MINUTE } from './instants'
import { seatDetail } from './seat-data'

const yesterday = (hours: number, minutes = 0) => at(hours - 24, minutes)
const person = (i: number) => ({ seat: `seat-${i}`, number: roster[i]?.number ?? '', name: roster[i]?.name ?? '' })

export const appeals: AppealRow[] = [
  {
    id: hex(31, 32),
    ...person(3),
    class: 'class-1',
    how: 'device',
    at: at(12, 3),
    receivedAt: at(12, 4),
    about: { kind: 'deduction', from: at(9, 41), to: at(9, 56), reason: 'hidden' },
    text: '当时接了一个电话，视频一直在副屏上放着。',
    state: 'open',
    picture: hex(12, 64),
    decisions: [],
  },
  {
    id: hex(32, 32),
    ...person(6),
    class: 'class-1',
    how: 'phone',
    at: at(11, 20),
    receivedAt: at(11, 20),
    about: { kind: 'missing', from: yesterday(19, 0), to: yesterday(19, 40), course: '安全生产与职业道德' },
    text: '昨晚在家学了四十分钟，那台电脑没有装扩展。',
    state: 'open',
    decisions: [],
  },
  {
    id: hex(33, 32),
    ...person(9),
    class: 'class-1',
    how: 'device',
    at: yesterday(15, 2),
    receivedAt: yesterday(15, 2),
    about: { kind: 'deduction', from: yesterday(14, 0), to: yesterday(14, 20), reason: 'rate' },
    text: '没有开倍速。',
    state: 'partly',
    reason: '前十分钟经核对平台记录属实',
    decidedAt: at(8, 30),
    from: yesterday(14, 0),
    to: yesterday(14, 10),
    decisions: [
      { outcome: 'rejected', reason: '记录显示 2 倍速', by: '刘敏', at: yesterday(16, 0) },
      {
        outcome: 'partly',
        reason: '前十分钟经核对平台记录属实',
        evidence: hex(14, 64),
        from: yesterday(14, 0),
        to: yesterday(14, 10),
        by: '刘敏',
        at: at(8, 30),
      },
    ],
  },
]

export function appealDetail(appeal: AppealRow): AppealDetail {
  const row = roster[3]
  const { days, events } = row ? seatDetail(row) : { days: [], events: [] }
  return {
    appeal,
    className: '2026 年第 3 期 电工（中级）',
    courses: [
      { key: 'dg-1', title: '电工基础' },
      { key: 'aq-1', title: '安全生产与职业道德' },
    ],
    byHandCounts: false,
    days: appeal.about.kind === 'missing' ? [] : days.slice(-1),
    events: events.slice(-3),
  }
}

export const devices: DeviceRow[] = [
  {
    device: hex(5, 32),
    firstAt: yesterday(8, 1),
    lastAt: at(16, 40),
    people: [
      { ...person(1), className: '2026 年第 3 期 电工（中级）', devices: 1 },
      { ...person(3), className: '2026 年第 3 期 电工（中级）', devices: 2 },
      { ...person(4), className: '2026 年第 2 期 焊工（初级）', devices: 1 },
    ],
    state: 'approved',
    decidedAt: yesterday(9, 0),
  },
  {
    device: hex(6, 32),
    firstAt: yesterday(19, 28),
    lastAt: yesterday(19, 53),
    people: [{ ...person(3), className: '2026 年第 3 期 电工（中级）', devices: 2 }],
    state: 'revoked',
    decidedAt: at(8, 10),
  },
  {
    device: hex(7, 32),
    firstAt: at(9, 0),
    people: [{ ...person(6), className: '2026 年第 3 期 电工（中级）', devices: 1 }],
    state: 'undecided',
  },
]

export const attendance: { secondFactor: boolean; rows: AttendanceRow[] } = {
  secondFactor: true,
  rows: [
    {
      ...person(3),
      day: '2026-11-22',
      device: hex(5, 32),
      in: at(8, 54),
      out: at(11, 30),
      method: 'pin',
      signIns: 2,
      open: 1,
      confirmed: 1,
    },
    {
      ...person(6),
      day: '2026-11-22',
      device: hex(7, 32),
      in: at(9, 0),
      out: at(10, 0),
      method: 'popup',
      signIns: 1,
      open: 0,
      confirmed: 1,
    },
    {
      ...person(3),
      day: '2026-11-21',
      device: hex(6, 32),
      in: yesterday(19, 28),
      method: 'join',
      signIns: 1,
      open: 1,
      confirmed: 0,
    },
  ],
}

export const links: PersonLink[] = roster.slice(0, 6).map(({ seat, number, name }, i) => ({
  seat,
  number,
  name,
  link: `https://xueji.example.cn/my#${hex(i + 1, 36)}.mwt2zccf.${hex(i + 5, 43)}`,
  expiresAt: at(8, 0) + 30 * 24 * 60 * MINUTE,
}))

export const phonePage: PhonePage = {
  ...person(3),
  className: '2026 年第 3 期 电工（中级）',
  organisation: '绥化市北林区宏远机电有限公司',
  at: at(16, 50),
  expiresAt: at(8, 0) + 30 * 24 * 60 * MINUTE,
  credited: 5 * 60 * MINUTE + 32_000,
  hours: '6.67',
  courses: ['电工基础', '安全生产与职业道德'],
  days: [
    {
      day: '2026-11-22',
      credited: 95 * MINUTE,
      lost: [
        {
          reason: 'hidden',
          course: '电工基础',
          lesson: '第二章 常用电工仪表',
          from: at(9, 41),
          to: at(9, 56),
          ms: 14 * MINUTE,
        },
        {
          reason: 'rate',
          course: '电工基础',
          lesson: '第三章 安全用电',
          from: at(10, 20),
          to: at(10, 24),
          ms: 4 * MINUTE,
        },
      ],
    },
    { day: '2026-11-21', credited: 205 * MINUTE, lost: [] },
  ],
  appeals: appeals
    .slice(0, 1)
    .concat(appeals.slice(2))
    .map(({ id, at, about, text, state, reason, decidedAt, from, to }) => ({
      id,
      at,
      about,
      text,
      state,
      ...(reason !== undefined && { reason }),
      ...(decidedAt !== undefined && { decidedAt }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    })),
  byHandCounts: false,
  code: { code: '082514', until: at(16, 50) + 21_000 },
}
