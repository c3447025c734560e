import type { Urge, UrgeKind } from '../api/board'

const asks: Readonly<Record<UrgeKind, string>> = {
  'not-joined': '还没有加入班级，请照老师发的步骤安装学迹并加入',
  silent: '已经加入，还没有学习记录，请打开培训网站开始学习',
  behind: '学习进度慢了，请抓紧学习',
  signIn: '签到不全，学习前请先签到',
  answers: '还没有参加答疑，请在课程页面或手机页面提一个问题',
  tests: '测试还没有完成或没有合格，请完成测试',
}

/** 催学文字 to paste into a group, in Chinese whatever the console's language: names alone, and what to do. Empty where nobody is to be urged. */
export function urgeText({ className, until, groups }: Urge, kinds: ReadonlySet<UrgeKind>): string {
  const chosen = groups.filter(({ kind, names }) => kinds.has(kind) && names.length > 0)
  if (chosen.length === 0) return ''
  return [
    `【${className}】学习提醒（培训 ${until} 结束）`,
    ...chosen.map(({ kind, names }) => `${asks[kind]}：${names.join('、')}`),
    '有问题请直接联系老师。',
  ].join('\n')
}
