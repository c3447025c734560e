import type { Field } from '../../shared/site/rule'

const words: Record<Field, string> = {
  learner: '学员账号',
  'course.key': '课程编号',
  'course.title': '课程名称',
  'course.hours': '课程学时',
  'lesson.key': '课节编号',
  'lesson.title': '课节名称',
  'lesson.duration': '课节时长',
  'enrolment.state': '报名状态',
  'enrolment.date': '报名日期',
  'platform.progress': '平台显示的进度',
  'platform.finished': '平台是否显示学完',
  'score.value': '成绩',
  'score.max': '总分',
  'score.pass': '是否合格',
  'score.attempt': '考试次数',
}
const isField = (name: string): name is Field => Object.hasOwn(words, name)

/** What a `field-missing` entry says (`id@version field field …`), for HR: what can't be read, and what to do. */
export function missingText(detail: string): string {
  const [rule = '', ...fields] = detail.split(' ')
  const named = fields.map((field) => (isField(field) ? words[field] : field)).join('、')
  return `页面上读不到：${named}（网站规则 ${rule}）。学习时长照常记录；可能是网站改版，请更新扩展或联系管理员更新网站规则`
}
