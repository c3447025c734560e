import { Hono } from 'hono'
import { html } from 'hono/html'

/** The chinahrt software: one page with hash routes, its player in a frame of another host. Every host may run it. */
export const chinahrt = new Hono()

chinahrt.get('/index.html', (c) =>
  c.html(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>继续教育平台</title></head>
<body><main id="place"></main>
<script src="/assets/frames/practice.js"></script><script src="/assets/chinahrt/app.js"></script></body></html>`),
)
