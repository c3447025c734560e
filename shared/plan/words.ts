import type { methods, PlanDetails, platformKinds } from './plan'

/** The words of forms for what a plan holds as data; exactly those of the notice where it has them. */
export const methodNames: Readonly<Record<(typeof methods)[number], string>> = {
  live: '在线直播',
  recorded: '视频录播',
  interactive: '实时互动',
  answers: '教师答疑',
  tests: '考核测试',
  offline: '线下实训',
}

export const platformKindNames: Readonly<Record<(typeof platformKinds)[number], string>> = {
  own: '自有',
  parent: '母公司',
  'third-party': '第三方',
  recommended: '推荐',
}

/** What is attached for a platform of each kind (上海市 2020，http://m.sh.bendibao.com/zffw/250364.html). */
export const platformPapers: Readonly<Record<(typeof platformKinds)[number], string>> = {
  own: '承诺书',
  parent: '所属关系证明',
  'third-party': '合作协议',
  recommended: '平台检测报告',
}

export const kindNames = { theory: '理论', practice: '实操' } as const
export const formNames = { recorded: '录播', live: '直播' } as const
export const onlineName = (online: boolean): string => (online ? '线上' : '线下')

/** `护理（4-10-01-02，2022 版）`; the code alone means no job. */
export function occupationText({ occupation: { code, edition, name } }: Pick<PlanDetails, 'occupation'>): string {
  return code === '' ? name : `${name}（${code}，${edition} 版）`
}

/** What the papers of each kind of organisation are called. */
export const planWords = {
  enterprise: { plan: '培训方案', filing: '备案', file: '报送备案', application: '申请报告' },
  institution: { plan: '培训计划', filing: '开班申请', file: '提交开班申请', application: '开班申请表' },
} as const
export type FilerKind = keyof typeof planWords

/** Levels of the ministry's list, the lowest first; `不分等级` for what has none. */
export const levels = [
  '五级/初级工',
  '四级/中级工',
  '三级/高级工',
  '二级/技师',
  '一级/高级技师',
  '专项职业能力',
  '不分等级',
] as const
