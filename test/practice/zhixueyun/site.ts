import { Hono } from 'hono'
import { html } from 'hono/html'

/** The zhixueyun software: hash routes; a subject opens each of its courses in a tab of its own, and that page knows nothing of the subject. */
export const zhixueyun = new Hono()

zhixueyun.get('/index.html', (c) =>
  c.html(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>知学云</title></head>
<body><main id="place"></main><script src="/assets/zhixueyun/app.js"></script></body></html>`),
)
