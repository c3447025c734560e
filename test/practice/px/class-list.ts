import { html } from 'hono/html'
import { classTitle, courses } from './catalogue'
import { type Html, layout } from './layout'
import type { ProgressBook } from './progress'

/** `/study/myclass/index`: one `.class-item` a course, with hours, test status and the way in. */
export function classList(learner: string, book: ProgressBook): Html {
  const items = courses.map((course) => {
    const finished = book.isFinished(learner, course)
    const done = course.lessons.filter((lesson) => book.of(learner, lesson.id).status === 2).length
    return html`<div class="class-item${finished ? '' : ' unfinished'}">
  <div class="cover">${course.title.slice(0, 2)}</div>
  <div class="text">
    <div class="title">${course.title}</div>
    <div class="class-hours">学时：${course.hours}</div>
    <div class="class-progress">已完成 ${done} / ${course.lessons.length} 节</div>
    <div class="test-status"><span>考试状态：</span><span>（ ${course.exam.status} ）</span></div>
  </div>
  <div class="action">
    <a class="btn btn-outline-primary toStudy aBtn24" href="/study/myclass/course?courseId=${course.id}">${finished ? '查看课程' : '进入学习'}</a>
    ${course.exam.status === '未开放' ? '' : html`<a class="btn btn-link toTest" href="/study/exam/index?paper=${course.exam.paper}">课程考试</a>`}
  </div>
</div>`
  })
  return layout(
    '我的班级 - 中国职业培训在线',
    learner,
    html`<h1 class="page-title">${classTitle}</h1><div class="class-list-box">${items}</div>`,
  )
}
