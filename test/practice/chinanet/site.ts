import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

interface PlainCourse {
  title: string
  hours: string
  /** Title and file of each player on the page. */
  players: { title: string; element: 'video' | 'audio'; media: string }[]
}

const courses: Record<string, PlainCourse> = {
  '1': {
    title: '职业生涯规划',
    hours: '2学时',
    players: [{ title: '第一讲 认识职业', element: 'video', media: 'lesson-90.mp4' }],
  },
  '2': {
    title: '班组长管理实务',
    hours: '3课时',
    players: [{ title: '现场管理', element: 'video', media: 'lesson-75.webm' }],
  },
  '3': {
    title: '普通话听力训练',
    hours: '1学时',
    players: [{ title: '听力材料一', element: 'audio', media: 'listening-60.mp3' }],
  },
  '4': {
    title: '职业健康',
    hours: '2学时',
    players: [
      { title: '上集', element: 'video', media: 'lesson-60.mp4' },
      { title: '下集', element: 'video', media: 'lesson-120.mp4' },
    ],
  },
}

const page = (title: string, content: Html): Html => html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title} - 中国国家人事人才培训网</title>
<link rel="stylesheet" href="/assets/chinanet/style.css"></head>
<body><header><a href="/">中国国家人事人才培训网</a></header><main>${content}</main></body></html>`

/** www.chinanet.gov.cn with plain pages: nothing is known of its markup, so only the generic rule can read them. */
export const chinanet = new Hono()

chinanet.get('/', (c) =>
  c.html(
    page(
      '课程中心',
      html`<h1>课程中心</h1><ul class="courses">${Object.entries(courses).map(
        ([id, course]) => html`<li><a href="/course/${id}">${course.title}</a> ${course.hours}</li>`,
      )}</ul>`,
    ),
  ),
)

chinanet.get('/course/:id', (c) => {
  const course = courses[c.req.param('id')]
  if (!course) return c.notFound()
  const players = course.players.map(
    ({ title, element, media }) =>
      html`<section><h2>${title}</h2>${raw(`<${element} controls preload="metadata" src="/media/${media}"></${element}>`)}</section>`,
  )
  return c.html(
    page(
      course.title,
      html`<div class="breadcrumb"><a href="/">课程中心</a> &gt; ${course.title}</div><h1>${course.title}</h1>
<p class="hours">课程学时：${course.hours}</p>${players}<p><a href="/score/${c.req.param('id')}">查看成绩</a></p>`,
    ),
  )
})

chinanet.get('/score/:id', (c) => {
  const course = courses[c.req.param('id')]
  if (!course) return c.notFound()
  return c.html(page(`${course.title} 成绩`, html`<h1>${course.title}</h1><p>考试成绩：85.5分（满分100分），合格</p>`))
})
