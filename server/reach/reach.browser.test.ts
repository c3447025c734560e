import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ServerType, serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonLink } from '../../shared/api'
import { findChromium, suiteTitle } from '../../test/e2e/drivers/binaries'
import { type ChromiumSession, launchChromium } from '../../test/e2e/drivers/chromium'
import { Hr, inventedId } from '../../test/support/hr'
import { freePort } from '../../test/support/server'
import { setupLink } from '../access/set-up'
import { createApp } from '../app'
import { violations } from '../console/test/axe'
import { type Deps, openDeps } from '../deps'

const IE = 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko QIHU 360SE'
const WECHAT =
  'Mozilla/5.0 (Linux; Android 13; 22081212C; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47.2560(0x28002F35)'
const DESK = { width: 1366, height: 768 }
const PHONE = { width: 390, height: 844 }
/** Where people look at the pictures. */
const shots = process.env.XUEJI_SHOTS

const binary = findChromium()

describe.skipIf('missing' in binary)(suiteTitle('the pages that trainees open', binary), () => {
  let folder: string
  let deps: Deps
  let server: ServerType
  let browser: ChromiumSession
  let url: string
  let hr: Hr
  let classId: string
  let code: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xueji-reach-'))
    const configFile = fileURLToPath(new URL('../console/vite.config.ts', import.meta.url))
    await build({ configFile, logLevel: 'error', build: { outDir: join(folder, 'console') } })
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    deps = await openDeps({ dataDir: join(folder, 'data'), publicUrl: url })
    const app = createApp(deps, { tls: false, openDeviceRoutes: false, console: join(folder, 'console') })
    server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
    hr = new Hr(url)
    await hr.setUp(/token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? '')
    const opened = await hr.openClass({ name: '养老护理员第1期' })
    classId = opened.id
    code = opened.code
    await hr.importRoster(classId, [{ name: '王晓明', id: inventedId(1) }])
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await deps?.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** A page of somebody's own; whatever goes wrong in it fails the test. */
  async function look(path: string, viewport: { width: number; height: number }, userAgent?: string): Promise<Page> {
    const context = await browser.context.browser()?.newContext({
      viewport,
      locale: 'zh-CN',
      ...(userAgent !== undefined && { userAgent }),
    })
    if (!context) throw new Error('no browser')
    const page = await context.newPage()
    page.on('pageerror', (error) => expect.fail(error.message))
    page.on('request', (request) => expect(new URL(request.url()).origin, request.url()).toBe(url))
    await page.goto(url + path)
    await page.locator('h1').first().waitFor()
    return page
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  }

  it.each([
    ['install', '/install'],
    ['install-of-class', 'CLASS'],
    ['install-firefox', '/install?b=firefox'],
    ['group', 'GROUP'],
    ['practice', '/practice'],
  ])(
    '%s: axe finds nothing and nothing is wider than the screen, on a computer, on a phone in WeChat, in 兼容模式',
    async (name, path) => {
      const address = path.replace('CLASS', `/install/${code}`).replace('GROUP', `/g/${code}`)
      for (const [view, size, userAgent] of [
        ['computer', DESK, undefined],
        ['wechat', PHONE, WECHAT],
        ['ie', DESK, IE],
      ] as const) {
        const page = await look(address, size, userAgent)
        await picture(page, `${name}-${view}`)
        expect(await violations(page), view).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(size.width)
        await page.context().close()
      }
    },
  )

  it('reads whole without a script', async () => {
    const context = await browser.context.browser()?.newContext({ javaScriptEnabled: false, viewport: DESK })
    const page = await context?.newPage()
    await page?.goto(`${url}/install/${code}`)
    expect(await page?.getByText('请看浏览器右上角有没有“学迹”图标').isVisible()).toBe(true)
    await context?.close()
  })

  it('a group link in WeChat leads to 签到 on the phone, whose receipt is in the attendance sheet as 手机', async () => {
    const group = await look(`/g/${code}`, PHONE, WECHAT)
    await group.getByText('在手机、微信里看课，学迹记录不到').waitFor()
    expect(await group.locator('body').innerText()).not.toContain('王晓明')
    const [link]: PersonLink[] = await (await hr.get(`/api/classes/${classId}/links`)).json()
    await group.getByRole('link', { name: '打开“我的学时”' }).click()
    await group.waitForURL(/\/my/)
    await group.context().close()

    const page = await look(new URL(link?.link ?? url).pathname + new URL(link?.link ?? url).hash, PHONE, WECHAT)
    await page.getByRole('button', { name: '签到', exact: true }).click()
    await page.getByRole('button', { name: '同意并继续' }).click()
    await page.getByText('已签到，老师已收到').waitFor()
    await page.getByLabel('您的问题').fill('作业交到哪里？')
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByText('等待老师答复').waitFor()
    await picture(page, 'my-signed-in')
    expect(await violations(page)).toEqual([])

    const desk = await look('/', DESK)
    await desk.getByLabel('账号').fill('admin')
    await desk.getByLabel('密码').fill('correct horse battery')
    await desk.getByRole('button', { name: '登录' }).click()
    await desk.getByRole('link', { name: '学员提问' }).click()
    await desk.getByLabel('答复 王晓明').fill('平台“作业”页')
    await desk.getByRole('button', { name: '发送答复' }).click()
    await desk.getByText('没有等待答复的问题').waitFor()
    await desk.goto(`${url}/classes/${classId}/attendance`)
    await desk.getByRole('cell', { name: '手机签到' }).waitFor()
    expect(await desk.getByRole('cell', { name: '手机', exact: true }).count()).toBe(1)
    await desk.context().close()

    await page.reload()
    await page.getByText('平台“作业”页').waitFor()
    await page.context().close()
    const { t, read } = deps.store
    expect(await read.select().from(t.receipt)).toHaveLength(3)
  })

  it('the group text can be copied, and the poster saved as a picture', async () => {
    const desk = await look('/', DESK)
    await desk.getByLabel('账号').fill('admin')
    await desk.getByLabel('密码').fill('correct horse battery')
    await desk.getByRole('button', { name: '登录' }).click()
    await desk.getByRole('link', { name: '学员提问' }).waitFor()
    await desk.goto(`${url}/classes/${classId}/reach`)
    await desk.getByText(`${url}/g/${code}`).first().waitFor()
    for (const [button, ending] of [
      ['存成图片（PNG）', '.png'],
      ['存成 SVG', '.svg'],
    ] as const) {
      const [download] = await Promise.all([
        desk.waitForEvent('download'),
        desk.getByRole('button', { name: button }).click(),
      ])
      expect(download.suggestedFilename()).toBe(`海报-养老护理员第1期${ending}`)
      if (shots !== undefined) await download.saveAs(join(shots, `poster${ending}`))
    }
    await desk.context().close()
  })
})
