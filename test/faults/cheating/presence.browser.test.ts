import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Body } from '../../../shared/record/bodies'
import { defaultPolicy } from '../../../shared/study/policies'
import { findChromium, suiteTitle } from '../../e2e/drivers/binaries'
import { launchRaw, type RawChromium } from '../../e2e/drivers/chromium-raw'
import { LESSON_PAGE, playFor, runFor, startPlaying, stopPlaying, takeNotes } from '../../e2e/lesson-script'
import { entriesHere } from '../../e2e/trainee'
import { lost, Sitting } from '../sitting'
import { userScript } from './scripts'

const SECOND = 1000
/** Asks after five seconds of playing and waits for as many. */
const policy = { ...defaultPolicy, presence: { every: 5 * SECOND, jitter: 0, answer: 5 * SECOND } }
const HOST = `document.querySelector('html > div[popover]')`

function suite(): void {
  let it: Sitting<RawChromium>
  beforeAll(async () => {
    it = await Sitting.begin(launchRaw, 'chrome-mv3', ['刷三'], { policy })
  })
  afterAll(() => it?.close())

  test('a page script cannot answer 在学确认: the time since the last proof is deducted; a hand on the mouse can, and what follows counts', async () => {
    const tab = await it.browser.open('about:blank')
    await tab.gotoWith(userScript('presence'), LESSON_PAGE)
    await takeNotes(tab)
    const results = async () => {
      const page = await it.browser.open(it.browser.extensionUrl('/log.html'))
      const entries = await entriesHere<Body<'presence'>>(page, 'presence')
      await page.close()
      await tab.activate()
      return entries.map(({ result }) => result)
    }
    const cheated = await it.gained(async () => {
      await startPlaying(tab)
      await tab.waitFor(`${HOST} !== null`, { timeout: 60_000 })
      await runFor(tab, 8)
      expect(await tab.evaluate<number>('pressed')).toBeGreaterThan(10)
      await stopPlaying(tab)
      expect(await results()).toEqual(['missed'])
    })
    expect(cheated.credited).toBe(0)
    expect(cheated.deductions.presence).toBeGreaterThan(8 * SECOND)
    await tab.activate()
    const honest = await it.gained(async () => {
      const [x, y] = await tab.evaluate<[number, number]>(
        `(({ left, top, width, height }) => [left + width / 2, top + height - 64])(${HOST}.getBoundingClientRect())`,
      )
      await tab.clickAt(x, y)
      await tab.waitFor(`${HOST} === null`)
      await playFor(tab, 3)
      expect(await results()).toEqual(['missed', 'answered'])
    })
    expect(honest.credited).toBeGreaterThan(2 * SECOND)
    expect(lost(honest)).toBeLessThanOrEqual(SECOND)
    await tab.close()
  })

  test('to a screen reader 在学确认 is read out, and its button has a name', async () => {
    const tab = await it.browser.open(LESSON_PAGE)
    await takeNotes(tab)
    await startPlaying(tab)
    await tab.waitFor(`${HOST} !== null`, { timeout: 60_000 })
    const panel = await tab.target('presence.html')
    await panel.waitFor(`document.querySelector('[role=alert]')?.textContent !== ''`)
    const { nodes } = await panel.call(
      v.object({
        nodes: v.array(
          v.object({
            role: v.optional(v.object({ value: v.optional(v.string()) })),
            name: v.optional(v.object({ value: v.optional(v.string()) })),
          }),
        ),
      }),
      'Accessibility.getFullAXTree',
    )
    const named = (role: string) => nodes.filter((node) => node.role?.value === role).map(({ name }) => name?.value)
    expect(named('button')).toEqual(['我在学习'])
    expect(named('alert')).toHaveLength(1)
    await tab.close()
  })
}

const chromium = findChromium()
describe.skipIf('missing' in chromium)(suiteTitle('cheating at 在学确认, in Chromium', chromium), suite)
