import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium, suiteTitle } from '../../test/e2e/drivers/binaries'
import { type ChromiumSession, launchChromium } from '../../test/e2e/drivers/chromium'
import { type Fixture, startFixture } from './test/fixture'

const binary = findChromium()

describe.skipIf('missing' in binary)(suiteTitle('hand-in files in Chromium', binary), () => {
  const work = mkdtempSync(join(tmpdir(), 'xueji-folder-'))
  const folder = join(work, '上交文件')
  let fixture: Fixture
  let browser: ChromiumSession
  let page: Page

  beforeAll(async () => {
    const root = join(work, 'console')
    await build({
      configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
      logLevel: 'error',
      build: { outDir: root },
    })
    for (const [i, sub] of ['', '一班', '二班', join('二班', '补交')].entries()) {
      mkdirSync(join(folder, sub), { recursive: true })
      for (let n = 0; n < 75; n++) writeFileSync(join(folder, sub, `学员${i * 75 + n}.xueji.ndjson`), `file ${i}/${n}`)
    }
    writeFileSync(join(folder, 'Thumbs.db'), 'noise')
    writeFileSync(join(folder, '照片.jpg'), 'broken')
    fixture = await startFixture(root)
    browser = await launchChromium()
    page = await browser.context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await fixture?.close()
    rmSync(work, { recursive: true, force: true })
  })

  it('takes a folder that is dropped, with every file in every folder in it, and goes on while somebody is elsewhere', async () => {
    await page.goto(`${fixture.url}/classes/class-1/files`)
    const box = await page.locator('.drop').boundingBox()
    const [x, y] = [(box?.x ?? 0) + 20, (box?.y ?? 0) + 20]
    const devtools = await page.context().newCDPSession(page)
    const data = { items: [], files: [folder], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x, y, data })
    await page.getByText('共 301 份').first().waitFor()
    await page.getByRole('link', { name: '设置', exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goBack()
    await page.getByText('301 份上交文件已处理完').first().waitFor({ timeout: 60_000 })
    const rows = page.getByRole('region', { name: '导入结果' }).getByRole('row')
    expect(await rows.count()).toBe(302)
    expect(await rows.filter({ hasText: '照片.jpg' }).innerText()).toContain('这不是学迹的上交文件')
    expect(await rows.filter({ hasText: '学员299' }).innerText()).toContain('003 张伟')
    const sent = fixture.state.asked.filter(({ path }) => path.endsWith('/hand-in'))
    expect(sent).toHaveLength(301)
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载回执（每人一份，ZIP）' }).click()
    expect((await saved).suggestedFilename()).toBe('回执文件.zip')
  })
})
