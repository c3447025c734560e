import { html } from 'hono/html'
import { type Course, clockText } from './catalogue'
import { type Html, layout } from './layout'
import { playerAddress } from './player'
import type { ProgressBook } from './progress'

const statusText = ['未学习', '学习中', '已学完'] as const

/** `/study/myclass/course`: the lessons of a course; the first `.finish-no` row is the table's header, as on the site. */
export function coursePage(course: Course, learner: string, book: ProgressBook): Html {
  const rows = course.lessons.map((lesson) => {
    const { status } = book.of(learner, lesson.id)
    return html`<div class="row ${status === 2 ? 'finish-yes' : 'finish-no'}">
  <span class="name">${lesson.title}</span><span>${clockText(lesson.seconds)}</span><span>${statusText[status]}</span>
  <span><button class="btn btn-outline-primary" onclick="location.href='${playerAddress(course, lesson)}'">${status === 2 ? '重新学习' : '开始学习'}</button></span>
</div>`
  })
  return layout(
    `${course.title} - 中国职业培训在线`,
    learner,
    html`<div class="text-header"><a href="/study/myclass/index">返回班级</a><span class="course-title">${course.title}</span><span class="class-hours">学时：${course.hours}</span></div>
<div class="list-box"><div class="row head finish-no"><span class="name">课节名称</span><span>时长</span><span>学习状态</span><span>操作</span></div>${rows}</div>`,
  )
}
