import { mkdirSync } from 'node:fs'
import { join as path } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, Tab } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { entriesHere, fill, welcomeTab } from './trainee'
import { openWorld, testExtension, type World } from './world'

const browsers = [
  {
    name: 'Chromium',
    binary: findChromium(),
    launch: (world: World) => launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts }),
  },
  {
    name: 'Firefox',
    binary: findFirefox(),
    launch: (world: World) => launchFirefox({ extension: testExtension('firefox-mv3'), hosts: world.hosts }),
  },
]

/** Takes a picture of a screen, in order, to be looked at. */
type Shoot = (tab: Tab, name: string) => Promise<void>

function pictures(browser: string): Shoot {
  const folder = fileURLToPath(new URL(`../../dist/shots/first-run/trainee-${browser}`, import.meta.url))
  mkdirSync(folder, { recursive: true })
  let shots = 0
  return (tab, name) => tab.screenshot(path(folder, `${String(++shots).padStart(2, '0')}-${name}.png`))
}

/** What the link in the group opens, and where it leads. The driver has installed the extension already. */
async function readGroupLink(browser: DrivenBrowser, { server, opened }: World, shoot: Shoot): Promise<void> {
  const tab = await browser.open(`${server.url}/g/${opened.code}`)
  await tab.waitFor(`document.querySelector('h1')?.textContent === '电工第1期'`)
  await shoot(tab, 'group-link')
  await tab.click(`a[href="/install/${opened.code}"]`)
  await tab.waitFor(`location.pathname.startsWith('/install') && document.readyState === 'complete'`)
  await shoot(tab, 'install')
  await tab.close()
}

/** Pastes the one thing that the trainee has, reads the consent, agrees. */
async function join(browser: DrivenBrowser, link: string, shoot: Shoot): Promise<Tab> {
  const tab = await welcomeTab(browser)
  await tab.waitFor(`document.querySelector('#code') !== null`)
  await shoot(tab, 'welcome')
  await fill(tab, '#code', `【电工第1期】请加入：${link} 有问题找李老师`)
  await tab.waitFor(`document.querySelector('#known-server')?.dataset.from === 'link'`)
  await shoot(tab, 'pasted')
  await tab.click('#next')
  await tab.waitFor(`document.querySelector('#agree') !== null`)
  await shoot(tab, 'consent')
  await tab.click('#agree')
  await tab.waitFor(`document.querySelector('#joined')?.dataset.state === 'joined'`)
  await shoot(tab, 'joined')
  return tab
}

describe.each(browsers)('$name', ({ binary, launch, name }) => {
  describe.skipIf('missing' in binary)(suiteTitle('the first recorded minute', binary), () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld()
    })
    afterAll(() => world?.close())

    test('from the group’s link: a pasted link is all that is typed; the practice lesson says that it is recorded, and that the teacher has it', async () => {
      const browser = await launch(world)
      onTestFinished(() => browser.close())
      const [slip] = world.slips
      const shoot = pictures(name.toLowerCase())
      await readGroupLink(browser, world, shoot)
      const welcome = await join(browser, slip?.link ?? '', shoot)
      await welcome.click('#practice')
      const lesson = name === 'Firefox' ? welcome : await browser.opened('/practice')
      await lesson.waitFor(`document.querySelector('video')?.readyState >= 1`)
      await shoot(lesson, 'practice')
      await lesson.evaluate(`document.querySelector('video').play()`)
      await lesson.waitFor(`/已记录 \\d+ 秒/.test(document.querySelector('#xueji-practice').textContent)`)
      await shoot(lesson, 'recording')
      await lesson.waitFor(`document.querySelector('#xueji-practice').textContent === '已记 1 分钟，老师已收到'`, {
        timeout: 90_000,
      })
      await shoot(lesson, 'received')
      const page = await browser.open(browser.extensionUrl('/options.html'))
      const [view] = await entriesHere<{ site: string; course: { key: string } }>(page, 'view')
      expect(view).toMatchObject({ site: 'practice', course: { key: 'practice' }, lesson: { key: 'practice-1' } })
      const { roster } = await world.hr.class(world.opened.id)
      expect(roster.find(({ number }) => number === slip?.number)).toMatchObject({ state: 'joined', credited: 0 })
    })

    test('without a server the extension’s own page records the same lesson, and says that it waits', async () => {
      const browser = await launch(world)
      onTestFinished(() => browser.close())
      const file = await world.hr.get(`/api/classes/${world.opened.id}/class-file?offline=1`)
      const tab = await welcomeTab(browser)
      await tab.click('#by-file')
      const text = JSON.stringify(await file.text())
      await tab.evaluate(`(() => {
        const field = document.querySelector('#class-file')
        const files = new DataTransfer()
        files.items.add(new File([${text}], 'class.json'))
        field.files = files.files
        field.dispatchEvent(new Event('change', { bubbles: true }))
      })()`)
      await fill(tab, '#file-name', '李慧')
      await tab.click('#next')
      await tab.click('#agree')
      await tab.waitFor(`document.querySelector('#joined')?.dataset.state === 'file'`)
      await tab.click('#practice')
      await tab.waitFor(`document.querySelector('video')?.readyState >= 1`)
      await tab.evaluate(`document.querySelector('video').play()`)
      await tab.waitFor(`document.querySelector('#practised')?.dataset.state === 'recorded'`, { timeout: 90_000 })
      expect(await tab.evaluate(`document.querySelector('#practised').textContent`)).toBe('已记 1 分钟，待导出。')
      const [view] = await entriesHere<object>(tab, 'view')
      expect(view).toMatchObject({ site: 'practice', host: 'practice.invalid', lesson: { key: 'practice-1' } })
    })
  })
})
