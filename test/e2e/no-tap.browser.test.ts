import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from './drivers/binaries'
import { launchRaw } from './drivers/chromium-raw'
import { handInNow, joinByCode, welcomeTab } from './trainee'
import { openWorld, people, testExtension } from './world'

const chromium = findChromium()
const video = `document.querySelector('video')`

/** The build as a kernel sees it that knows no world of the page: the tap is not there. */
async function withoutTap(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xueji-no-tap-'))
  await cp(testExtension('chrome-mv3'), folder, { recursive: true })
  const file = path.join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  manifest.content_scripts = manifest.content_scripts.filter(({ world }: { world?: string }) => world !== 'MAIN')
  await writeFile(file, JSON.stringify(manifest))
  return folder
}

test.skipIf('missing' in chromium)(
  'without the tap a lesson of a site with calls is recorded all the same, less what only a call gives; the settings say so',
  async () => {
    const world = await openWorld()
    const extension = await withoutTap()
    const browser = await launchRaw({ extension, hosts: world.hosts })
    onTestFinished(async () => {
      await browser.close()
      await rm(extension, { recursive: true })
      await world.close()
    })
    const opened = await world.hr.openClass({
      name: '新能源汽车第1期',
      courses: [{ key: '7', site: 'skills.kjcxchina.com', title: '新能源汽车维修' }],
    })
    await world.hr.importRoster(opened.id, people)
    const [slip] = await world.hr.slips(opened.id)
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: slip?.code ?? '' })
    const tab = await browser.open('http://skills.kjcxchina.com/videoDetail.html?id=7&chapter_id=13')
    await tab.waitFor('practice.heard.title')
    await tab.waitFor(`${video}.readyState >= 2`)
    await tab.evaluate(`${video}.play()`)
    await tab.waitFor(`${video}.currentTime >= 4`)
    await tab.evaluate(`${video}.pause()`)
    await handInNow(browser)
    const [row] = (await world.hr.class(opened.id)).roster
    expect(row?.credited).toBeGreaterThan(2500)
    const { days } = await world.hr.seat(slip?.seat ?? '')
    const [lesson] = days.flatMap(({ pieces }) => pieces.map((piece) => piece.lesson))
    expect(lesson).toMatchObject({ key: '13', title: '新能源汽车维修' })
    const settings = await browser.open(browser.extensionUrl('/options.html'))
    await settings.waitFor(`document.querySelector('#health')?.textContent.includes('内核较旧')`)
  },
)
