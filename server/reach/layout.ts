import { Html, html } from './html'
import type { Visitor } from './user-agent'

/** A whole page. It asks for the fast kernel of two-kernel browsers, and reads well without its script. */
export function page({
  title,
  body,
  build,
  visitor,
}: {
  title: string
  body: Html
  build?: string | undefined
  visitor: Visitor
}): string {
  return html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="renderer" content="webkit">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} - 学迹</title>
<link rel="stylesheet" href="/reach/reach.css">
</head>
<body${build !== undefined && html` data-build="${build}"`}>
<div class="sheet" role="main">
<p class="brand">学迹</p>
${visitor.ie ? switchKernel : OLD_IE}
${body}
</div>
<script src="/reach/reach.js"></script>
</body>
</html>
`.text
}

/** What a kernel of Internet Explorer must do before anything else. */
const switchKernel: Html = html`<div class="note wrong">
<h2>请点地址栏右侧的图标，切换到极速模式</h2>
<p>现在是兼容模式（IE 内核），不能安装学迹，也不能记录学习。360、搜狗、QQ 等浏览器：点地址栏右侧的“e”或闪电图标，选“极速模式”，再打开本页。</p>
<img src="/reach/switch.svg" width="640" height="150" alt="点地址栏右侧的 e 图标，选极速模式">
<p>没有这个图标、窗口标题是 Internet Explorer 的，请改用 Edge、Chrome 或 360 浏览器打开：复制本页网址，粘贴到那个浏览器的地址栏。</p>
</div>`

/** Kernels up to 9 say so themselves, whatever they call themselves to the server. */
const OLD_IE = new Html(`<!--[if IE]>${switchKernel.text}<![endif]-->`)
