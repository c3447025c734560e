import { Hono } from 'hono'
import { html } from 'hono/html'

const lessons = ['第一课 叉车结构', '第二课 启动与停车', '第三课 货物搬运']

/** An employer's own training site: mark-up of its own, nothing that any built-in rule knows. */
export const own = new Hono()

own.get('/course/:course/lesson/:lesson', (c) => {
  const now = Number(c.req.param('lesson'))
  return c.html(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>学习中心</title></head>
<body><header><span class="who">欢迎您</span></header>
<div class="main-8f3a2b"><div class="crumb">学习中心</div><strong class="kc-name">叉车安全操作</strong>
<em class="kc-info">本课程共 4 学时</em>
<ol>${lessons.map(
    (title, i) =>
      html`<li class="kc-item${i + 1 === now ? ' on' : ''}"><a href="/course/${c.req.param('course')}/lesson/${i + 1}"><span class="t">${title}</span></a></li>`,
  )}</ol>
<video controls preload="auto" width="640" height="360" src="/media/lesson-90.mp4"></video></div></body></html>`)
})

own.get('/result/:course', (c) =>
  c.html(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>学习中心</title></head>
<body><strong class="kc-name">叉车安全操作</strong><p class="cj">得分 91 分，满分 100</p></body></html>`),
)
