/** Browsers that have a way of their own to install the extension, or none. */
export const browsers = ['edge', 'chrome', '360', 'qq', 'sogou', 'chromium', 'firefox'] as const
export type BrowserId = (typeof browsers)[number]

/** Programs that show web pages inside themselves: nothing can be installed there. */
export type InApp = 'wechat' | 'wecom' | 'dingtalk' | 'qq' | 'lark'

export interface Visitor {
  /** A phone or tablet: extensions are installed on computers alone. */
  phone: boolean
  inApp: InApp | undefined
  /** Internet Explorer or a browser of two kernels in 兼容模式: nothing runs there. */
  ie: boolean
  browser: BrowserId | undefined
  /** Version of the Chromium or Firefox kernel. */
  kernel: number | undefined
  /** The kernel is below what the extension runs on. */
  tooOld: boolean
}

/** As in extension/journal/build.ts. */
const MINIMUM = { chromium: 102, firefox: 142 } as const

const inApps: readonly [InApp, RegExp][] = [
  // 企业微信 calls itself MicroMessenger too.
  ['wecom', /\bwxwork\//i],
  ['wechat', /\bMicroMessenger\/|\bWindowsWechat\b|\bMacWechat\b/i],
  ['dingtalk', /\bDingTalk\b|\bAliApp\(DingTalk/i],
  ['lark', /\b(Lark|Feishu)\//i],
  // The messenger; its browser for computers says QQBrowser and has no ` QQ/`.
  ['qq', /\sQQ\/\d/],
]

/** The order matters: most call themselves Chrome as well. */
const marks: readonly [BrowserId, RegExp][] = [
  ['firefox', /\bFirefox\/\d/],
  ['edge', /\bEdgA?\/\d/],
  ['360', /\bQIHU\b|\b360(SE|EE|ENT|GT)\b/i],
  ['qq', /\bM?QQBrowser\/\d/i],
  ['sogou', /\bMetaSr\b|\bSogou/i],
  [
    'chromium',
    /\b(2345Explorer|LBBROWSER|Maxthon|UCBrowser|UBrowser|HuaweiBrowser|Quark|OPR|Vivaldi|TheWorld|cent)\b/i,
  ],
  ['chrome', /\bChrome\/\d/],
]

/** What a browser says of itself. It may be wrong: 360 in 极速模式 calls itself plain Chrome, so every way is one click away. */
export function readUserAgent(userAgent: string): Visitor {
  const ie = /\bMSIE \d|\bTrident\//.test(userAgent)
  const phone = /\b(Mobile|Android|iPhone|iPad|iPod|HarmonyOS|OpenHarmony|Phone)\b/i.test(userAgent)
  const browser = ie ? undefined : marks.find(([, mark]) => mark.test(userAgent))?.[0]
  const [, name, version] = /\b(Firefox|Chrome|Chromium)\/(\d+)/.exec(userAgent) ?? []
  const kernel = version === undefined || ie ? undefined : Number(version)
  const needed = name === 'Firefox' ? MINIMUM.firefox : MINIMUM.chromium
  return {
    phone,
    inApp: inApps.find(([, mark]) => mark.test(userAgent))?.[0],
    ie,
    browser,
    kernel,
    tooOld: ie || (kernel !== undefined && kernel < needed),
  }
}
