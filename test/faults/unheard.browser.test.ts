import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from '../e2e/drivers/binaries'
import { launchRaw } from '../e2e/drivers/chromium-raw'
import { joinByCode, openPopup, welcomeTab } from '../e2e/trainee'
import { openWorld, testExtension } from '../e2e/world'

const chromium = findChromium()

test.skipIf('missing' in chromium)(
  'a sound that stands in no page cannot be timed: the trainee is told, and of a lesson with a player they are not',
  async () => {
    const world = await openWorld()
    const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts })
    onTestFinished(async () => {
      await browser.close()
      await world.close()
    })
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: world.slips[0]?.code ?? '' })
    const unmeasurable = async () => {
      const popup = await openPopup(browser)
      const what = await popup.evaluate<string | null>(
        `document.querySelector('[data-unmeasurable]')?.dataset.unmeasurable ?? null`,
      )
      await popup.close()
      return what
    }
    // No sound comes out of this machine: every tab that we may see stands for one that can be heard.
    const aMinutePasses = () =>
      browser.background(`(() => {
        const { tabs } = chrome
        const query = tabs.query.bind(tabs)
        tabs.query = ({ audible, ...which }) => query(which)
        return chrome.alarms.create('sweep', { when: Date.now() })
      })()`)
    const play = async (kind: string) => {
      const tab = await browser.open(`http://www.chinanet.gov.cn/frames/${kind}`)
      await tab.waitFor('practice.ready')
      await tab.evaluate('void practice.play()')
      await tab.waitFor('practice.state().then(({ paused }) => !paused)')
      return tab
    }
    const measured = await play('audio')
    const popup = await openPopup(browser)
    await popup.waitFor(`document.querySelector('#now-lesson') !== null`)
    await popup.close()
    await aMinutePasses()
    expect(await unmeasurable()).toBeNull()
    await measured.close()
    await play('detached-audio')
    await expect
      .poll(
        async () => {
          await aMinutePasses()
          return unmeasurable()
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe('audio')
  },
)
