import type { Field } from './rule'

/** What a rule's fields are called on screens. */
export const fieldWords: Record<Field, string> = {
  learner: '学员账号或姓名',
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
  'signin.state': '平台签到',
  'signin.date': '平台签到日期',
}

export const isField = (name: string): name is Field => Object.hasOwn(fieldWords, name)
