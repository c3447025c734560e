import { readdirSync, readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { ORIGIN, openApp } from '../app.fixture'
import { installPage } from './install-page'
import { readUserAgent } from './user-agent'

const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0'
const IE = 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko QIHU 360SE'
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'
const WECHAT =
  'Mozilla/5.0 (Linux; Android 13; 22081212C; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47.2560(0x28002F35)'
const OLD = 'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36'

async function opened(settings: Parameters<typeof openApp>[0] = {}, published: Parameters<typeof openApp>[2] = {}) {
  const app = await openApp({ extension: `${import.meta.dirname}/no-build`, ...settings }, undefined, published)
  const { opened: trained } = await app.openedClass()
  const look = async (path: string, userAgent = EDGE) => {
    const response = await app.fetcher(ORIGIN + path, { headers: { 'user-agent': userAgent } })
    const text = await response.text()
    return { response, text, document: new JSDOM(text).window.document }
  }
  return { ...app, look, code: trained.code, name: trained.name }
}

describe('a page of the server for trainees', () => {
  it('loads nothing from elsewhere, runs no script of its own but one file, and carries no style inside', async () => {
    const { look, code } = await opened()
    for (const path of ['/install', `/install/${code}`, `/g/${code}`, '/practice', '/g/WRONG9'])
      for (const userAgent of [EDGE, IE, FIREFOX, WECHAT]) {
        const { document, text, response } = await look(path, userAgent)
        const loaded = [...document.querySelectorAll('[src], link[href]')].map(
          (one) => one.getAttribute('src') ?? one.getAttribute('href') ?? '',
        )
        for (const address of loaded) expect(address, path).toMatch(/^\/reach\/[\w.-]+$/)
        expect(document.querySelectorAll('script:not([src]), style, [style], [onclick]')).toHaveLength(0)
        expect(text.replaceAll(ORIGIN, '')).not.toMatch(/https?:\/\//)
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
        expect(response.headers.get('cache-control')).toBe('no-store')
      }
  })

  it('has every file it names, each from this server', async () => {
    const { app, look } = await opened()
    const { text } = await look('/install?b=chrome')
    const files = new Set([...text.matchAll(/\/reach\/([\w.-]+)/g)].map(([, file]) => file ?? ''))
    for (const file of [...files, 'practice.webm']) {
      expect(readdirSync(`${import.meta.dirname}/public`)).toContain(file)
      expect((await app.request(`${ORIGIN}/reach/${file}`)).status, file).toBe(200)
    }
    expect((await app.request(`${ORIGIN}/reach/..%2Fbuilds.ts`)).status).not.toBe(200)
  })

  it('names no person of the class', async () => {
    const { look, code, name } = await opened()
    for (const path of [`/install/${code}`, `/g/${code}`, `/g/${code.toLowerCase()}`]) {
      const { text } = await look(path)
      expect(text).toContain(name)
      expect(text).not.toMatch(/王晓明|李𠮷|\d{17}[\dXx]/)
    }
  })

  it('escapes what an organisation typed', async () => {
    const app = await openApp()
    const { hr } = await app.openedClass()
    const { code } = await hr.openClass({
      name: '<script>alert(1)</script>班',
      courses: [{ site: 'a.cn', title: '"<b>课' }],
    })
    const text = await (await app.fetcher(`${ORIGIN}/g/${code}`)).text()
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;班')
    expect(text).not.toMatch(/<b>课|<script>alert/)
  })

  it('answers a code that nobody has with a page that says so, and slows down who tries many', async () => {
    const { look } = await opened()
    const wrong = await look('/g/AAAAAA')
    expect([wrong.response.status, wrong.text]).toEqual([404, expect.stringContaining('没有这个班级')])
    const statuses = []
    for (let i = 0; i < 62; i++) statuses.push((await look(`/install/AAAA${i + 10}`)).response.status)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('the install page', () => {
  it('tells an IE kernel first how to change to the fast one, and every page tells old kernels in a comment', async () => {
    const { look } = await opened()
    const { document } = await look('/install', IE)
    expect(document.querySelector('h2')?.textContent).toBe('请点地址栏右侧的图标，切换到极速模式')
    expect((await look('/install')).text).toMatch(/<!--\[if IE\]>.*切换到极速模式.*<!\[endif\]-->/s)
  })

  it('puts the visitor’s own browser first and every other one a click away', async () => {
    const { look } = await opened()
    const { document } = await look('/install')
    expect(document.querySelector('.others .here')?.textContent).toBe('Edge（现在用的）')
    const links = [...document.querySelectorAll('.others a')].map((one) => one.getAttribute('href'))
    expect(links).toEqual(['edge', 'chrome', '360', 'qq', 'sogou', 'chromium', 'firefox'].map((b) => `/install?b=${b}`))
    expect((await look('/install?b=360')).document.querySelector('.here')?.textContent).toBe('360 浏览器')
  })

  it('says plainly that Firefox needs a signature, that a kernel is too old, that a phone installs nothing', async () => {
    const { look } = await opened()
    expect((await look('/install', FIREFOX)).text).toContain('正式版 Firefox 只接受 Mozilla 签过名的扩展')
    expect((await look('/install', OLD)).text).toContain('这个浏览器的内核太旧')
    expect((await look('/install', WECHAT)).text).toContain('手机上不能安装')
  })

  it('leads to a store only where the publisher has listed the extension, and says where not', async () => {
    const { look } = await opened()
    expect((await look('/install?b=chrome')).text).toContain('还没有在 Chrome 应用商店上架')
    const chrome = 'https://chromewebstore.google.com/detail/xueji'
    const shown = (chosen: 'chrome' | 'edge' | 'qq' | 'firefox', signedXpi?: string) =>
      installPage({
        ...{ visitor: readUserAgent(EDGE), chosen, trained: undefined, publicUrl: ORIGIN },
        publisher: { stores: { chrome }, signedXpi },
        versions: { chromium: '0.1.0', firefox: '0.1.0' },
      })
    for (const browser of ['chrome', 'qq'] as const) expect(shown(browser)).toContain(`href="${chrome}"`)
    expect(shown('edge')).toContain('还没有在 Edge 加载项商店上架')
    expect(shown('firefox')).toContain('只接受 Mozilla 签过名的扩展')
    expect(shown('firefox', '/signed/xueji.xpi')).toContain('href="/extension/xueji.xpi"')
  })

  it('carries class code and server address to type in, and none where no class is named', async () => {
    const { look, code } = await opened()
    expect((await look(`/install/${code}`)).document.querySelector('.code')?.textContent).toBe(code)
    expect((await look('/install')).document.querySelector('.code')).toBeNull()
    expect((await look('/install')).text).toContain(ORIGIN)
  })
})

describe('the group page', () => {
  it('says on a phone what is not recorded there, which ways exist, and what the policy says of the platform’s record', async () => {
    const { look, code } = await opened()
    const { text, document } = await look(`/g/${code}`, WECHAT)
    expect(text).toContain('学迹记录不到')
    expect(text).toContain('不计入学时')
    expect(document.querySelector('a[href="/my"]')).not.toBeNull()
    expect(document.querySelector(`a[href="/install/${code}"]`)).toBeNull()
  })

  it('leads on a computer to the install page of this class', async () => {
    const { look, code } = await opened()
    expect((await look(`/g/${code}`)).document.querySelector(`a[href="/install/${code}"]`)).not.toBeNull()
  })
})

it('the practice video is under 400 kB and lasts a little more than a minute', () => {
  const bytes = readFileSync(`${import.meta.dirname}/public/practice.webm`)
  expect(bytes.length).toBeLessThan(400_000)
  // Matroska's Duration (0x4489), a float of 8 bytes, in ms by the default scale.
  const at = bytes.indexOf(Buffer.from([0x44, 0x89, 0x88]))
  expect(bytes.readDoubleBE(at + 3) / 1000).toBeCloseTo(75, 0)
})
