/** What a file of another source is: the platform's own record of study, or who was in a live class and when. */
export const recordKinds = { study: '平台学习记录', attendance: '直播、会议考勤' } as const
export type RecordKind = keyof typeof recordKinds

/** What somebody attaches by hand (丙). */
export const paperKinds = {
  paper: '纸质材料（签到表、培训记录等）',
  screenshot: '截图',
  certificate: '证书照片',
  other: '其他依据',
} as const
export type PaperKind = keyof typeof paperKinds

export interface Platform {
  id: string
  name: string
  /** What its files usually are. */
  kind: RecordKind
}

/**
 * Platforms whose files are brought in: three meeting products, and the seven platforms of the notice by the id of their site
 * rule. Any other is named by hand, and its mapping is kept by that name.
 */
export const platforms: readonly Platform[] = [
  { id: 'tencent-meeting', name: '腾讯会议', kind: 'attendance' },
  { id: 'dingtalk', name: '钉钉', kind: 'attendance' },
  { id: 'wecom', name: '企业微信', kind: 'attendance' },
  { id: 'px.class.com.cn', name: '中国职业培训在线', kind: 'study' },
  { id: 'jc.mohrss.gov.cn', name: '就业创业和职业培训在线', kind: 'study' },
  { id: 'xzy.mohrss.gov.cn', name: '新职业在线学习平台', kind: 'study' },
  { id: 'www.chinanet.gov.cn', name: '中国国家人事人才培训网', kind: 'study' },
  { id: 'edu.mohrss.gov.cn', name: '人力资源和社会保障部教育培训网', kind: 'study' },
  { id: 'www.tech-skills.org.cn', name: '工业和信息化技术技能人才网', kind: 'study' },
  { id: 'skills.kjcxchina.com', name: '技能强国', kind: 'study' },
]

/** How people call it; what somebody named by hand stands as it is. */
export const platformName = (id: string): string => platforms.find((one) => one.id === id)?.name ?? id

const kinds: Readonly<Record<string, string>> = { ...recordKinds, ...paperKinds, appeal: '复核申请' }
/** What an imported line is, in words. */
export const kindName = (kind: string): string => kinds[kind] ?? kind
