import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findFirefox, suiteTitle } from './drivers/binaries'
import { type Firefox, launchFirefox } from './drivers/firefox'
import { openLesson, playFor } from './lesson-script'
import { fill, handInNow, joinByCode, popupFigures, welcomeTab } from './trainee'
import { extension, openWorld, type World } from './world'

const firefox = findFirefox()

describe.skipIf('missing' in firefox)(suiteTitle('the build that people get, in Firefox', firefox), () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world?.close())

  async function start(): Promise<Firefox> {
    const browser = await launchFirefox({ extension: extension('firefox-mv3'), hosts: world.hosts })
    onTestFinished(() => browser.close())
    return browser
  }
  const joining = (n: number) => ({ server: world.server.url, code: world.slips[n]?.code ?? '' })

  test('asks in the click whether it may reach the server; allowed, it joins and hands in', async () => {
    const browser = await start()
    await joinByCode(await welcomeTab(browser), { ...joining(0), permit: () => browser.answerPrompt('allow') })
    await playFor(await openLesson(browser), 2)
    await handInNow(browser)
    expect((await popupFigures(browser)).received).toBeGreaterThan(1000)
  })

  test('not allowed, it says so, keeps nothing, and asks again at the next click', async () => {
    const browser = await start()
    const tab = await welcomeTab(browser)
    const { server, code } = joining(1)
    await fill(tab, '#server', server)
    await fill(tab, '#code', code)
    await tab.click('#next')
    await browser.answerPrompt('deny')
    await tab.waitFor(`document.querySelector('#join-error')?.textContent.includes('允许')`)
    await tab.click('#next')
    await browser.answerPrompt('allow')
    await tab.click('#disagree')
    await tab.waitFor(`document.querySelector('#disagreed') !== null`)
    const roster = (await world.hr.class(world.opened.id)).roster
    expect(roster.find(({ number }) => number === '002')).toMatchObject({ state: 'waiting' })
  })
})
