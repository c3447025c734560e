import { launchChromium } from '../../../test/e2e/drivers/chromium'
import { startFixture } from './fixture'
import { screens } from './screens'

/** `npx tsx server/console/test/shoot.ts BUILT OUT [dark] [NAME,…]`: a picture of every screen, for people to look at; trainees' pages as wide as a phone. */
const [root = 'dist/console', out = 'dist/console-shots', scheme, only] = process.argv.slice(2)
const fixture = await startFixture(root)
const browser = await launchChromium()
const page = await browser.context.newPage()
if (scheme === 'dark') await page.emulateMedia({ colorScheme: 'dark' })
page.on('console', (message) => console.log(message.type(), message.text()))
page.on('pageerror', (error) => console.log('page error', error.message))

try {
  for (const { name, path, before, prepare } of screens.filter(
    (screen) => only === undefined || only.split(',').includes(screen.name),
  )) {
    fixture.reset()
    before?.(fixture.state)
    await page.setViewportSize(path.startsWith('/my') ? { width: 390, height: 844 } : { width: 1366, height: 768 })
    await page.goto(`${fixture.url}${path}`)
    await page.locator('h1').first().waitFor()
    await prepare?.(page)
    await page.screenshot({ path: `${out}/${name}.png`, fullPage: name !== 'pending-refuse' })
    if (name === 'codes' || name === 'seat') await page.pdf({ path: `${out}/${name}.pdf`, preferCSSPageSize: true })
  }
} finally {
  await browser.close()
  await fixture.close()
}
