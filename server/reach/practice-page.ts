import { PRACTICE } from '../../shared/api/reach'
import { html } from './html'
import { page } from './layout'
import type { Visitor } from './user-agent'

/** One minute of a video that is recorded like any lesson and credited nowhere; the words under it come from the extension by reach.js. */
export function practicePage(visitor: Visitor, version: string | undefined): string {
  const body = html`<h1 data-xueji="course" data-key="${PRACTICE.course.key}">${PRACTICE.course.title}</h1>
<p class="quiet">播放一分钟，看看学迹是不是在记录、老师能不能收到。不计学时，可以做很多次。</p>
${
  visitor.phone &&
  !visitor.ie &&
  html`<div class="note"><h2>请在电脑上做练习课</h2><p>学迹装在电脑的浏览器里，手机上看不会记录。</p></div>`
}
<div class="card">
<h2 data-xueji="lesson" data-key="${PRACTICE.lesson.key}">${PRACTICE.lesson.title}</h2>
<video src="/reach/practice.webm" controls width="640" height="320" preload="metadata" aria-label="一分钟练习：画面上的字说明怎样才会记录，没有声音">这个浏览器放不出视频，请换用新版 Edge、Chrome 或 360 浏览器。</video>
<p class="live" id="xueji-practice" role="status">请点画面上的播放按钮</p>
<p id="xueji-hint">已经加入班级、签到以后，这里会显示记录了多久、老师收到了没有。一直没有变化的，请看浏览器右上角有没有“学迹”图标：没有就先<a href="/install">安装</a>；有就点开，照它说的做。</p>
</div>
<div class="card">
<h2>练习做完以后</h2>
<ul class="plain">
<li>打开培训网站，像平时一样播放课程。</li>
<li>每次打开浏览器，先点学迹图标签到；绿点表示记录中，变灰时点开看原因。</li>
<li>学完一天，点开图标看“老师已收到”。没有网络的班，点“保存上交文件”交给老师。</li>
</ul>
</div>
<div id="xueji-found" aria-live="polite"></div>`
  return page({ title: PRACTICE.course.title, visitor, body, build: version })
}
