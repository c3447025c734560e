import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findChromium, findFirefox, suiteTitle } from '../../e2e/drivers/binaries'
import type { Tab } from '../../e2e/drivers/browser'
import type { CdpTab } from '../../e2e/drivers/cdp-target'
import { launchRaw, type RawChromium } from '../../e2e/drivers/chromium-raw'
import { launchFirefox } from '../../e2e/drivers/firefox'
import {
  LESSON_PAGE,
  openLesson,
  playFor,
  runFor,
  startPlaying,
  stopPlaying,
  takeNotes,
  truthSoFar,
  VIDEO,
  watched,
} from '../../e2e/lesson-script'
import { openPopup } from '../../e2e/trainee'
import { Sitting } from '../sitting'
import { FRAME, userScript } from './scripts'

const SECOND = 1000

/** ms that pass on the wall clock while it is done: no player plays longer, however slow the machine and what drives it are. */
const wallOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** At the developer tools of the extension's own page: changes every row of a store that `work` changes. Gives how many. */
const EDIT = `(store, work) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('xueji')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const rows = opening.result.transaction(store, 'readwrite').objectStore(store)
    const all = rows.getAll()
    all.onsuccess = () => {
      const last = all.result.findLast(({ kind }) => kind === 'watch')
      const changed = all.result.filter((row) => work(row, row === last))
      for (const row of changed) rows.put(row)
      rows.transaction.oncomplete = () => (opening.result.close(), resolve(changed.length))
    }
  }
})`

function chromiumSuite(): void {
  let it: Sitting<RawChromium>
  beforeAll(async () => {
    it = await Sitting.begin(launchRaw, 'chrome-mv3', ['刷一'])
  })
  afterAll(() => it?.close())

  /** The player page in a tab in front, with a user script in it; closed when the test ends. */
  async function lesson(script?: Parameters<typeof userScript>[0], page = LESSON_PAGE): Promise<CdpTab> {
    const tab = await it.browser.open('about:blank')
    onTestFinished(() => tab.close())
    if (script) await tab.gotoWith(userScript(script), page)
    else await tab.goto(page)
    await takeNotes(tab)
    return tab
  }

  test('2x to 16x set by script with ratechange swallowed and the worker killed earns nothing, and every second of it is a deduction', async () => {
    const tab = await lesson('rate')
    let normal = 0
    let fast = 0
    const gained = await it.gained(async () => {
      normal = await wallOf(async () => {
        await startPlaying(tab)
        await runFor(tab, 3)
        await tab.evaluate(`${FRAME}.speed(2)`)
      })
      fast = await wallOf(async () => {
        for (const rate of [2, 4, 8, 16]) {
          await tab.evaluate(`${FRAME}.speed(${rate})`)
          await runFor(tab, rate * 1.5)
          if (rate === 4) await it.browser.stopBackground()
        }
        expect(await tab.evaluate(`${FRAME}.realRate()`)).toEqual([16])
        expect(await tab.evaluate(`${VIDEO}.playbackRate`)).toBe(1)
        await stopPlaying(tab)
      })
    })
    expect(gained.credited).toBeLessThanOrEqual(normal + 0.3 * SECOND)
    expect(gained.deductions.rate).toBeGreaterThan(fast - 2 * SECOND)
    expect(gained.deductions.rate).toBeLessThanOrEqual(fast + SECOND)
  })

  test('a jump to the end earns what was played, not what was jumped over', async () => {
    const tab = await lesson()
    let left = 0
    const gained = await it.gained(async () => {
      await startPlaying(tab)
      await runFor(tab, 1)
      left = await tab.evaluate<number>(`((player) => {
        const left = player.currentTime * 1000
        player.currentTime = player.duration - 1
        return left
      })(${VIDEO})`)
      await tab.waitFor(`${VIDEO}.ended`)
    })
    expect(gained.credited).toBeLessThanOrEqual(left + 1.5 * SECOND)
  })

  test('a page that is made to believe it is seen and in focus earns nothing behind another tab', async () => {
    const tab = await lesson('visible')
    let seen = 0
    let behind = 0
    const gained = await it.gained(async () => {
      let other: CdpTab | undefined
      seen = await wallOf(async () => {
        await startPlaying(tab)
        await runFor(tab, 2)
        other = await it.browser.open('http://px.class.com.cn/study/myclass/index')
      })
      behind = await wallOf(() => runFor(tab, 4))
      expect(await tab.evaluate('document.visibilityState + document.hasFocus()')).toBe('visibletrue')
      await stopPlaying(tab)
      await other?.close()
    })
    expect(gained.credited).toBeLessThanOrEqual(seen + SECOND)
    expect(gained.deductions.hidden).toBeGreaterThan(behind - SECOND)
  })

  test('media events made by the page over a player that stands still add nothing to what it played', async () => {
    const tab = await lesson('events')
    let played = 0
    const gained = await it.gained(async () => {
      await playFor(tab, 1)
      played = watched(await truthSoFar(tab))
      await tab.evaluate(`${FRAME}.pretend(${VIDEO}, 4)`)
      played += await wallOf(() => playFor(tab, 1))
    })
    expect(gained.credited).toBeLessThanOrEqual(played + 0.6 * SECOND)
  })

  test('progress posted to the platform without playing adds nothing to what was played, though the platform believes it', async () => {
    const page = 'http://px.class.com.cn/player/study/index?courseId=10102'
    const tab = await lesson(undefined, page)
    let before = 0
    let after = 0
    const gained = await it.gained(async () => {
      await playFor(tab, 1)
      before = watched(await truthSoFar(tab))
      await tab.evaluate(
        `fetch('/player/study/save', { method: 'POST', body: new URLSearchParams({ courseId: '10102', learned: '90' }) }).then(() => true)`,
      )
      await tab.goto(page)
      await tab.waitFor(`document.querySelector('#learnedStr').textContent === '01:30'`)
      await tab.click('#btn_submit')
      await tab.waitFor(`document.querySelector('#hiddenStudyStatus').value === '2'`)
      await takeNotes(tab)
      await playFor(tab, 1)
      after = watched(await truthSoFar(tab))
    })
    expect(gained.credited).toBeLessThanOrEqual(before + after + 0.6 * SECOND)
  })

  test('a loop over two seconds in a player nobody can see earns no more than the clock on the wall', async () => {
    const tab = await lesson('source')
    let wall = 0
    const gained = await it.gained(async () => {
      wall = await wallOf(async () => {
        await tab.evaluate(`${FRAME}.loopTiny(${VIDEO}, 1.5)`)
        await tab.waitFor(`(window.turns ??= (${VIDEO}.addEventListener('seeked', () => turns++), 0)) >= 4`)
      })
      await tab.evaluate(`void ${VIDEO}.pause()`)
    })
    expect(gained.credited).toBeLessThanOrEqual(wall)
  })

  test('another video under a blob address earns no more than it plays', async () => {
    const tab = await lesson('source')
    let wall = 0
    const gained = await it.gained(async () => {
      wall = await wallOf(async () => {
        await tab.evaluate(`${FRAME}.replaceByBlob(${VIDEO}, '/media/lesson-60.mp4')`)
        await tab.waitFor(`${VIDEO}.currentTime >= 3`)
        await tab.evaluate(`void ${VIDEO}.pause()`)
      })
    })
    expect(gained.credited).toBeLessThanOrEqual(wall + SECOND)
  })

  test('a picture drawn by the page earns no more than it plays', async () => {
    const tab = await lesson('source')
    let wall = 0
    const gained = await it.gained(async () => {
      wall = await wallOf(async () => {
        await tab.evaluate(`${FRAME}.replaceByCanvas(${VIDEO})`)
        await tab.waitFor(`${VIDEO}.currentTime >= 14`, { timeout: 60_000 })
        await tab.evaluate(`void ${VIDEO}.pause()`)
      })
    })
    expect(gained.credited).toBeLessThanOrEqual(wall + SECOND)
  })

  test('three lessons side by side in windows of their own: each second on the wall counts once', async () => {
    const tabs: CdpTab[] = []
    for (const id of ['10101', '10102', '10103']) {
      const tab = await it.browser.openWindow(`http://px.class.com.cn/player/study/index?courseId=${id}`)
      onTestFinished(() => tab.close())
      await takeNotes(tab)
      tabs.push(tab)
    }
    let wall = 0
    let played = 0
    const gained = await it.gained(async () => {
      wall = await wallOf(async () => {
        await Promise.all(tabs.map((tab) => startPlaying(tab)))
        await Promise.all(tabs.map((tab) => runFor(tab, 4)))
        await Promise.all(tabs.map((tab) => stopPlaying(tab)))
      })
      played = watched(...(await Promise.all(tabs.map((tab) => truthSoFar(tab)))))
    })
    expect(gained.credited).toBeGreaterThan(3 * SECOND)
    expect(gained.credited).toBeLessThanOrEqual(wall)
    expect(gained.deductions.double).toBeGreaterThan(played - gained.credited - 2 * SECOND)
  })

  test('a computer clock set forward in the middle of a lesson makes no time; set to another day, nothing of it counts', async () => {
    const tab = await lesson()
    const forward = (hours: number) =>
      `(globalThis.realNow ??= Date.now, Date.now = () => realNow.call(Date) + ${hours * 3_600_000}, true)`
    const setClock = async (hours: number) => {
      await Promise.all([it.browser.background(forward(hours)), tab.inContentScripts(forward(hours))])
    }
    let honest = 0
    const gained = await it.gained(async () => {
      await playFor(tab, 3)
      honest = watched(await truthSoFar(tab))
      await setClock(9)
      await playFor(tab, 4)
    })
    await setClock(0)
    expect(gained.credited).toBeLessThanOrEqual(honest + SECOND)
    expect(gained.credited).toBeGreaterThan(honest - SECOND)
    expect(gained.deductions['clock-unproven']).toBeGreaterThan(2.5 * SECOND)
  })

  test('what these left behind is found, each by its name, with the entries that show it', async () => {
    const findings = await it.findings()
    for (const code of [
      'rate-above-limit',
      'synthetic-events',
      'progress-without-playing',
      'looped-media',
      'made-source',
    ]) {
      const found = findings.find((one) => one.code === code)
      expect(found, `${code} among ${findings.map((one) => one.code)}`).toMatchObject({
        name: '刷一',
        severity: 'check',
      })
      expect(found?.entries.length).toBeGreaterThan(0)
    }
  })

  test('a draft edited in the journal by hand to an hour earns nothing of the hour', async () => {
    const tab = await lesson()
    let wall = 0
    const gained = await it.gained(async () => {
      let popup: Tab | undefined
      wall = await wallOf(async () => {
        await startPlaying(tab)
        await runFor(tab, 2)
        popup = await openPopup(it.browser)
      })
      const longer = `view.spans = view.spans.map(({ index, span }) => ({ index, span: { ...span, ms: 3600000, to: span.from + 3600000 } }))`
      expect(await popup?.evaluate(`(${EDIT})('views', (view) => view.spans.length > 0 && (${longer}, true))`)).toBe(1)
      await popup?.close()
      await it.browser.stopBackground()
    })
    expect(gained.credited).toBeLessThanOrEqual(wall + SECOND)
  })

  test('an entry edited in the journal is refused by the server, whole, and the trainee is told', async () => {
    const tab = await lesson()
    const before = await it.figures()
    await it.world.server.stop()
    await playFor(tab, 2)
    const popup = await openPopup(it.browser)
    await popup.evaluate(`chrome.runtime.sendMessage({ type: 'seal' })`)
    const longer = `entry.line = entry.line.replace(/"ms":\\d+/, '"ms":3600000')`
    expect(
      await popup.evaluate(
        `(${EDIT})('entries', (entry, last) => last && entry.kind === 'watch' && (${longer}, true))`,
      ),
    ).toBe(1)
    await it.world.startAgain()
    await popup.click('#hand-in')
    await popup.waitFor(`document.querySelector('[data-outcome=refused]') !== null`, { timeout: 40_000 })
    expect(await it.figures()).toEqual(before)
    await popup.close()
  })
}

function firefoxSuite(): void {
  test('in Firefox too: 8x with ratechange swallowed, made-up events and a page made to believe it is seen earn nothing', async () => {
    const it = await Sitting.begin(launchFirefox, 'firefox-mv3', ['刷二'])
    try {
      const tab = await openLesson(it.browser)
      const run = (script: string) =>
        tab.evaluate(`(${FRAME}.eval(${JSON.stringify(script)}), eval(${JSON.stringify(script)}), true)`)
      for (const name of ['rate', 'visible', 'events'] as const) await run(userScript(name))
      let normal = 0
      let rest = 0
      const gained = await it.gained(async () => {
        await tab.evaluate(`${FRAME}.pretend(${VIDEO}, 3)`)
        normal = await wallOf(async () => {
          await startPlaying(tab)
          await runFor(tab, 2)
          await tab.evaluate(`${FRAME}.speed(8)`)
        })
        rest += await wallOf(() => runFor(tab, 16))
        let other: Tab | undefined
        normal += await wallOf(async () => {
          await tab.evaluate(`${FRAME}.speed(1)`)
          other = await it.browser.open('http://px.class.com.cn/study/myclass/index')
        })
        rest += await wallOf(() => runFor(tab, 3))
        await stopPlaying(tab)
        await other?.close()
      })
      expect(gained.credited).toBeLessThanOrEqual(normal + SECOND)
      expect(gained.deductions.rate ?? 0).toBeGreaterThan(0.5 * SECOND)
      expect((gained.deductions.rate ?? 0) + (gained.deductions.hidden ?? 0)).toBeGreaterThan(rest - 2 * SECOND)
    } finally {
      await it.close()
    }
  })
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('cheating at the player, in Chromium', chromium), chromiumSuite)
describe.skipIf('missing' in firefox)(suiteTitle('cheating at the player, in Firefox', firefox), firefoxSuite)
