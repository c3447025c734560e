import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../../server/console/test/axe'
import { findChromium, suiteTitle } from '../../test/e2e/drivers/binaries'
import { type ChromiumSession, launchChromium } from '../../test/e2e/drivers/chromium'
import { openWorld, testExtension, type World } from '../../test/e2e/world'

const binary = findChromium()
/** Set to a folder, pictures of every state are left there, to be looked at. */
const pictures = process.env.XUEJI_PICTURES

describe.skipIf('missing' in binary)(suiteTitle('pages of the extension in Chromium', binary), () => {
  let world: World
  let browser: ChromiumSession
  beforeAll(async () => {
    world = await openWorld()
    browser = await launchChromium({ extension: testExtension('chrome-mv3'), hosts: world.hosts })
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  /** No accessibility violation in either theme; a picture of both where asked for. */
  async function expectFit(page: Page, name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
      if (!pictures) continue
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}.png`), fullPage: true })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
  async function popup(): Promise<Page> {
    const page = await browser.extensionPage('/popup.html')
    await page.setViewportSize({ width: 360, height: 560 })
    return page
  }

  test('before anybody joined, the popup says so and leads to the welcome page', async () => {
    const page = await popup()
    await page.getByRole('button', { name: '加入班级' }).waitFor()
    await expectFit(page, 'popup-nobody')
    const opened = browser.context.waitForEvent('page')
    await page.getByRole('button', { name: '加入班级' }).click()
    await (await opened).getByRole('heading', { name: '加入培训班' }).waitFor()
    await page.close()
  })

  test('joining by keyboard alone: what is missing is said beside its field, 不同意 keeps nothing, 同意 joins', async () => {
    const page = await browser.extensionPage('/welcome.html')
    await page.getByLabel('个人加入码', { exact: true }).last().waitFor()
    await expectFit(page, 'welcome')
    await page.locator('#next').focus()
    await page.keyboard.press('Enter')
    await page.getByText('请填写').first().waitFor()
    await expectFit(page, 'welcome-missing')
    await page.locator('#code').focus()
    await page.keyboard.type(world.slips[0]?.code.toLowerCase().replaceAll('-', '') ?? '')
    await page.keyboard.press('Tab')
    await page.keyboard.type(world.server.url)
    await page.keyboard.press('Tab')
    await page.keyboard.type('1234')
    await page.keyboard.press('Enter')
    await page.locator('#agree').waitFor()
    await expectFit(page, 'consent')
    await page.locator('#disagree').press('Enter')
    await page.locator('#disagreed').waitFor()
    await expectFit(page, 'disagreed')
    expect((await world.hr.class(world.opened.id)).roster[0]).toMatchObject({ state: 'waiting' })

    await page.getByRole('button', { name: '重新填写' }).press('Enter')
    await page.locator('#code').fill(`${world.server.url}/join#${world.slips[0]?.code}`)
    await page.locator('#pin').fill('1234')
    await page.locator('#pin').press('Enter')
    await page.locator('#agree').press('Enter')
    await page.locator('#joined').waitFor()
    await expectFit(page, 'joined')
    await page.close()
  })

  test('the popup while a lesson plays, when it does not count, and signed out', async () => {
    const lesson = await browser.context.newPage()
    await lesson.goto('http://px.class.com.cn/player/study/index?courseId=10103')
    const play = (rate: number) =>
      lesson.evaluate(async (rate) => {
        const frame = document.querySelector<HTMLIFrameElement>('#container')
        const video = frame?.contentDocument?.querySelector('video')
        if (!video) throw new Error('no player')
        video.playbackRate = rate
        await video.play()
      }, rate)
    await lesson.waitForFunction(
      () =>
        (document.querySelector<HTMLIFrameElement>('#container')?.contentDocument?.querySelector('video')?.readyState ??
          0) >= 2,
    )
    await play(1)
    const page = await popup()
    await page.getByText('记录中').waitFor()
    await page.getByText('电工安全基础').waitFor()
    await expectFit(page, 'popup-recording')
    await play(2)
    await page.locator('#reason[data-reason=rate]').waitFor()
    await expectFit(page, 'popup-rate')
    await page.getByRole('button', { name: '签退' }).press('Enter')
    await page.locator('#pin').waitFor()
    await expectFit(page, 'popup-signed-out')
    await page.locator('#pin').fill('9999')
    await page.keyboard.press('Enter')
    await page.getByText('PIN 不对').waitFor()
    await page.locator('#pin').fill('1234')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '签退' }).waitFor()
    await page.close()
    await lesson.close()
  })

  test('a site that no rule knows is asked about once; a paused one is not recorded until it is resumed', async () => {
    const lesson = await browser.context.newPage()
    await lesson.goto('http://www.chinanet.gov.cn/course/1')
    const play = () => lesson.evaluate(() => document.querySelector('video')?.play())
    await play()
    const page = await popup()
    await page.locator('#check').waitFor()
    await expectFit(page, 'popup-check')
    expect(await page.locator('#check-lesson').inputValue()).toBe('第一讲 认识职业')
    await page.locator('#check-lesson').fill('认识职业')
    await page.locator('#check-confirm').press('Enter')
    await page.locator('#check').waitFor({ state: 'detached' })
    await page.locator('#now-lesson').getByText('认识职业', { exact: true }).waitFor()
    await page.locator('#pause').press('Enter')
    await page.locator('[data-paused="www.chinanet.gov.cn"]').waitFor()
    await page.locator('#now-lesson').waitFor({ state: 'detached' })
    await expectFit(page, 'popup-paused')
    await page.getByRole('button', { name: '恢复记录' }).press('Enter')
    await page.locator('#now-lesson').waitFor()
    await page.close()
    await lesson.close()
  })

  test('the log shows by day and by course what counted, what did not, and why', async () => {
    const page = await browser.extensionPage('/log.html')
    const table = page.locator('table[data-group]').first()
    await table.getByText('电工安全基础').waitFor()
    await table.getByText('倍速播放').first().waitFor()
    await expectFit(page, 'log')
    await page.locator('#by-course').check()
    await page.locator('table[data-group="电工安全基础"]').waitFor()
    await expectFit(page, 'log-by-course')
    await page.close()
  })

  test('申请复核 by keyboard: what does not count is chosen, why is written, the teacher has it', async () => {
    const page = await browser.extensionPage('/log.html')
    await page.locator('[data-appeal-of]').first().press('Enter')
    await page.locator('#appeal-send').press('Enter')
    await page.getByText('请填写').waitFor()
    await expectFit(page, 'log-appeal')
    await page.locator('#appeal-why').fill('当时没有开倍速')
    await page.locator('#appeal-send').press('Enter')
    await page.locator('[data-appeal][data-state="open"]').getByText('当时没有开倍速').waitFor()
    await page.locator('#appeal-missing').press('Enter')
    await page.locator('#appeal-day').waitFor()
    await expectFit(page, 'log-missing')
    const opened = browser.context.waitForEvent('page')
    await page.locator('#phone-page').press('Enter')
    expect((await opened).url()).toMatch(/\/my#/)
    await page.close()
  })

  test('the workbench reads a page, by keyboard and list, and shows what would be recorded', async () => {
    const lesson = await browser.context.newPage()
    await lesson.goto('http://www.chinanet.gov.cn/course/1')
    const page = await browser.extensionPage('/workbench.html')
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.locator('#address').fill('not an address')
    await page.locator('#read').press('Enter')
    await page.locator('#read-error').waitFor()
    await page.locator('#address').fill('http://www.chinanet.gov.cn/course/1')
    await page.locator('#read').press('Enter')
    await page.locator('[data-field="course.title"] select').selectOption({ label: '职业生涯规划' })
    await page.locator('[data-field="lesson.title"] select').selectOption({ label: '第一讲 认识职业' })
    await page.locator('[data-field="course.hours"] button').first().press('Enter')
    await page.frameLocator('#shown').locator('.hours').click()
    await page.locator('[data-preview="course.hours"]').getByText('2', { exact: true }).waitFor()
    await page.locator('[data-preview="lesson.key"]').getByText('/course/1').waitFor()
    await expectFit(page, 'workbench')
    expect(await lesson.evaluate(() => document.documentElement.outerHTML)).not.toContain('data-')
    await page.close()
    await lesson.close()
  })

  test('the settings show the people, the class and what is held; everything can be exported', async () => {
    const page = await browser.extensionPage('/options.html')
    await page.getByRole('heading', { name: '设置' }).waitFor()
    await page.getByText(world.server.url).waitFor()
    await expectFit(page, 'options')
    const saved = page.waitForEvent('download')
    await page.locator('#export-all').click()
    const file = await (await saved).createReadStream()
    const text = (await file.toArray()).join('')
    const lines = text
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
    expect(lines[0]).toMatchObject({ export: 1 })
    expect(lines.some((line) => 'person' in line)).toBe(true)
    expect(lines.filter(({ kind }) => kind === 'watch').length).toBeGreaterThan(0)
    expect(text).not.toContain('privateKey')
    await page.close()
  })
})
