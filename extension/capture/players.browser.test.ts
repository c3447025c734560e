import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import { findChromium, suiteTitle } from '../../test/e2e/drivers/binaries'
import type { CdpTab } from '../../test/e2e/drivers/cdp-target'
import { launchRaw, type RawChromium } from '../../test/e2e/drivers/chromium-raw'
import { practiceHostMap } from '../../test/practice/hosts'
import { type Practice, startPractice } from '../../test/practice/main'
import { playerNames } from '../../test/practice/players/site'
import { streams } from '../../test/practice/players/streams'
import type { ContentMessages, Playing } from '../messages'
import { makeProbe } from './probe-extension'

interface Told {
  type: string
  input: ContentMessages['watch']['input']
}

const chromium = findChromium()
/** Those whose media ffmpeg has to make. */
const streamed = new Set(['videojs-hls', 'hls', 'mpegts'])
const wanted = playerNames.filter((name) => streams() !== undefined || !streamed.has(name))

describe.skipIf('missing' in chromium)(suiteTitle('real players in Chromium', chromium), () => {
  let practice: Practice
  let extension: string
  let browser: RawChromium
  beforeAll(async () => {
    practice = await startPractice({ port: 0 })
    extension = await makeProbe()
    browser = await launchRaw({ extension, hosts: practiceHostMap(practice.port) })
  })
  afterAll(async () => {
    await browser?.close()
    await practice.close()
    await rm(extension, { recursive: true })
  })

  const time = (tab: CdpTab) => tab.evaluate<number>('practice.state().time')
  const reaches = (tab: CdpTab, seconds: number) =>
    tab.waitFor(`practice.state().time >= ${seconds}`, { timeout: 60_000 })

  /** Eight seconds, a seek while it plays, ten more, a pause, four more. Returns what the media itself says was played, ms. */
  async function study(tab: CdpTab): Promise<number> {
    await tab.waitFor('window.practice?.ready', { timeout: 60_000 })
    await tab.evaluate('practice.play().then(() => true)')
    await reaches(tab, 8)
    const left = await tab.evaluate<number>('practice.seek(30)')
    await tab.waitFor('!practice.state().seeking && practice.state().time >= 29')
    const landed = Math.min(30, await time(tab))
    await reaches(tab, 40)
    await tab.evaluate('practice.pause().then(() => true)')
    await tab.waitFor('practice.state().paused')
    const paused = await time(tab)
    await tab.evaluate('practice.play().then(() => true)')
    await reaches(tab, paused + 4)
    await tab.evaluate('practice.pause().then(() => true)')
    await tab.waitFor('practice.state().paused')
    return (left + (await time(tab)) - landed) * 1000
  }

  async function recorded(
    page: string,
  ): Promise<{ ms: number; views: number; growing: boolean; visible: boolean; playing: Playing | undefined }> {
    const probe = await browser.open(browser.extensionUrl('page.html'))
    const told = await probe.evaluate<Told[]>(`chrome.runtime.sendMessage({ type: 'dump' })`)
    await probe.close()
    const views = new Map<string, { spans: Span[]; growing: boolean; playing: Playing }>()
    for (const { type, input } of told) {
      if (type !== 'watch' || input.page.lesson?.title !== page) continue
      const before = views.get(input.view)?.spans ?? []
      views.set(input.view, {
        spans: [...before.slice(0, input.first), ...input.spans],
        growing: !input.closed,
        playing: input.playing,
      })
    }
    const played = [...views.values()].filter(({ spans }) => spans.length > 0)
    const spans = played.flatMap((view) => view.spans)
    return {
      ms: spans.reduce((sum, { ms }) => sum + ms, 0),
      views: played.length,
      growing: played.some(({ growing }) => growing),
      visible: spans.every(({ visible }) => visible),
      playing: played.at(-1)?.playing,
    }
  }

  const fours = Array.from({ length: Math.ceil(wanted.length / 4) }, (_, i) => wanted.slice(i * 4, i * 4 + 4))

  test.each(fours.map((four) => [four.join(', '), four] as const))(
    '%s: each found, and timed within a second of the truth',
    async (_, four) => {
      const results = await Promise.all(
        four.map(async (name) => {
          const tab = await browser.openWindow(`http://www.chinanet.gov.cn/players/${name}`)
          const truth = await study(tab)
          return { name, tab, truth }
        }),
      )
      for (const { name, tab, truth } of results) {
        await expect.poll(async () => (await recorded(name)).growing).toBe(false)
        const { ms, views, visible } = await recorded(name)
        expect(truth, name).toBeGreaterThan(20_000)
        expect(Math.abs(ms - truth), `${name}: ${ms} for ${truth}`).toBeLessThanOrEqual(1000)
        expect({ name, views, visible }).toEqual({ name, views: 1, visible: true })
        await tab.close()
      }
    },
  )

  test.skipIf(streams() === undefined)(
    'a live stream to which hls.js gives an end that moves away is live, timed by the clock while it plays, and has no length',
    async () => {
      const tab = await browser.openWindow('http://www.chinanet.gov.cn/players/hls-live')
      await tab.waitFor('window.practice?.ready', { timeout: 60_000 })
      await tab.evaluate('practice.play().then(() => true)')
      const from = await time(tab)
      await reaches(tab, from + 1)
      const started = await tab.evaluate<number>('performance.now()')
      await reaches(tab, from + 21)
      expect(await tab.evaluate<boolean>(`Number.isFinite(document.querySelector('video').duration)`)).toBe(true)
      await tab.evaluate('practice.pause().then(() => true)')
      const truth = (await tab.evaluate<number>('performance.now()')) - started + 1000
      await expect.poll(async () => (await recorded('hls-live')).growing).toBe(false)
      const { ms, views, playing } = await recorded('hls-live')
      expect(playing?.kind).toBe('live')
      expect(playing).not.toHaveProperty('duration')
      expect(views).toBe(1)
      expect(Math.abs(ms - truth), `${ms} for ${truth}`).toBeLessThanOrEqual(1000)
      await tab.close()
    },
  )

  test.skipIf(streams() === undefined)('none of them was left out for want of ffmpeg', () =>
    expect(wanted).toEqual(playerNames),
  )
})
