import { JSDOM } from 'jsdom'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import type { ViewReport } from './view-log'
import { MediaWatch } from './watch-media'

/** An element that plays by the test's clock, and what a background that gets every report ends up with. */
class Page {
  playing = false
  stuck = false
  position = 0
  readings = 0
  /** The player says its time each time it has played so much, ms; not at all where this is not set. */
  says: number | undefined
  readonly views = new Map<string, Span[]>()
  readonly element: HTMLVideoElement
  readonly watch: MediaWatch
  #event: typeof Event

  constructor() {
    const { window } = new JSDOM('<video></video>')
    const element = window.document.querySelector('video')
    if (!element) throw new Error('no video')
    this.#event = window.Event
    this.element = element
    Object.defineProperties(element, {
      currentTime: {
        get: () => {
          this.readings++
          return this.position / 1000
        },
      },
      paused: { get: () => !this.playing },
      ended: { get: () => false },
      readyState: { get: () => 4 },
      clientWidth: { get: () => 640 },
      clientHeight: { get: () => 360 },
    })
    let views = 0
    this.watch = new MediaWatch(element, {
      newId: () => `view-${views++}`,
      mono: () => performance.now(),
      wall: () => Date.now(),
      visible: () => true,
      describe: () => ({ site: 's', host: 's', rule: '', courses: [], missing: [] }),
      report: async ({ view, first, spans, closed }: ViewReport) => {
        this.views.set(view, [...(this.views.get(view) ?? []).slice(0, first), ...spans])
        return first + spans.length - (closed ? 0 : 1)
      },
    })
  }

  say(name: string): void {
    this.element.dispatchEvent(new this.#event(name))
  }

  play(): void {
    this.playing = true
    this.say('playing')
  }

  async pass(ms: number): Promise<void> {
    for (let i = 0; i < ms; i += 10) {
      const plays = this.playing && !this.stuck
      if (plays) this.position += 10
      await vi.advanceTimersByTimeAsync(10)
      if (plays && this.says && this.position % this.says === 0) this.say('timeupdate')
    }
  }

  /** A browser forgets the time before it tells anybody. */
  replaceSource(): void {
    this.position = 0
    this.playing = false
    this.say('emptied')
  }

  total = (view: string) => (this.views.get(view) ?? []).reduce((sum, { ms }) => sum + ms, 0)
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the watch of a player', () => {
  it('loses at most 0.3 s before a new source, also where the player leaves out its times, and credits nothing beyond the last reading', async () => {
    const page = new Page()
    page.says = 250
    page.play()
    await page.pass(1000)
    page.says = undefined
    await page.pass(1290)
    page.replaceSource()
    await page.pass(10)
    expect(page.total('view-0')).toBeGreaterThanOrEqual(2290 - 300)
    expect(page.total('view-0')).toBeLessThanOrEqual(2290)
  })

  it('trusts a player that said its time sixteen times in a row, until it leaves one out', async () => {
    const page = new Page()
    page.says = 250
    page.play()
    await page.pass(6000)
    page.says = undefined
    const before = page.readings
    await page.pass(1000)
    expect(page.readings).toBe(before)
    page.says = 250
    await page.pass(500)
    page.says = undefined
    const again = page.readings
    await page.pass(1000)
    expect(page.readings - again).toBeGreaterThan(2)
  })

  it('asks a player that says its time no more often than it says it', async () => {
    const page = new Page()
    page.says = 250
    page.play()
    await page.pass(1000)
    const before = page.readings
    await page.pass(10_000)
    expect(page.readings - before).toBe(40)
  })

  it.each([
    [
      'pauses',
      (page: Page) => {
        page.playing = false
        page.say('pause')
      },
    ],
    ['gets another source', (page: Page) => page.replaceSource()],
    [
      'stalls without a word',
      (page: Page) => {
        page.stuck = true
      },
    ],
  ])('asks nothing more of one that %s', async (_, still) => {
    const page = new Page()
    page.says = 250
    page.play()
    await page.pass(1000)
    still(page)
    await page.pass(4000)
    const before = page.readings
    await page.pass(10_000)
    expect(page.readings).toBe(before)
  })
})
