import type { Publisher } from '../deploy/publisher'
import type { TrainingClass } from '../training/class-of'
import { type Html, html } from './html'
import { page } from './layout'
import { type BrowserId, browsers, type Visitor } from './user-agent'
import { firefoxWay, nameOf, storeWay, unpackedSteps } from './ways'

export interface InstallPage {
  visitor: Visitor
  /** The browser that was clicked, instead of the visitor's own. */
  chosen: BrowserId | undefined
  /** The class of an address with its code. */
  trained: TrainingClass | undefined
  publisher: Omit<Publisher, 'key'>
  versions: { chromium: string | undefined; firefox: string | undefined }
  publicUrl: string
}

/** Install, per browser the true way, the visitor's own first; then how to join. Reads whole without a script. */
export function installPage({ visitor, chosen, trained, publisher, versions, publicUrl }: InstallPage): string {
  const browser = chosen ?? visitor.browser ?? 'edge'
  const at = trained ? `/install/${trained.code}` : '/install'
  const way =
    browser === 'firefox'
      ? firefoxWay(publisher, versions.firefox)
      : html`${storeWay(browser, publisher)}${unpackedSteps(browser, versions.chromium)}`
  const body = html`<h1>安装学迹</h1>
<p class="quiet">${trained ? html`${trained.name} · ${trained.organisationName}` : '学迹把您的线上学习如实记下来，作为申领培训补贴的依据。'}</p>
${visitor.phone && !visitor.ie && onPhone(trained, publicUrl)}
${!visitor.phone && visitor.inApp && inApp}
${!visitor.ie && !visitor.phone && visitor.tooOld && tooOld(visitor)}
<div class="others no-print"><span class="quiet">您用哪个浏览器学习？</span><br>
${browsers.map(
  (one) =>
    html`<a href="${at}?b=${one}"${one === browser && html` class="here" aria-current="page"`}>${nameOf(one)}${one === visitor.browser && '（现在用的）'}</a> `,
)}</div>
<div class="card">
<h2>第一步　在 ${nameOf(browser)} 里安装</h2>
${way}
</div>
${joinCard(trained, publicUrl)}
${foundCard}
<p class="small quiet foot">单位统一管理的电脑（加入域）由管理员自动安装，不用做第一步。无痕窗口里不记录。</p>`
  return page({ title: '安装学迹', visitor, body, build: versions[browser === 'firefox' ? 'firefox' : 'chromium'] })
}

/** What the extension's own page asks for, ready to copy. */
const joinCard = (trained: TrainingClass | undefined, publicUrl: string): Html => html`<div class="card">
<h2>第二步　加入培训班</h2>
<p>装好后“加入培训班”一页会自动打开；没有打开的，点浏览器右上角的“学迹”图标 →“加入班级”。填：</p>
<table>
<tr><th scope="row">服务器网址</th><td><span class="mono">${publicUrl}</span></td></tr>
<tr><th scope="row">有个人加入码</th><td>填老师发的 12 位码（纸条上或链接里），马上生效</td></tr>
<tr><th scope="row">没有个人加入码</th><td>${
  trained
    ? html`选“班级代码和姓名”，班级代码 <span class="mono code">${trained.code}</span>，再填姓名和身份证号后六位`
    : '选“班级代码和姓名”，填老师给的班级代码、姓名和身份证号后六位'
}，等老师核对，核对前照常记录</td></tr>
</table>
<p>看清楚记录什么，点“同意并加入”。浏览器问是否允许访问服务器，选“允许”。</p>
</div>`

/** Filled in by reach.js; what stands here is what holds without it. */
const foundCard = html`<div class="card">
<h2>第三步　看看装好了没有</h2>
<div id="xueji-found" aria-live="polite"><p>请看浏览器右上角有没有“学迹”图标（<strong>没有就点拼图图标找一找</strong>）。加入班级以后，本页会自动显示“已安装、已加入”。</p></div>
<p><a class="button second" href="/practice">做一分钟练习课</a></p>
</div>`

const onPhone = (trained: TrainingClass | undefined, publicUrl: string): Html => html`<div class="note">
<h2>手机上不能安装</h2>
<p>学迹装在电脑的浏览器里。请在学习用的电脑上打开本页${trained && html`，或把链接发到电脑上：<span class="mono">${publicUrl}/g/${trained.code}</span>`}。</p>
</div>`

const inApp = html`<div class="note">
<h2>请复制网址，用浏览器打开</h2>
<p>微信、QQ、钉钉等程序自带的窗口里不能安装。点窗口右上角的“…”→“用默认浏览器打开”，或复制网址粘贴到 Edge、Chrome、360 浏览器的地址栏。</p>
</div>`

const tooOld = ({ kernel }: Visitor): Html => html`<div class="note">
<h2>这个浏览器的内核太旧</h2>
<p>现在是 ${kernel}，学迹需要 Chromium 102 或 Firefox 142 以上，装上也不能记录。请升级这个浏览器，或改用新版 Edge、Chrome、360 浏览器。</p>
</div>`
