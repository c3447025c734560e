import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The frame of every page of the site: top bar with the learner's name, the content, the foot. */
export const layout = (title: string, learner: string, content: Html): Html => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${title}</title>
<link rel="stylesheet" href="/assets/px/style.css">
</head>
<body>
<header class="site-head">
  <a class="site-name" href="/study/myclass/index">中国职业培训在线</a>
  <nav><a href="/study/myclass/index">我的班级</a><a href="#">培训资讯</a><a href="#">帮助中心</a></nav>
  <div class="user-info">欢迎您，<span class="user-name">${learner}</span></div>
</header>
<main>${content}</main>
<footer class="site-foot">练习平台 · 页面结构仿真，仅供测试</footer>
</body>
</html>`
