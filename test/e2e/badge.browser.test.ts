import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from './drivers/binaries'
import { launchRaw } from './drivers/chromium-raw'
import { openLesson, startPlaying } from './lesson-script'
import { joinByCode, openPopup, welcomeTab } from './trainee'
import { openWorld, testExtension } from './world'

const chromium = findChromium()
const video = `document.querySelector('#container').contentDocument.querySelector('video')`
/** It says it within ten seconds: nine pass where a page falls silent, one for the way. Five more are for a busy machine and for our asking. */
const IN_TIME = { timeout: 15_000, interval: 250 }

test.skipIf('missing' in chromium)(
  'the badge says within ten seconds that it records, why it does not and what to do, that nothing plays any more, and that a site is paused',
  async () => {
    const world = await openWorld()
    const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts })
    onTestFinished(async () => {
      await browser.close()
      await world.close()
    })
    const badge = () =>
      browser.background<[string, string]>('Promise.all([chrome.action.getBadgeText({}), chrome.action.getTitle({})])')
    const says = (text: string, title: RegExp) =>
      expect.poll(badge, IN_TIME).toEqual([text, expect.stringMatching(title)])
    const welcome = await welcomeTab(browser)
    await says('!', /还没有加入培训班/)
    await joinByCode(welcome, { server: world.server.url, code: world.slips[0]?.code ?? '' })
    await says('', /已签到，现在没有播放课程/)
    const lesson = await openLesson(browser)
    await startPlaying(lesson)
    await says('●', /记录中/)
    await lesson.evaluate(`void (${video}.playbackRate = 2)`)
    await says('●', /未计入：倍速播放。请用正常速度（1 倍）播放/)
    await lesson.evaluate(`void (${video}.playbackRate = 1)`)
    await says('●', /记录中/)
    const other = await browser.open('about:blank')
    await says('●', /未计入：页面不在眼前.*请让视频页面保持在眼前/)
    await other.close()
    await lesson.activate()
    await says('●', /记录中/)
    // Its renderer stands still: nothing is reported any more, not even that it ended.
    await lesson.evaluate(`void setTimeout(() => { for (;;); }, 0)`)
    await says('', /现在没有播放课程/)

    const again = await openLesson(browser)
    await startPlaying(again)
    await says('●', /记录中/)
    const popup = await openPopup(browser)
    await popup.click('#pause')
    await popup.waitFor(`document.querySelector('[data-paused]') !== null`)
    await popup.waitFor(`document.querySelector('#reason')?.dataset.reason === 'paused'`)
    await says('●', /未计入：本网站已暂停记录.*恢复记录/)
    await popup.click('[data-paused] button')
    await popup.close()
    await again.activate()
    await says('●', /记录中/)
    await popup.close().catch(() => undefined)
  },
)
