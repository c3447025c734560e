import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manualColumns } from '../../server/bureau/review/manual/columns'
import { inventedId } from '../support/hr'
import { clean, EDITED, openFirms, planted } from './bureau-firms'
import { openBureau, PASSWORD, staff } from './bureau-server'
import { Clerk, xlsx } from './clerk'
import { findChromium, suiteTitle } from './drivers/binaries'
import { type ChromiumSession, launchChromium } from './drivers/chromium'

const chromium = findChromium()
const MANUAL = '绥化市宏达机械厂'
/** Nine working days and the weekends between: longer than any notice of five. */
const LATER = 14

describe.skipIf('missing' in chromium)(suiteTitle('the bureau’s desk, as a reviewer works at it', chromium), () => {
  let bureau: Awaited<ReturnType<typeof openBureau>>
  let firms: Awaited<ReturnType<typeof openFirms>>
  let browser: ChromiumSession
  let desk: Clerk
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xueji-bureau-walk-'))
    firms = await openFirms(folder)
    bureau = await openBureau('2026-11-26T02:00:00Z')
    browser = await launchChromium()
    const page = await browser.context.newPage()
    page.setDefaultTimeout(20_000)
    await page.setViewportSize({ width: 1366, height: 768 })
    desk = new Clerk(page, 'bureau')
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await bureau?.close()
    await firms?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Signs in as one of the bureau's people; whoever was there leaves. */
  async function enter({ login, name }: { login: string; name: string }): Promise<void> {
    await desk.page.goto(bureau.url)
    const out = desk.button('退出登录')
    const field = desk.field('账号')
    await out.or(field).first().waitFor()
    if (await out.isVisible()) await out.click()
    await desk.fill({ 账号: login, 密码: PASSWORD })
    await desk.button('登录').click()
    await desk.page.getByText(name).first().waitFor()
  }
  const text = () => desk.page.locator('main').innerText()
  const keyFile = async (of: typeof firms.good): Promise<string> => {
    await of.school.hr.signIn()
    return (await of.school.hr.get('/api/organisation/key-file')).text()
  }

  test('keys are enrolled by file once somebody compared them; one of them is revoked', async () => {
    await enter(staff.manager)
    await desk.shoot('home-new')
    await desk.link('登记单位').click()
    for (const [name, of] of [
      [clean, firms.good],
      [planted, firms.bad],
    ] as const) {
      const file = {
        name: `${name}-单位密钥.json`,
        mimeType: 'application/json',
        buffer: Buffer.from(await keyFile(of)),
      }
      await desk.page.locator('input[type=file]').setInputFiles(file)
      await desk.page.getByText('与单位核对这个指纹').waitFor()
      const { fingerprint } = await of.school.trusted()
      expect((await text()).replaceAll(/\s/g, '')).toContain(fingerprint)
      await desk.fill({ 怎样核对的: '与周校长当面核对' })
      await desk.shoot('enrol')
      await desk.button('指纹一致，登记').click()
      await desk.page.getByText(`已登记${name}的密钥`).first().waitFor()
    }
    await desk.link(planted).click()
    await desk.button(/^停用/).click()
    const ask = desk.page.getByRole('dialog')
    await ask.getByLabel('从哪天起停用').fill('2026-11-20')
    await ask.getByLabel('原因').fill('单位被责令整改')
    await ask.getByRole('button', { name: '停用', exact: true }).click()
    await desk.page.getByText('2026-11-20 起停用').first().waitFor()
    await desk.shoot('revoked')
  })

  test('packages are taken in: the clean one agrees, everything planted in the other is found, with its records', async () => {
    await enter(staff.clerk)
    await desk.page.goto(`${bureau.url}/intake`)
    await desk.page.locator('input[type=file]').first().setInputFiles([firms.clean, firms.planted])
    await expect.poll(async () => desk.page.getByText('已收件').count(), { timeout: 120_000 }).toBe(2)
    await desk.shoot('intake')
    const opened = desk.page.getByRole('link', { name: /^查看结果/ })
    await opened.first().click()
    await desk
      .heading(/核验报告/)
      .first()
      .waitFor()
    await desk.shoot('clean')
    const good = await text()
    expect(good).toContain('一致')
    expect(good).not.toMatch(/不一致 \d|起停用|没有这个成绩|网站规则来历不明/)
    await desk.page.goBack()
    await opened.nth(1).click()
    await desk
      .heading(/核验报告/)
      .first()
      .waitFor()
    await desk.shoot('planted')
    const bad = await text()
    for (const found of [
      // The edited score sheet.
      `理论成绩写 ${EDITED}/100，记录里没有这个成绩`,
      // The cut chain.
      '末尾的记录没有设备签名',
      // The revoked key.
      /停用|不再/,
      // The unknown rule.
      '网站规则来历不明',
      // The shared trainee and the hours of two places at once.
      /另一|其他单位|两个单位/,
      /时间重叠|同一时间/,
    ])
      expect(bad).toMatch(found)
    expect(bad, 'with the entries that show it').toMatch(/… 第 \d+ 条/)
  })
})
