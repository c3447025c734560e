import type {
  ClassDetail,
  ClassHealth,
  ClassSummary,
  FindingRow,
  Me,
  Recalculation,
  RosterRow,
  Slip,
} from '../../../shared/api'
import type { PendingRow } from '../../../shared/api/lists'
import { findingKinds } from '../../../shared/study/finding'
import { defaultPolicy } from '../../../shared/study/policies'
import { at, chain, hex, MINUTE } from './instants'

/** What the fixture answers: one class in the middle of its period, with everything that can be on a screen. */
export const me: Me = {
  user: { id: 'member-1', login: 'liumin', name: '刘敏', role: 'administrator' },
  organisation: { id: 'organisation-1', kind: 'enterprise', name: '绥化市北林区宏远机电有限公司', host: true },
}

const courses = [
  { key: 'dg-1', title: '电工基础', site: 'px.class.com.cn', aliases: ['电工技术基础'], hours: '16' },
  { key: 'aq-1', title: '安全生产与职业道德', site: 'px.class.com.cn', aliases: [], hours: '4' },
]

const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾'
const given = ['伟', '芳', '秀英', '敏', '静', '强', '丽', '军', '洋', '艳', '建国', '玉兰', '海涛', '桂英']

function rosterRow(i: number): RosterRow {
  const name = `${surnames[i % surnames.length]}${given[(i * 5) % given.length]}`
  const state = i % 11 === 5 ? 'waiting' : i % 17 === 8 ? 'pending' : 'joined'
  const credited = state === 'joined' ? ((i * 37) % 61) * 13 * MINUTE + 23_000 : 0
  return {
    seat: `seat-${i}`,
    number: String(i + 1).padStart(3, '0'),
    name,
    idMasked: `231202********${String(1000 + i * 37).slice(-4)}`,
    state,
    credited,
    notCounted: credited > 0 ? ((i * 13) % 47) * MINUTE : 0,
    ...(state === 'joined' && { lastAt: at(9 + (i % 8), (i * 7) % 60) }),
    courses: courses.map(({ key, title }, c) => ({
      key,
      title,
      credited: Math.floor(credited * (c === 0 ? 0.75 : 0.25)),
      ...(credited > 0 && {
        platform: { progress: `${Math.min(100, (i * 9 + c * 31) % 120)}%`, finished: (i + c) % 3 === 0 },
      }),
      ...(c === 0 &&
        credited > 6 * 60 * MINUTE && {
          score: {
            value: String(58 + ((i * 7) % 42)),
            max: '100',
            pass: 58 + ((i * 7) % 42) >= 60,
            source: 'page',
            at: at(8, i),
          },
        }),
    })),
    findings: i % 13 === 1 ? 1 : 0,
    missing: state === 'joined' && i % 4 === 0 ? [] : ['“电工基础”还差 3.5 学时（应完成计划学时的 100%）'],
    ...(i === 6 && {
      sources: {
        ...{ 甲: credited, 乙: { stated: 0, counted: 0 } },
        ...{ 丙: { stated: 25 * MINUTE, counted: 0 }, whole: credited },
      },
    }),
  }
}

export const roster: RosterRow[] = Array.from({ length: 64 }, (_, i) => rosterRow(i))

const summary: ClassSummary = {
  id: 'class-1',
  name: '2026 年第 3 期 电工（中级）',
  code: '7HK4QD',
  status: 'open',
  period: { from: '2026-11-16', to: '2026-12-31' },
  seats: roster.length,
  joined: roster.filter(({ state }) => state === 'joined').length,
  pending: 2,
  credited: roster.reduce((sum, { credited }) => sum + credited, 0),
  findings: 2,
  appeals: 2,
  lastReceivedAt: at(16, 49),
}

export const pending: PendingRow[] = [
  {
    claim: hex(3, 32),
    seat: 'seat-8',
    name: roster[8]?.name ?? '',
    number: '009',
    idMasked: roster[8]?.idMasked ?? '',
    device: hex(5, 32),
    at: at(10, 12),
  },
  { claim: hex(9, 32), seat: '', name: '', device: hex(8, 32), at: at(11, 40) },
]

/** What the fixture holds of a class: its answers are cut from it. */
export type FixtureClass = ClassDetail & { roster: RosterRow[]; pending: PendingRow[] }

export const classDetail: FixtureClass = {
  summary,
  plan: {
    title: '2026 年度岗位技能提升培训方案',
    occupation: '电工',
    level: '四级/中级工',
    policy: defaultPolicy,
    courses,
    elsewhere: true,
  },
  roster,
  pending,
}

export const emptyClass: FixtureClass = {
  ...classDetail,
  summary: {
    id: 'class-2',
    name: '2026 年第 4 期 养老护理员（初级）',
    code: 'C9XTRM',
    status: 'open',
    period: { from: '2026-12-01', to: '2026-12-31' },
    seats: 0,
    joined: 0,
    pending: 0,
    credited: 0,
    findings: 0,
    appeals: 0,
  },
  roster: [],
  pending: [],
}

export const recalculation: Omit<Recalculation, 'policy'> = {
  before: 7_200_000,
  after: 6_300_000,
  rows: [
    {
      ...{ seat: 'seat-1', number: '001', name: '张伟', before: 7_200_000, after: 6_300_000 },
      lines: [
        '11月22日 有效时长 2小时00分 → 1小时45分（减少 15分00秒）',
        '11月22日 不计入时长（在学确认未答） 0秒 → 15分00秒（增加 15分00秒）',
      ],
    },
  ],
}

export const health: ClassHealth = {
  sites: [
    {
      site: 'px.class.com.cn',
      people: 9,
      lastAt: at(9, 12),
      missing: [{ rule: 'px.class.com.cn@2', fields: ['课节名称', '成绩'], people: 7, lastAt: at(9, 12) }],
      unmeasurable: 0,
      frames: [{ host: 'player.example.com', people: 2 }],
    },
    { site: 'www.chinanet.gov.cn', people: 3, lastAt: at(20, 1), missing: [], unmeasurable: 1, frames: [] },
    { site: 'px.example.cn', people: 2, lastAt: at(8, 30), missing: [], unmeasurable: 0, frames: [] },
  ],
  people: [
    {
      seat: 'seat-1',
      number: '001',
      name: '张伟',
      state: 'recording',
      joinedAt: at(8, 5),
      lastAt: at(9, 12),
      troubles: [],
    },
    {
      seat: 'seat-2',
      number: '002',
      name: '李强',
      state: 'recording',
      joinedAt: at(8, 9),
      lastAt: at(8, 2),
      troubles: ['px.class.com.cn 上读不到课节名称、成绩'],
    },
    { seat: 'seat-3', number: '003', name: '王芳', state: 'nothing', joinedAt: at(9, 40), troubles: [] },
    { seat: 'seat-4', number: '004', name: '赵敏', state: 'waiting', troubles: [] },
  ],
}

const person = (i: number) => {
  const { seat = '', number = '', name = '' } = roster[i] ?? {}
  return { seat, number, name }
}

export const findings: FindingRow[] = [
  {
    id: 'finding-1',
    code: 'media-out-of-step',
    ...findingKinds['media-out-of-step'],
    ...person(1),
    people: [],
    detail:
      '北京时间 2026-11-22 08:12 至 08:47，有 6 段播放中视频位置共走快 9分30秒，与所示播放速度对不上；这些时间没有计入',
    entries: [
      { chain, seq: 12, hash: hex(21, 64), seat: 'seat-1', at: at(8, 15) },
      { chain, seq: 13, hash: hex(22, 64), seat: 'seat-1', at: at(8, 20) },
    ],
    at: at(9, 33),
    changedAt: at(9, 33),
    settled: false,
    notes: [],
  },
  {
    id: 'finding-2',
    code: 'offline-too-long',
    ...findingKinds['offline-too-long'],
    ...person(14),
    people: [],
    detail:
      '北京时间 2026-11-10 19:02 至 20:15的学习最长过了 11 天才交到服务器（规定 7 天以内）；这期间的时间只由学员电脑证明，照常计入',
    entries: [{ chain, seq: 31, hash: hex(23, 64), seat: 'seat-14', at: at(7, 2) }],
    at: at(15, 2),
    changedAt: at(15, 2),
    settled: true,
    notes: [{ by: '刘敏', text: '住在矿区，家里没有网络，上交文件由班长带来', settled: true, at: at(15, 40) }],
  },
  {
    id: 'finding-3',
    code: 'device-in-step',
    ...findingKinds['device-in-step'],
    people: [person(2), person(3), person(4)],
    detail:
      '设备 5f0c91aa 上，3 名学员的学习时段重叠 42分10秒，最早一段 北京时间 2026-11-22 09:00 至 09:31；同一台电脑一次只能有一人签到',
    entries: [{ chain, seq: 7, hash: hex(24, 64), seat: 'seat-3', at: at(9, 5) }],
    at: at(10, 1),
    changedAt: at(12, 20),
    settled: false,
    notes: [{ by: '刘敏', text: '已请机房核对镜像', settled: true, at: at(11, 0) }],
  },
  {
    id: 'finding-4',
    code: 'chain-forked',
    ...findingKinds['chain-forked'],
    ...person(14),
    people: [],
    detail: '第 12 条起出现两个不同的分支，两边都已保留；先收到的为准',
    entries: [
      { chain, seq: 12, hash: hex(21, 64), seat: 'seat-14' },
      { chain, seq: 12, hash: hex(25, 64), seat: 'seat-14' },
    ],
    at: at(9, 10),
    changedAt: at(9, 10),
    settled: false,
    notes: [],
  },
]

export const slips: Slip[] = roster.map(({ seat, number, name }, i) => ({
  seat,
  number,
  name,
  code: `${hex(i + 3, 4)}-${hex(i + 9, 4)}-${hex(i + 1, 4)}`.toUpperCase(),
  link: 'https://xueji.example.cn/join',
}))

export const keys = {
  package: { fingerprint: hex(4, 64), key: 'MCowBQYDK2VwAyEA' },
  service: { fingerprint: hex(6, 64), key: 'MFkw' },
  log: { fingerprint: hex(7, 64), key: 'MCow' },
}
