import type { TrainingClass } from '../training/class-of'
import { type Html, html } from './html'
import { page } from './layout'
import type { Visitor } from './user-agent'

/** What a group link opens: on a computer the next step, on a phone honestly what is not recorded there and which ways exist. No person is named. */
export function groupPage(trained: TrainingClass, visitor: Visitor, publicUrl: string): string {
  const { name, organisationName, plan } = trained
  const body = html`<h1>${name}</h1>
<p class="quiet">${organisationName} · ${plan.period.from} 至 ${plan.period.to}</p>
${visitor.phone ? onPhone(trained, visitor, publicUrl) : onComputer(trained, visitor)}
<div class="card">
<h2>学什么</h2>
<ul class="plain">${plan.courses.map(({ title, site }) => html`<li>${title} <span class="quiet">${site}</span></li>`)}</ul>
</div>
<p class="small quiet foot">不明白的请问老师。请不要在群里发身份证号、个人加入码和手机号。</p>`
  return page({ title: name, visitor, body })
}

const onComputer = ({ code }: TrainingClass, { inApp, phone }: Visitor): Html => html`${
  inApp &&
  !phone &&
  html`<div class="note"><h2>请复制网址，用浏览器打开</h2>
<p>微信、QQ、钉钉等程序自带的窗口里不能安装。点右上角“…”→“用默认浏览器打开”，或复制网址粘贴到 Edge、Chrome、360 浏览器的地址栏。</p></div>`
}
<div class="card">
<h2>在这台电脑上开始</h2>
<ol class="steps">
<li>安装学迹，约 3 分钟：<br><a class="button" href="/install/${code}">安装学迹</a></li>
<li>加入班级：用老师发的个人加入码；没有的填班级代码 <span class="mono code">${code}</span>、姓名和身份证号后六位，等老师核对。</li>
<li>做一分钟练习课，看到“老师已收到”：<a href="/practice">练习课</a></li>
<li>打开培训网站，像平时一样播放课程。每次打开浏览器先点学迹图标签到。</li>
</ol>
<p>在别的电脑上学习，就在那台电脑上打开本页。已经装好的不用再装。</p>
</div>
<div class="card">
<h2>查自己的学时、提问</h2>
<p><a href="/my">我的学时</a>：用老师发给您本人的链接或二维码打开。</p>
</div>`

function onPhone({ code, plan: { policy } }: TrainingClass, { inApp }: Visitor, publicUrl: string): Html {
  const platform = policy.sources?.乙 ?? 0
  return html`<div class="note">
<h2>在手机、微信里看课，学迹记录不到</h2>
<p>学迹装在电脑的浏览器里。用手机、平板或微信${inApp === 'dingtalk' ? '、钉钉' : ''}看的课，不会有学迹的学习记录。</p>
</div>
<div class="card">
<h2>有这几个办法</h2>
<ol class="steps">
<li><strong>用电脑学</strong>：单位的、家里的、培训教室的都可以。在电脑的浏览器里打开 <span class="mono">${publicUrl}/g/${code}</span>。没有电脑的请告诉老师，请单位安排。</li>
<li><strong>平台出具的学习记录</strong>：在手机上看过的课，平台自己可能有记录，可以请老师向平台要。${
    platform > 0
      ? html`按本班的认定规则，平台记录最多可以占总学时的 ${percent(platform)}。`
      : html`按本班现在的认定规则，平台记录<strong>不计入学时</strong>，只作核对。`
  }${policy.status !== 'confirmed' && html`（规则待人社局确认，以确认的为准。）`}</li>
</ol>
</div>
<div class="card">
<h2>在手机上可以做的</h2>
<p>签到、看自己的学时、问老师、申请复核。手机签到不计学时。</p>
<p><a class="button" href="/my">打开“我的学时”</a></p>
<p class="small quiet">用老师发给您本人的链接、二维码，或个人加入码登录。</p>
</div>`
}

/** Thousandths as people write them. */
const percent = (thousandths: number): string => `${thousandths / 10}%`
