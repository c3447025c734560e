import type { RosterRow, SeatDetail } from '../../../shared/api'
import { dayOf } from '../../../shared/calendar/beijing'
import { columnsOf } from '../../../shared/study/columns'
import { defaultPolicy } from '../../../shared/study/policies'
import { at, chain, hex, MINUTE, start } from './instants'

type Piece = SeatDetail['days'][number]['pieces'][number]
const lessons = ['第一讲 电路的基本概念与基本定律', '第二讲 直流电路的分析方法', '第三讲 正弦交流电路']

function piece(seq: number, from: number, to: number, lesson: number, reason?: string): Piece {
  return {
    chain,
    seq,
    span: 0,
    course: { key: 'dg-1', title: '电工基础' },
    lesson: { key: `l${lesson}`, title: lessons[lesson] ?? '' },
    from,
    to,
    ...(reason !== undefined && { reason }),
  }
}

function dayOfPieces(pieces: Piece[]): SeatDetail['days'][number] {
  const deductions: Record<string, number> = {}
  let credited = 0
  for (const { from, to, reason } of pieces) {
    if (reason === undefined) credited += to - from
    else deductions[reason] = (deductions[reason] ?? 0) + to - from
  }
  return { day: dayOf(pieces[0]?.from ?? start), credited, deductions, pieces }
}

const yesterday = (hours: number, minutes = 0) => at(hours - 24, minutes)
export const days = [
  dayOfPieces([
    piece(2, yesterday(19, 30), yesterday(19, 35), 0),
    piece(3, yesterday(19, 35), yesterday(19, 36) + 20_000, 0),
    piece(5, yesterday(19, 41), yesterday(19, 52), 0, 'not-signed-in'),
  ]),
  dayOfPieces([
    piece(8, at(8, 55), at(9), 0),
    piece(9, at(9), at(9, 5), 0),
    piece(10, at(9, 5), at(9, 9), 0, 'rate'),
    piece(11, at(9, 9), at(9, 31) + 17_000, 1),
    piece(12, at(9, 12), at(9, 20), 0, 'double'),
    piece(14, at(9, 31) + 17_000, at(9, 40), 1, 'hidden'),
    piece(15, at(10, 25), at(10, 48), 1),
    piece(16, at(10, 48), at(10, 48) + 9_000, 1, 'stalled'),
    piece(17, at(10, 48) + 9_000, at(11, 2), 2),
  ]),
]

const HOUR = 60 * MINUTE
const standing = (own: number) => ({
  columns: columnsOf(
    {
      signIn: { days: own === 0 ? 0 : 2, without: 0 },
      study: { whole: own, lacks: 1 },
      answers: { asked: own === 0 ? 0 : 1, answered: 0 },
      tests: { taken: own === 0 ? 0 : 1, lacks: 0 },
    },
    defaultPolicy,
  ),
  hours: { own, platform: 0, byHand: own === 0 ? 0 : 25 * MINUTE, offline: own === 0 ? 0 : HOUR, whole: own },
  pace: { required: 15 * HOUR, expected: 3 * HOUR, behind: true },
  others: [],
  results: [],
})

export function seatDetail(row: RosterRow): SeatDetail {
  if (row.state !== 'joined')
    return {
      ...standing(0),
      row,
      days: [],
      chains: [],
      late: [],
      events: [],
      accounts: [],
      learner: { match: 0, mismatch: 0, unknown: 0 },
    }
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const credited = sum(days.map((one) => one.credited))
  const shown = {
    ...row,
    courses: row.courses.map((course, i) => ({ ...course, credited: i === 0 ? credited : 0 })),
    credited,
    notCounted: sum(days.flatMap(({ deductions }) => Object.values(deductions))),
  }
  return {
    ...standing(credited),
    others: [
      { source: '丙', start: at(14), seconds: 25 * 60, course: '电工基础', by: '刘敏', at: at(17) },
      { source: 'offline', start: at(13), seconds: 3600, course: '实训：照明电路安装', by: '刘敏', at: at(17) },
    ],
    results: [
      ...[{ part: 'theory' as const, value: '52', max: '100', pass: false, attempt: 1, day: '2026-11-21', by: '刘敏' }],
      ...[{ part: 'theory' as const, value: '78', max: '100', pass: true, attempt: 2, day: '2026-11-22', by: '刘敏' }],
    ],
    row: shown,
    days,
    late: [{ at: at(16), firstAt: at(8) - 12 * 24 * 60 * MINUTE, lastAt: at(9) - 24 * 60 * MINUTE, entries: 42 }],
    accounts: [{ site: 'px.class.com.cn', masked: '1****5678' }],
    learner: { match: 11, mismatch: 1, unknown: 2 },
    chains: [
      { chain, device: hex(5, 32), build: '0.1.0 chrome/140', entries: 18, branches: 0, lastReceiptAt: at(11, 3) },
      {
        chain: hex(2, 64),
        device: hex(6, 32),
        build: '0.1.0 firefox/140',
        entries: 4,
        branches: 1,
        lastReceiptAt: yesterday(19, 53),
      },
    ],
    events: [
      { at: yesterday(19, 28), kind: 'join', text: '加入班级', chain, seq: 0 },
      { at: yesterday(19, 29), kind: 'signin', text: '签到', chain, seq: 1 },
      { at: yesterday(19, 37), kind: 'signout', text: '签退（长时间无人操作）', chain, seq: 4 },
      { at: at(8, 54), kind: 'signin', text: '签到', chain, seq: 7 },
      { at: at(9, 41), kind: 'gap', text: '中断：页面被冻结或电脑休眠（2026-11-22 09:41 起 2610 秒）', chain, seq: 13 },
      { at: at(11, 3), kind: 'score', text: '测试成绩：电工基础 92/100', chain, seq: 18 },
    ],
  }
}
