import { headingKey } from '../people/roster-headings'

/** What a column of a study record or an attendance list may be. */
export const sourceFields = [
  'name',
  'id',
  'number',
  'phone',
  'account',
  'course',
  'lesson',
  'day',
  'start',
  'end',
  'duration',
] as const
export type SourceField = (typeof sourceFields)[number]

/** In which unit a plain number or a time like 1:30 is a length. */
export const durationUnits = {
  seconds: '秒',
  minutes: '分钟',
  hours: '小时',
  'class-hours': '学时',
  'h:mm': '时:分（1:30 = 1小时30分）',
  'm:ss': '分:秒（1:30 = 1分30秒）',
} as const
export type DurationUnit = keyof typeof durationUnits

interface Column {
  title: string
  /**
   * Headings that mean it. From exports of the three meeting products as programs that read them show (成员参会概况 and
   * 成员参会明细 of 腾讯会议), and from the words that study platforms put on their pages.
   */
  headings: readonly string[]
}

export const sourceColumns: Record<SourceField, Column> = {
  name: {
    title: '姓名（昵称）',
    headings: [
      ...['姓名', '学员姓名', '学生姓名', '学员', '成员', '成员姓名', '用户姓名', '真实姓名', '参会人', '参会人员'],
      ...[
        '参会成员',
        '观看者',
        '观看人',
        '昵称',
        '用户昵称',
        '用户昵称（入会昵称）',
        '用户入会昵称',
        '入会昵称',
        '人员姓名',
      ],
      ...['参会者', '参与人', '观众姓名', '观众', '成员名称', '用户名称', '员工姓名'],
    ],
  },
  id: { title: '身份证号', headings: ['身份证号', '身份证号码', '身份证', '证件号码', '证件号', '公民身份号码'] },
  number: { title: '参训编号', headings: ['参训编号'] },
  phone: {
    title: '手机号',
    headings: ['手机号', '手机号码', '手机', '电话', '联系电话', '联系方式', '绑定手机', '移动电话'],
  },
  account: {
    title: '平台账号',
    headings: ['账号', '帐号', '用户名', '登录名', '平台账号', '学习账号', '用户账号', '登录账号', '账户'],
  },
  course: {
    title: '课程',
    headings: ['课程', '课程名称', '课程名', '课程标题', '所学课程', '学习课程', '培训课程', '培训项目', '项目名称'],
  },
  lesson: {
    title: '课节',
    headings: [
      ...['课节', '课节名称', '章节', '章节名称', '小节', '小节名称', '课时名称', '课件', '课件名称', '视频名称'],
      ...['资源名称', '直播名称', '直播标题', '会议主题', '直播主题'],
    ],
  },
  day: { title: '日期', headings: ['日期', '学习日期', '观看日期', '上课日期', '参会日期', '直播日期'] },
  start: {
    title: '开始时间',
    headings: [
      ...[
        '开始时间',
        '开始学习时间',
        '学习开始时间',
        '首次学习时间',
        '首次入会时间',
        '入会时间',
        '加入时间',
        '首次加入时间',
      ],
      ...[
        '进入时间',
        '首次进入时间',
        '开始观看时间',
        '观看开始时间',
        '首次观看时间',
        '进入直播时间',
        '签到时间',
        '登录时间',
      ],
      ...['首次进入直播间时间', '进入直播间时间', '参会开始时间'],
    ],
  },
  end: {
    title: '结束时间',
    headings: [
      ...[
        '结束时间',
        '结束学习时间',
        '学习结束时间',
        '最后学习时间',
        '最后退会时间',
        '退会时间',
        '离会时间',
        '离开时间',
      ],
      ...[
        '最后离开时间',
        '退出时间',
        '最后退出时间',
        '结束观看时间',
        '观看结束时间',
        '最后观看时间',
        '离开直播时间',
        '签退时间',
      ],
      ...[
        '登出时间',
        '最终离会时间',
        '最后离会时间',
        '离开直播间时间',
        '最后离开直播间时间',
        '参会结束时间',
        '最近学习时间',
      ],
    ],
  },
  duration: {
    title: '时长',
    headings: [
      ...['时长', '学习时长', '累计学习时长', '总学习时长', '学习总时长', '有效学习时长', '观看时长', '累计观看时长'],
      ...[
        '直播观看时长',
        '观看直播时长',
        '参会时长',
        '累计参会时长',
        '在线时长',
        '在会时长',
        '累计时长',
        '学习时间',
        '观看时间',
      ],
      ...[
        '已学时长',
        '已获学时',
        '已学学时',
        '完成学时',
        '获得学时',
        '学时',
        '课时',
        '入会时长',
        '会议时长',
        '参与时长',
      ],
      ...['总观看时长', '视频观看时长', '累计在线时长'],
    ],
  },
}

/** Units that a heading names itself: 学习时长（分钟）. */
const UNITS: readonly [RegExp, DurationUnit | 'h:mm:ss'][] = [
  [/时分秒|时:分:秒|hhmmss|hh:mm:ss/, 'h:mm:ss'],
  [/时分|时:分$/, 'h:mm'],
  [/分秒|分:秒/, 'm:ss'],
  [/分钟|min$|minutes?$|分$/, 'minutes'],
  [/小时|hours?$|\bh$/, 'hours'],
  [/秒|sec(onds?)?$/, 'seconds'],
]

const byHeading = new Map<string, SourceField>(
  sourceFields.flatMap((field) =>
    sourceColumns[field].headings.map((heading) => [headingKey(heading), field] as const),
  ),
)

/** `学习时长（分钟）` is 学习时长 in minutes. */
export function readHeading(heading: string): { field?: SourceField; unit?: DurationUnit } {
  const key = headingKey(heading)
  const bare = headingKey(heading.normalize('NFKC').replaceAll(/[([【][^)\]】]*[)\]】]/g, ''))
  const trimmed = bare.replace(/(时分秒|分钟|小时|秒|min|分)$/, '')
  const field = byHeading.get(key) ?? byHeading.get(bare) ?? byHeading.get(trimmed)
  if (field !== 'duration') return { ...(field && { field }) }
  const named = UNITS.find(([form]) => form.test(key))?.[1]
  const unit = named ?? (/学时$|课时$/.test(bare) ? 'class-hours' : undefined)
  return { field, ...(unit && unit !== 'h:mm:ss' && { unit }) }
}
