import type { GroupNotice } from '../api/reach'

/** Beyond these a text for a group is no longer read. */
const COURSES = 6

/** One text to paste into a group, in Chinese whatever the console's language. Of the class and the server alone: nothing of any person. */
export function groupText({ organisation, className, period, courses, code, link }: GroupNotice): string {
  const shown = courses.slice(0, COURSES).map(({ title, site }) => `${title}（${site}）`)
  const more = courses.length > COURSES ? ` 等 ${courses.length} 门` : ''
  return [
    `【${organisation}】${className} 线上学习通知`,
    '',
    `1. 用电脑（单位的、家里的都可以）打开：${link}`,
    `2. 照页面上的步骤安装学迹，加入班级（班级代码 ${code}），约 5 分钟`,
    '3. 做一分钟练习课，看到“老师已收到”就好了',
    `4. ${period.from} 至 ${period.to}，打开培训网站像平时一样学习：${shown.join('、')}${more}`,
    '',
    '手机、微信里看课，学迹记录不到；手机上可以签到、看自己的学时、提问、申请复核。',
    '个人加入码由老师单独发给本人。请不要在群里发身份证号、手机号和加入码。',
  ].join('\n')
}
