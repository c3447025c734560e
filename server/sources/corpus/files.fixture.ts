import { inventedId } from '../../../test/support/hr'
import { book, text } from './corpus.fixture'
import { printed, unembedded } from './pdf.fixture'

/** The class that the files of the corpus are about: two people of one name, and one whose name begins another's. */
export const people = [
  { name: '王晓明', id: inventedId(1), phone: '13804550001' },
  { name: '李𠮷', id: inventedId(2), phone: '13804550002' },
  { name: '张伟', id: inventedId(3), phone: '13804550003' },
  { name: '张伟', id: inventedId(4), phone: '13804550004' },
  { name: '王晓', id: inventedId(5), phone: '13804550005' },
] as const
export const first = '养老护理员（初级）'
export const second = '职业道德'

export const TENCENT = { kind: 'attendance', platform: 'tencent-meeting' } as const
export const DINGTALK = { kind: 'attendance', platform: 'dingtalk' } as const
export const WECOM = { kind: 'attendance', platform: 'wecom' } as const
export const STUDY = { kind: 'study', platform: 'px.class.com.cn' } as const

const facts = [
  ['会议主题', '养老护理 第三讲'],
  ['会议号', '123 456 789'],
  ['会议创建人', '教务张老师'],
  ['会议开始时间', '2026-11-20 09:00:00'],
  ['会议结束时间', '2026-11-20 11:00:00'],
  ['参会人数', '4'],
  [],
]

/** 腾讯会议, 导出参会成员: a sheet of sums and a sheet of every coming and going, facts about the meeting above. */
export const tencentBook = () =>
  book(
    {
      name: '成员参会概况',
      rows: [
        ...facts,
        ['用户昵称（入会昵称）', '首次入会时间', '最后退会时间', '入会次数', '累计参会时长', '身份'],
        ['晓明(王晓明)', '2026-11-20 09:00:05', '2026-11-20 11:00:00', '2', '1:50:00', '普通参会者'],
        ['李𠮷(李𠮷)', '2026-11-20 09:10:00', '2026-11-20 10:40:00', '1', '1:30:00', '普通参会者'],
        ['教务张老师(教务张老师)', '2026-11-20 08:50:00', '2026-11-20 11:00:00', '1', '2:10:00', '主持人'],
      ],
    },
    {
      name: '成员参会明细',
      rows: [
        ...facts,
        ['用户昵称（入会昵称）', '入会时间', '退会时间', '参会时长', '设备'],
        ['晓明(王晓明)', '2026-11-20 09:00:05', '2026-11-20 10:00:05', '1:00:00', 'Windows'],
        ['晓明(王晓明)', '2026-11-20 10:10:00', '2026-11-20 11:00:00', '0:50:00', 'iPhone'],
        ['李𠮷(李𠮷)', '2026-11-20 09:10:00', '2026-11-20 10:40:00', '1:30:00', 'Android'],
      ],
    },
  )

/** The same as CSV with a mark, tabs before times so that no program reshapes them. */
export const tencentCsv = () =>
  text(
    '\ufeff会议主题,养老护理 第三讲\r\n会议号,123 456 789\r\n\r\n用户昵称,手机号,入会时间,退会时间,参会时长\r\n王晓明,138****0001,\t2026-11-20 09:00:05,\t2026-11-20 10:00:05,01:00:00\r\n张伟,138****0004,\t2026-11-20 09:00:00,\t2026-11-20 10:30:00,01:30:00\r\n',
  )

/** 钉钉 live: how long each watched, in words, real time and playback apart. */
export const dingtalkLive = () =>
  book({
    name: '观看数据',
    rows: [
      ['直播标题：养老护理 第四讲'],
      ['姓名', '部门', '手机号', '首次进入直播间时间', '最后离开直播间时间', '直播观看时长', '回放观看时长'],
      ['王晓明', '护理部', '13804550001', '2026/11/21 19:00', '2026/11/21 20:30', '1小时28分30秒', '0秒'],
      ['张伟', '护理部', '13804550003', '2026/11/21 19:05', '2026/11/21 20:00', '55分钟', '0秒'],
      ['赵主任', '院办', '13900000000', '2026/11/21 19:05', '2026/11/21 20:00', '55分钟', '0秒'],
    ],
  })

/** 企业微信: minutes in the heading, one day in a column of its own. */
export const wecomMeeting = () =>
  book({
    rows: [
      ['成员', '账号', '日期', '加入时间', '离开时间', '参会时长(分钟)'],
      ['王晓明', 'wangxm', '2026-11-22', '14:00', '15:30', 90],
      ['李𠮷', 'lij', '2026-11-22', '14:10', '15:30', 80],
    ],
  })

/** A study platform: somebody's name over all of their lessons, spreadsheet times. */
export const studyBook = () =>
  book({
    name: '学习记录',
    rows: [
      ['学员学习记录'],
      ['姓名', '身份证号', '课程名称', '章节名称', '开始学习时间', '结束学习时间', '学习时长'],
      [
        '王晓明',
        people[0].id,
        first,
        '第一章',
        new Date('2026-11-10T09:00:00Z'),
        new Date('2026-11-10T09:45:30Z'),
        '00:45:30',
      ],
      ['', '', first, '第二章', new Date('2026-11-10T10:00:00Z'), new Date('2026-11-10T11:00:00Z'), '01:00:00'],
      [
        '李𠮷',
        people[1].id,
        second,
        '第一讲',
        new Date('2026-11-11T09:00:00Z'),
        new Date('2026-11-11T09:30:00Z'),
        '00:30:00',
      ],
      ['合计', '', '', '', '', '', '02:15:30'],
    ],
    merges: [
      { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
      { startRow: 2, startCol: 1, endRow: 3, endCol: 1 },
    ],
  })

/** A study platform's sums: one line a person and course, class hours, no time of day. */
export const studySums = (minutes = 90) =>
  book({
    rows: [
      ['姓名', '课程名称', '累计学习时长（分钟）', '学习进度'],
      ['王晓明', first, minutes, '100%'],
      ['李𠮷', first, 45, '50%'],
    ],
  })

export const studyPdf = () =>
  printed({
    title: '学习证明',
    at: [40, 120, 260, 380, 480],
    header: ['姓名', '课程名称', '开始时间', '结束时间', '学习时长'],
    rows: [
      ['王晓明', first, '2026-11-12 09:00', '2026-11-12 10:00', '60分钟'],
      ['王晓', second, '2026-11-12 09:00', '2026-11-12 09:30', '30分钟'],
    ],
  })

export const itextPdf = () =>
  unembedded(
    [
      ['姓名', '课程', '学习时长'],
      ['王晓明', '职业道德', '30分钟'],
    ].flatMap((row, i) => row.map((cell, n) => ({ text: cell, x: 40 + n * 150, y: 80 + i * 20 }))),
  )

export const gbk = (): Uint8Array => {
  // 姓名,课程,时长\n王晓明,职业道德,30分钟\n as Excel in Chinese saves it.
  const bytes = 'd0d5c3fb2cbfceb3cc2ccab1b3a40acdf5cffec3f72cd6b0d2b5b5c0b5c22c3330b7d6d6d30a'
  return new Uint8Array(Buffer.from(bytes, 'hex'))
}
