import type { AuditPage, HostedRow, InvitationShown, MemberList, OwnSecurity } from '../../../shared/api/access'
import { at, MINUTE } from './instants'

const DAY = 24 * 60 * MINUTE

/** What the fixture answers about who comes in. */
export const members: MemberList = {
  members: [
    {
      id: 'member-1',
      login: 'liumin',
      name: '刘敏',
      role: 'administrator',
      createdAt: at(8) - 30 * DAY,
      seenAt: at(14, 5),
      factor: true,
    },
    {
      id: 'member-2',
      login: 'zhouli',
      name: '周丽',
      role: 'hr',
      createdAt: at(8) - 20 * DAY,
      lockedUntil: at(14, 20),
      factor: true,
    },
    { id: 'member-3', login: 'wangjg', name: '王建国', role: 'teacher', createdAt: at(8) - 12 * DAY, factor: false },
    {
      id: 'member-4',
      login: 'shenji',
      name: '张科长',
      role: 'auditor',
      createdAt: at(8) - 9 * DAY,
      stoppedAt: at(9),
      factor: false,
    },
  ],
  invitations: [
    {
      id: 'invitation-1',
      role: 'finance',
      note: '区财政局 李科长',
      by: '刘敏',
      createdAt: at(10),
      expiresAt: at(10) + 7 * DAY,
    },
    {
      id: 'invitation-2',
      role: 'hr',
      note: '',
      forMember: 'member-2',
      by: '刘敏',
      createdAt: at(11),
      expiresAt: at(11) + 7 * DAY,
    },
  ],
  factorRequired: true,
}
export const onceLink = {
  link: 'https://xueji.hongyuan.example:8443/invitation#0xTq7b1QfZ9d2mWvR4s8LkYpHc6nJ3aE',
  expiresAt: at(14) + 7 * DAY,
}
export const hosted: HostedRow[] = [
  { id: 'organisation-2', kind: 'enterprise', name: '绥化市永盛食品有限公司', members: 3, createdAt: at(9) - 9 * DAY },
  {
    id: 'organisation-3',
    kind: 'institution',
    name: '北林区工匠职业培训学校',
    members: 0,
    createdAt: at(10),
    invitedUntil: at(10) + 7 * DAY,
  },
  {
    id: 'organisation-4',
    kind: 'enterprise',
    name: '黑龙江安达建筑劳务有限公司',
    members: 2,
    createdAt: at(9) - 40 * DAY,
    stoppedAt: at(8),
  },
]
export const security: OwnSecurity = {
  factor: true,
  factorRequired: false,
  recoveryLeft: 8,
  sessions: [
    {
      current: true,
      createdAt: at(9),
      seenAt: at(14, 5),
      agent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0 Safari/537.36 QIHU 360SE',
      address: '10.23.4.17',
    },
    {
      current: false,
      createdAt: at(8),
      seenAt: at(8, 40),
      agent: 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0 Mobile Safari/537.36',
      address: '10.23.4.80',
    },
  ],
}
export const offer = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: `otpauth://totp/${encodeURIComponent('学迹:liumin')}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=${encodeURIComponent('学迹')}`,
  sealed: '1.sealed',
}
export const codes = [
  '7HK4-QD9M-XRTW',
  '3CFA-NW7K-4JQM',
  '9GTY-RXP3-HDKC',
  'ACJW-64ME-TNQR',
  'KXQ7-PHGD-93FW',
  'YDM4-TCRA-7NKE',
  'QWFJ-3HXG-9MTP',
  'N6RC-KYE7-DAJ4',
  'HTG9-WQMX-C3PF',
  'E7KD-RJNY-6AQT',
]
export const invitation: InvitationShown = {
  organisation: '绥化市北林区宏远机电有限公司',
  kind: 'enterprise',
  role: 'hr',
  expiresAt: at(10) + 7 * DAY,
}

const acts: readonly (readonly [string, string, string, string])[] = [
  ['刘敏（liumin）', '生成申报资料包', '2026 年第 3 期 电工（中级）', '人数：64'],
  ['周丽（zhouli）', '导出学员名册（含身份证号）', '2026 年第 3 期 电工（中级）', '人数：64'],
  ['周丽（zhouli）', '查看个人加入码', '2026 年第 3 期 电工（中级）', '人数：64'],
  ['003 张芳', '收到复核申请', '003 张芳', '方式：手机'],
  ['周丽（zhouli）', '复核申请：采纳', '003 张芳', '原因：平台页面截图与记录相符，当时网络中断'],
  ['刘敏（liumin）', '变更角色', '周丽（zhouli）', '账号：zhouli；原为：教师；改为：人事/教务'],
  ['刘敏（liumin）', '登录', '', '来自：10.23.4.17；动态码：是'],
]
export const audit: AuditPage = {
  rows: Array.from({ length: 50 }, (_, i) => {
    const [person = '', action = '', subject = '', detail = ''] = acts[i % acts.length] ?? []
    return { id: `audit-${i}`, at: at(14, 5) - i * 17 * MINUTE, person, action, subject, detail }
  }),
  all: 1234,
  page: 0,
  size: 50,
  people: [
    { id: 'member-1', name: '刘敏（liumin）' },
    { id: 'member-2', name: '周丽（zhouli）' },
  ],
  actions: ['codes.show', 'member.role', 'package.build', 'roster.export', 'session.open'],
}
