import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { Fixture } from './test/fixture'
import { inChromium } from './test/in-chromium'
import { at } from './test/instants'

inChromium('the class board, in Chromium', (chromium) => {
  let fixture: Fixture
  let page: Page

  beforeAll(async () => {
    fixture = chromium.fixture
    page = await chromium.newPage()
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  it('shows who begins to study without a reload, and asks for the table again when something changed', async () => {
    await page.goto(`${fixture.url}/classes/class-1`)
    await page.getByText('实时更新').waitFor()
    await page.getByRole('row').nth(5).waitFor()
    const again = page.waitForRequest(/\/board\/people\?/)
    const studying = [{ seat: 's', number: '777', name: '新来的', course: '电工基础', lesson: '第九讲', at: at(14, 6) }]
    await fixture.tellBoards({ version: '2', studying, studyingNow: 1, signedInToday: 41 })
    await page.getByRole('link', { name: '新来的 777' }).waitFor()
    await page.getByText('现在有 1 人在学习').waitFor()
    await page.getByText('今天已签到 41 人').waitFor()
    await again
  })

  it('keeps no line for a page that is out of sight, and opens it again when somebody looks', async () => {
    await page.goto(`${fixture.url}/classes/class-1`)
    await page.getByText('实时更新').waitFor()
    const show = (visibility: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, visibility)
    await show('hidden')
    await page.getByText('实时连接已断开').waitFor()
    await show('visible')
    await page.getByText('实时更新').waitFor()
  })

  it('opens a person from the board, with where they stand and every day in one order', async () => {
    await page.goto(`${fixture.url}/classes/class-1`)
    await page.getByLabel('查找姓名、编号').fill('004')
    await page.getByRole('table', { name: '班级看板' }).getByRole('link', { name: '刘芳' }).click()
    const standing = page.getByRole('region', { name: '现在到了哪里' })
    await standing.getByText('提问 1 次，等待答复').waitFor()
    const day = page.getByRole('region', { name: '2026-11-22' })
    await day.getByRole('cell', { name: '倍速播放 4分00秒' }).waitFor()
    const lines = await day
      .getByRole('list', { name: /2026-11-22 的签到/ })
      .getByRole('listitem')
      .allInnerTexts()
    expect(lines.map((line) => line.split('\n')[0])).toEqual([
      '08:54:00',
      '09:41:00',
      '11:03:00',
      '13:00:00',
      '14:00:00',
      '理论考核第 2 次：78/100，合格',
    ])
  })

  it('copies a text of names alone, of the groups that were left in', async () => {
    await page.goto(`${fixture.url}/classes/class-1/urge`)
    await page.getByLabel(/进度落后/).uncheck()
    const text = await page.locator('#urge-text').innerText()
    expect(text).toContain('还没有加入班级')
    expect(text).not.toContain('学习进度慢了')
    expect(text.replace('2026-12-31', '').replace('2026 年第 3 期', '')).not.toMatch(/\d/)
  })

  it('has the figures of a picture behind it, one click away', async () => {
    await page.goto(`${fixture.url}/classes/class-1/charts`)
    const days = page.getByRole('figure').filter({ hasText: '每天的学习时长' })
    await days.getByText('查看表格').click()
    await expect.poll(() => days.getByRole('row').count()).toBe(19)
  })
})
