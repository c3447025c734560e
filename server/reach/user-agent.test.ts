import { expect, it } from 'vitest'
import { readUserAgent, type Visitor } from './user-agent'

const WIN = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

const table: readonly [string, string, Partial<Visitor>][] = [
  ['Chrome', `${WIN} ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`, { browser: 'chrome', kernel: 126, tooOld: false }],
  [
    'Chromium 86',
    `${WIN} ${WEBKIT} Chrome/86.0.4240.198 Safari/537.36`,
    { browser: 'chrome', kernel: 86, tooOld: true },
  ],
  [
    'Chrome on Linux',
    `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/156.0.0.0 Safari/537.36`,
    { browser: 'chrome', phone: false, tooOld: false },
  ],
  ['Edge', `${WIN} ${WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, { browser: 'edge', tooOld: false }],
  [
    'old Edge (EdgeHTML)',
    `${WIN} ${WEBKIT} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`,
    { tooOld: true, kernel: 64 },
  ],
  [
    '360 极速模式',
    `${WIN.replace('Win64; x64', 'WOW64')} ${WEBKIT} Chrome/86.0.4240.198 Safari/537.36 QIHU 360EE`,
    { browser: '360', ie: false, tooOld: true },
  ],
  [
    '360 安全 极速模式',
    `${WIN} ${WEBKIT} Chrome/114.0.5735.289 Safari/537.36 QIHU 360SE`,
    { browser: '360', ie: false, tooOld: false },
  ],
  ['360 企业', `${WIN} ${WEBKIT} Chrome/108.0.5359.95 Safari/537.36 QIHU 360ENT`, { browser: '360' }],
  [
    '360 兼容模式',
    'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko QIHU 360SE',
    { browser: undefined, ie: true, tooOld: true },
  ],
  [
    '360 兼容模式 as IE 7',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; .NET4.0E; 360SE)',
    { ie: true },
  ],
  [
    'IE 11',
    'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko',
    { ie: true, phone: false, browser: undefined, kernel: undefined },
  ],
  ['IE 8', 'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)', { ie: true }],
  [
    'QQ 浏览器',
    `${WIN} ${WEBKIT} Chrome/109.0.5414.120 Safari/537.36 QQBrowser/12.5.5646.400`,
    { browser: 'qq', inApp: undefined, tooOld: false },
  ],
  [
    'QQ 浏览器 of Chromium 86',
    `${WIN} ${WEBKIT} Chrome/86.0.4240.198 Safari/537.36 Core/1.63.6821.400 QQBrowser/10.3.3040.400`,
    { browser: 'qq', tooOld: true },
  ],
  ['搜狗', `${WIN} ${WEBKIT} Chrome/80.0.3987.87 Safari/537.36 SE 2.X MetaSr 1.0`, { browser: 'sogou', tooOld: true }],
  ['2345', `${WIN} ${WEBKIT} Chrome/106.0.5249.119 Safari/537.36 2345Explorer/12.0.0.21421`, { browser: 'chromium' }],
  ['猎豹', `${WIN} ${WEBKIT} Chrome/110.0.5481.177 Safari/537.36 LBBROWSER`, { browser: 'chromium' }],
  [
    '华为浏览器 on a computer',
    `${WIN} ${WEBKIT} Chrome/114.0.5735.289 Safari/537.36 HuaweiBrowser/5.0.5.300`,
    { browser: 'chromium', phone: false },
  ],
  [
    'Firefox',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
    { browser: 'firefox', kernel: 144, tooOld: false },
  ],
  [
    'Firefox ESR',
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
    { browser: 'firefox', kernel: 128, tooOld: true },
  ],
  [
    'Safari',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    { browser: undefined, phone: false, kernel: undefined },
  ],
  [
    '微信 on Android',
    `Mozilla/5.0 (Linux; Android 13; 22081212C Build/TKQ1; wv) ${WEBKIT} Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F35) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
    { phone: true, inApp: 'wechat' },
  ],
  [
    '微信 on iPhone',
    `${IPHONE} Mobile/15E148 MicroMessenger/8.0.48(0x18003030) NetType/4G Language/zh_CN`,
    { phone: true, inApp: 'wechat' },
  ],
  [
    '微信 on a computer',
    `${WIN} ${WEBKIT} Chrome/116.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/8555 Flue`,
    { phone: false, inApp: 'wechat' },
  ],
  [
    '企业微信',
    `${IPHONE} Mobile/15E148 wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh ColorScheme/Light`,
    { phone: true, inApp: 'wecom' },
  ],
  [
    '企业微信 on a computer',
    `${WIN} ${WEBKIT} Chrome/108.0.5359.215 Safari/537.36 wxwork/4.1.26 (MicroMessenger/6.2) WindowsWechat MailPlugin_Electron`,
    { phone: false, inApp: 'wecom' },
  ],
  [
    '钉钉 on iPhone',
    `${IPHONE} Mobile/21E219 AliApp(DingTalk/7.5.10) com.laiwang.DingTalk/34567 Channel/201200 language/zh-Hans-CN`,
    { phone: true, inApp: 'dingtalk' },
  ],
  [
    '钉钉 on a computer',
    `${WIN} ${WEBKIT} DingTalk(7.5.20-Release.231228) nw Chrome/91.0.4472.114 Safari/537.36`,
    { phone: false, inApp: 'dingtalk' },
  ],
  ['飞书', `${IPHONE} Mobile/15E148 Lark/7.11.5 LarkLocale/zh_CN`, { phone: true, inApp: 'lark' }],
  [
    'QQ on Android',
    `Mozilla/5.0 (Linux; Android 12; M2012K11AC) ${WEBKIT} Version/4.0 Chrome/98.0.4758.102 MQQBrowser/6.2 TBS/046403 Mobile Safari/537.36 V1_AND_SQ_8.9.28 QQ/8.9.28.10155 NetType/WIFI`,
    { phone: true, inApp: 'qq' },
  ],
  [
    'UC on Android',
    `Mozilla/5.0 (Linux; U; Android 12; zh-CN; PGT-AN10) ${WEBKIT} Version/4.0 Chrome/100.0.4896.58 UCBrowser/16.4.8.1302 Mobile Safari/537.36`,
    { phone: true, inApp: undefined },
  ],
  [
    '华为浏览器 on a phone',
    `Mozilla/5.0 (Linux; Android 10; HarmonyOS; NOH-AN00; HMSCore 6.13.0.322) ${WEBKIT} Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36`,
    { phone: true },
  ],
  [
    'HarmonyOS NEXT',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${WEBKIT} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile`,
    { phone: true },
  ],
  [
    'Edge on Android',
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.2478.50`,
    { phone: true, browser: 'edge' },
  ],
  [
    'iPad',
    'Mozilla/5.0 (iPad; CPU OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1',
    { phone: true },
  ],
  ['nothing', '', { phone: false, ie: false, browser: undefined, tooOld: false }],
]

it.each(table)('%s', (_, userAgent, expected) => {
  expect(readUserAgent(userAgent)).toMatchObject(expected)
})
