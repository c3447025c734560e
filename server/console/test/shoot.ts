import { launchChromium } from '../../../test/e2e/drivers/chromium'
import { startFixture } from './fixture'

/** `npx tsx server/console/test/shoot.ts BUILT OUT`: a picture of every screen, for people to look at. */
const [root = 'dist/console', out = 'dist/console-shots', scheme] = process.argv.slice(2)
const fixture = await startFixture(root)
const browser = await launchChromium()
const page = await browser.context.newPage()
await page.setViewportSize({ width: 1366, height: 768 })
if (scheme === 'dark') await page.emulateMedia({ colorScheme: 'dark' })
page.on('console', (message) => console.log(message.type(), message.text()))
page.on('pageerror', (error) => console.log('page error', error.message))

const shoot = async (name: string, path: string, prepare?: () => Promise<void>) => {
  await page.goto(`${fixture.url}${path}`)
  await page.locator('h1').first().waitFor()
  await prepare?.()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: true })
}

fixture.state.setUp = false
await shoot('01-not-set-up', '/')
await shoot('02-set-up', '/setup?token=abc', async () => {
  await page.getByLabel('统一社会信用代码').fill('91231202MA18ABCD1X')
  await page.getByRole('button', { name: '完成设置' }).click()
})
fixture.reset()
fixture.state.signedIn = false
await shoot('03-sign-in', '/classes')
fixture.reset()
fixture.state.classes = []
await shoot('04-classes-empty', '/classes')
fixture.reset()
await shoot('05-classes', '/classes')
await shoot('06-open-class', '/classes/new', async () => {
  await page.getByRole('button', { name: '开班' }).click()
})
await shoot('07-roster', '/classes/class-1')
await shoot('08-roster-open', '/classes/class-1', async () => {
  await page.getByRole('button', { expanded: false }).nth(1).click()
})
await page.screenshot({ path: `${out}/08b-roster-fold.png` })
await shoot('09-roster-empty', '/classes/class-2')
const upload = (text: string, name: string) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })
await shoot('10-import', '/classes/class-2/import')
await shoot('11-import-refused', '/classes/class-2/import', async () => {
  await upload('broken', '名册.xlsx')
  await page.getByText('末位校验不符').waitFor()
})
await shoot('12-import-preview', '/classes/class-2/import', async () => {
  await upload('fine', '名册.xlsx')
  await page.getByRole('button', { name: '导入 12 人' }).waitFor()
})
await shoot('13-codes', '/classes/class-1/codes')
await page.pdf({ path: `${out}/13-codes.pdf`, preferCSSPageSize: true })
await shoot('14-files', '/classes/class-1/files', async () => {
  const files = ['张伟.ndjson', '李芳.ndjson', '坏的.ndjson'].map((name, i) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(['ok', 'partly', 'broken'][i] ?? '') }))
  await page.locator('input[type=file]').setInputFiles(files)
  await page.getByText('3 份上交文件已处理完').first().waitFor()
})
await shoot('15-pending', '/classes/class-1/pending')
await page.getByRole('button', { name: '不接受' }).first().click()
await page.screenshot({ path: `${out}/15b-pending-refuse.png` })
await shoot('16-findings', '/classes/class-1/findings')
await shoot('17-package', '/classes/class-1/package', async () => {
  await page.getByRole('button', { name: '生成申报资料包' }).click()
  await page.getByText('申报资料包已生成').first().waitFor()
})
await shoot('18-seat', '/seats/seat-3?class=class-1')
await page.pdf({ path: `${out}/18-seat.pdf`, preferCSSPageSize: true })
await shoot('19-seat-empty', '/seats/seat-5?class=class-1')
await browser.close()
await fixture.close()
