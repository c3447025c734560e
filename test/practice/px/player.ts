import { html, raw } from 'hono/html'
import { type Course, clockText, type Lesson } from './catalogue'
import { type Html, layout } from './layout'
import type { ProgressBook } from './progress'

const classGuid = '5f0c1b7e-3d52-4c8e-9a41-7f26c9d0e811'

/** The address of a lesson's player page, from the root of the host. */
export const playerAddress = (course: Course, lesson: Lesson): string =>
  `/player/study/index?classGuid=${classGuid}&courseId=${lesson.id}&parentCourseId=${course.id}`

/** JSON that may stand inside a script element. */
const inScript = (value: unknown): Html => raw(JSON.stringify(value).replaceAll('<', '\\u003c'))

/** `/player/study/index`: the lesson list, the progress texts and the player in a same-origin iframe. */
export function playerPage(course: Course, current: Lesson, learner: string, book: ProgressBook): Html {
  const progress = book.of(learner, current.id)
  const rows = course.lessons.map((lesson) => {
    const { status } = book.of(learner, lesson.id)
    return html`<li class="section${lesson === current ? ' active' : ''}" data-jhx-res="${lesson.resource}" data-jhx-sta="${status}">
  <i class="${status === 2 ? 'status-done' : 'circle'}"></i>${lesson.title}<span class="time">${clockText(lesson.seconds)}</span></li>`
  })
  const init = {
    classGuid,
    studentId: '30017',
    parentCourseId: course.id,
    lessons: course.lessons.map((lesson) => ({ ...lesson, ...book.of(learner, lesson.id) })),
  }
  const done = progress.status === 2
  return layout(
    `${course.title} - 中国职业培训在线`,
    learner,
    html`<div class="study-head"><span class="btn-back"><a href="/study/myclass/course?courseId=${course.id}">返回课程</a></span><span class="course-title">${course.title}</span></div>
<div class="study-box">
  <div class="cell"><iframe id="container" src="/player/study/frame" width="100%" height="100%" frameborder="0" allow="autoplay; fullscreen" allowfullscreen></iframe></div>
  <div class="chapter-box"><div class="chapter-head">课程目录</div><ul id="list_chapter">${rows}</ul></div>
</div>
<div class="learnProcessTip">已学习 <span id="learnedStr">${clockText(progress.learned)}</span> / 总时长 <span id="durationStr">${clockText(current.seconds)}</span>
  <button id="btn_submit" class="btn ${done ? 'btn-dark' : 'btn-primary'}"${done ? ' disabled' : ''}>我已学完</button>
  <button id="jhxNext" class="btn btn-outline-primary">下一节</button></div>
<input type="hidden" id="hiddenStudyStatus" value="${progress.status}">
<input type="hidden" id="hiddenType" value="1">
<input type="hidden" id="hiddenCourseId" value="${current.id}">
<input type="hidden" id="hiddenTotalSecond" value="${current.seconds}">
<div id="vue_dialog_sub_my"><div class="dialog"><p id="d_sub_txt_my"></p><button id="d_sub_confirm_my" class="btn btn-primary">确定</button></div></div>
<script>window.mtsControll = { _initInfo: ${inScript(init)} }</script>
<script src="/assets/px/player.js"></script>`,
  )
}

/** `/player/study/frame`: the document of `#container`, with a real player dressed as the one the site used. */
export const playerFrame = (): Html => html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<link rel="stylesheet" href="/assets/videojs/video-js.min.css"><link rel="stylesheet" href="/assets/px/player-frame.css"></head>
<body>
<div data-vjs-player><video id="J_prismPlayer" class="video-js" playsinline></video></div>
<script src="/assets/videojs/video.min.js"></script>
<script src="/assets/videojs-lang/zh-CN.js"></script>
<script src="/assets/px/player-frame.js"></script>
</body></html>`
