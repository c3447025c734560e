import { Hono } from 'hono'
import { html } from 'hono/html'

/** The ways a page can hide a player from whoever looks for one. Each is built by public/kinds.js. */
export const frameKinds = {
  late: '播放器延迟出现',
  replaced: '播放器元素被替换',
  'same-element': '同一元素切换课节',
  iframe: '同源框架',
  'cross-origin': '跨域框架',
  'player-host': '播放器域名的框架',
  'about-blank': '空白框架写入文档',
  srcdoc: '内联框架',
  'open-shadow': '开放影子树',
  'closed-shadow': '封闭影子树',
  audio: '音频课节',
  'detached-audio': '未放入页面的音频',
  quiz: '播放中弹出题目',
  forged: '改写可见状态的页面',
  guarded: '内容安全策略严格的页面',
  canvas: '画布播放器',
  document: '文档课节',
} as const

/** Pages whose lesson no media element stands behind. */
export const withoutPlayer: readonly string[] = ['canvas', 'document']

const inner = (script: string) => html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>播放窗口</title></head>
<body style="margin:0"><video controls width="480" src="/media/lesson-60.mp4"></video><script src="${script}"></script></body></html>`

/** Pages for capture tests, under `/frames/{kind}`. `window.practice` drives the player wherever it sits. */
export const frames = new Hono()
frames.get('/', (c) =>
  c.html(
    html`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>播放器位置</title>
<ul>${Object.entries(frameKinds).map(([kind, title]) => html`<li><a href="/frames/${kind}">${title}</a></li>`)}</ul></html>`,
  ),
)
frames.get('/inner', (c) => c.html(inner('/assets/frames/practice.js')))
frames.get('/:kind', (c) => {
  const kind = c.req.param('kind')
  if (kind === 'guarded')
    c.header(
      'content-security-policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; img-src 'self'",
    )
  const title = Object.entries(frameKinds).find(([name]) => name === kind)?.[1]
  if (!title) return c.notFound()
  return c.html(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title} - 中国国家人事人才培训网</title>
<link rel="stylesheet" href="/assets/chinanet/style.css"></head>
<body data-kind="${kind}"><header><a href="/">中国国家人事人才培训网</a></header>
<main><h1>${title}</h1><p class="hours">课程学时：1学时</p><div id="place"></div></main>
<script src="/assets/frames/practice.js"></script><script src="/assets/frames/kinds.js"></script></body></html>`)
})

/** A player alone in a frame from another host, taking orders from its parent by message. Every host has it. */
export const playerHost = new Hono()
playerHost.get('/videoPlay/playEncrypt', (c) => c.html(inner('/assets/frames/remote.js')))
