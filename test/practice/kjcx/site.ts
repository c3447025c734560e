import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { html } from 'hono/html'

const lessons: Record<string, { title: string; seconds: number }> = {
  '13': { title: '第三讲 高压安全', seconds: 60.04 },
  '14': { title: '第四讲 电池检测', seconds: 90.02 },
}

/** skills.kjcxchina.com: the page names its course, only the calls it makes name the lesson. */
export const kjcx = new Hono()
kjcx.get('/videoDetail.html', (c) =>
  c.html(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>技能强国</title></head>
<body><h1>新能源汽车维修</h1><div class="prism-player"><video controls width="480" src="/media/lesson-60.mp4"></video></div>
<script src="/assets/kjcx/player.js"></script></body></html>`),
)

/** Its API on a host of its own, behind CORS, JSON under a wrong type. */
export const kjcxApi = new Hono()
kjcxApi.use(cors())
const answer = (value: object) => new Response(JSON.stringify(value), { headers: { 'content-type': 'text/html' } })
kjcxApi.get('/api/v1/coursesDetail', (c) => {
  const lesson = lessons[c.req.query('chapter_id') ?? '']
  if (!lesson) return c.notFound()
  return answer({ data: { videoParame: { VideoMeta: { Title: lesson.title, Duration: lesson.seconds } } } })
})
kjcxApi.post('/api/v1/saveStudy', async (c) => {
  const { percent } = await c.req.parseBody()
  return answer({ data: { finish: String(percent), phone: '13800001234' } })
})
kjcxApi.get('/api/v1/authorizations', () => answer({ data: { finish: '100', token: 'secret-token' } }))
