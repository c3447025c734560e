import type { Publisher, StoreName } from '../deploy/publisher'
import { type Html, html } from './html'
import type { BrowserId } from './user-agent'

/** How people call a browser, and where its page of extensions is; it cannot be linked to, only typed. */
interface Way {
  name: string
  address: string
  /** The menu that leads there too, where addresses differ by version. */
  menu: string
  /** Where it installs from, if not from Chrome's store. */
  store?: StoreName
}

export const ways: Readonly<Record<Exclude<BrowserId, 'firefox'>, Way>> = {
  edge: { name: 'Edge', address: 'edge://extensions', menu: '右上角“…”→ 扩展 → 管理扩展', store: 'edge' },
  chrome: {
    name: 'Chrome',
    address: 'chrome://extensions',
    menu: '右上角“⋮”→ 扩展程序 → 管理扩展程序',
  },
  '360': {
    name: '360 浏览器',
    address: 'chrome://extensions',
    menu: '右上角“≡”→ 扩展程序（或“更多工具”→ 扩展程序）',
    store: '360',
  },
  qq: { name: 'QQ 浏览器', address: 'chrome://extensions', menu: '右上角“≡”→ 应用中心 / 扩展 → 管理' },
  sogou: { name: '搜狗浏览器', address: 'chrome://extensions', menu: '右上角“≡”→ 扩展 → 管理扩展' },
  chromium: { name: '其他（Chromium 内核）', address: 'chrome://extensions', menu: '菜单里的“扩展”或“扩展程序”' },
}

export const nameOf = (browser: BrowserId): string => (browser === 'firefox' ? 'Firefox' : ways[browser].name)

const shot = (file: string, height: number, alt: string): Html =>
  html`<img src="/reach/${file}" width="960" height="${height}" alt="${alt}">`

/** The way by developer mode, with what its warning means. */
export function unpackedSteps(browser: Exclude<BrowserId, 'firefox'>, version: string | undefined): Html {
  const { address, menu } = ways[browser]
  if (version === undefined)
    return html`<p>这台服务器上没有学迹的安装文件。请联系老师；服务器的管理员要先生成扩展（npm start 会自动生成）。</p>`
  return html`<ol class="steps">
<li>下载安装文件：<br><a class="button" href="/extension/xueji-chromium.zip">下载学迹 ${version}（zip）</a></li>
<li>解压：在下载的文件上点右键 →“全部解压缩”，放到一个不会删掉的地方，例如 <span class="mono">D:\\学迹</span>。<strong>以后不要移动或删除这个文件夹</strong>，移走了学迹就没有了。</li>
<li>打开扩展程序页：把 <span class="mono">${address}</span> 复制到地址栏，按回车。打不开的，从菜单进：${menu}。</li>
<li>打开“开发者模式”（一般在右上角）：${shot('developer-mode.png', 110, '扩展程序页右上角的“开发者模式”开关')}</li>
<li>点“加载已解压的扩展程序”（新版叫“加载未打包的扩展程序”），选刚才解压出来的文件夹（里面有 manifest.json 的那一层）：${shot('load-unpacked.png', 130, '打开开发者模式后出现的“加载未打包的扩展程序”按钮')}</li>
<li>出现“学迹”就装好了，“加入培训班”一页会自动打开：${shot('loaded.png', 330, '扩展程序页里出现“学迹”')}</li>
<li>把图标固定在地址栏旁边，随时能看到是不是在记录：<img src="/reach/pin.svg" width="640" height="150" alt="点地址栏右边的拼图图标，再点学迹右边的图钉"></li>
</ol>
<h3>浏览器的提示是什么意思</h3>
<ul class="plain">
<li>“请停用以开发者模式运行的扩展程序”：浏览器对所有不是从商店安装的扩展都这样提示，每次打开可能出现一次。请点“取消”或关掉提示，<strong>不要点“停用”</strong>；点了停用，学习就不记录了，回到扩展程序页再打开即可。</li>
<li>“读取和更改网站数据”：学迹只看培训网站的播放情况和课程名，不改动页面，不读密码。</li>
<li>开发者模式装的扩展不会自动更新：有新版本时本页会提醒，把新的 zip 解压到同一个文件夹覆盖，再在扩展程序页点学迹的刷新箭头。已有的学习记录不会丢。</li>
</ul>`
}

const storeWords: Readonly<Record<StoreName, string>> = {
  chrome: ' Chrome 应用商店',
  edge: ' Edge 加载项商店',
  firefox: ' Firefox 附加组件网站',
  '360': ' 360 扩展商店',
}

/** A page of a store, once a publisher has listed the extension there; where not, that is said. */
export function storeWay(browser: Exclude<BrowserId, 'firefox'>, { stores }: Pick<Publisher, 'stores'>): Html {
  const { store = 'chrome' } = ways[browser]
  const address = stores[store]
  return address === undefined
    ? html`<p class="quiet">学迹还没有在${storeWords[store]}上架，所以要用下面的办法安装。</p>`
    : html`<p><a class="button" href="${address}" rel="noreferrer">到商店安装（推荐）</a></p>
<p>从商店安装不用开发者模式，会自动更新。打不开商店的，用下面的办法。</p>`
}

/** Firefox takes what Mozilla signed, and nothing else for longer than until it is closed. */
export function firefoxWay({ stores, signedXpi }: Omit<Publisher, 'key'>, version: string | undefined): Html {
  const signed = stores.firefox ?? (signedXpi && '/extension/xueji.xpi')
  if (signed !== undefined)
    return html`<p><a class="button" href="${signed}" rel="noreferrer">安装学迹（Mozilla 已签名）</a></p>
<p>Firefox 问“是否允许安装”时点“继续安装”→“添加”。需要 Firefox 142 以上。</p>`
  return html`<div class="note">
<h2>现在请改用 Edge、Chrome 或 360 浏览器</h2>
<p>正式版 Firefox 只接受 Mozilla 签过名的扩展，学迹还没有取得签名。不签名只能“临时载入”：关掉 Firefox 就没有了，之后的学习不会记录。</p>
</div>
${
  version !== undefined &&
  html`<h3>只想试一试</h3>
<ol class="steps">
<li><a href="/extension/xueji-firefox.zip">下载学迹 ${version}（zip）</a>，不用解压。</li>
<li>把 <span class="mono">about:debugging#/runtime/this-firefox</span> 复制到地址栏，按回车。</li>
<li>点“临时载入附加组件…”，选下载的 zip。关掉 Firefox 以前有效。</li>
</ol>`
}`
}
