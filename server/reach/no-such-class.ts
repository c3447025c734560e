import { html } from './html'
import { page } from './layout'
import type { Visitor } from './user-agent'

export const noSuchClass = (visitor: Visitor): string =>
  page({
    title: '没有这个班级',
    visitor,
    body: html`<h1>没有这个班级</h1>
<div class="note"><p>链接里的班级代码不对，或者不完整。请向老师要完整的链接，或扫海报上的二维码。</p></div>
<p><a href="/install">只安装学迹</a></p>`,
  })
