import { describe, expect, it } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import type { ViewReport } from './view-log'
import { DocumentWatch } from './watch-document'

/** A page that is read: clocks by hand, and what a background that gets every report ends up with. */
class Reading {
  mono = 1000
  wall = 1_795_000_000_000
  visible = true
  shown = true
  readonly spans = new Map<string, Span[]>()
  readonly states: string[] = []
  readonly watch: DocumentWatch

  constructor() {
    let views = 0
    this.watch = new DocumentWatch({
      newId: () => `view-${views++}`,
      mono: () => this.mono,
      wall: () => this.wall,
      visible: () => this.visible,
      describe: () => ({ site: 's', host: 's', rule: '', courses: [], missing: [] }),
      report: async ({ view, first, spans, closed, playing }: ViewReport) => {
        const known = this.spans.get(view) ?? []
        this.spans.set(view, [...known.slice(0, first), ...spans])
        this.states.push(playing.state)
        return first + spans.length - (closed ? 0 : 1)
      },
    })
  }

  async pass(seconds: number, { use = false, tick = 1000 } = {}): Promise<void> {
    for (let i = 0; i < (seconds * 1000) / tick; i++) {
      this.mono += tick
      this.wall += tick
      if (use) this.watch.used()
      this.watch.read(this.shown)
      await Promise.resolve()
    }
  }

  total = () => [...this.spans.values()].flat().reduce((sum, { ms }) => sum + ms, 0)
}

describe('a document lesson', () => {
  it('counts while it is visible and used, and a minute after the last use', async () => {
    const page = new Reading()
    page.watch.used()
    page.watch.read(true)
    await page.pass(120, { use: true })
    await page.pass(300)
    expect(page.total()).toBeGreaterThan(178_000)
    expect(page.total()).toBeLessThanOrEqual(181_000)
    expect(page.states.at(-1)).toBe('stalled')
    await page.pass(30, { use: true })
    expect(page.total()).toBeGreaterThan(204_000)
    expect(page.total()).toBeLessThanOrEqual(211_000)
  })

  it('opened and never used, hidden, or with something playing beside it, it gives nothing', async () => {
    const page = new Reading()
    await page.pass(120)
    page.visible = false
    await page.pass(120, { use: true })
    page.visible = true
    page.shown = false
    await page.pass(120, { use: true })
    expect(page.total()).toBe(0)
  })

  it('a machine asleep or a page that stood still adds nothing', async () => {
    const page = new Reading()
    await page.pass(20, { use: true })
    page.mono += 40_000
    page.wall += 3_600_000
    await page.pass(20, { use: true })
    expect(page.total()).toBeGreaterThan(32_000)
    expect(page.total()).toBeLessThanOrEqual(41_000)
    expect(
      [...page.spans.values()].flat().every(({ rate, ms, from, to }) => rate === 1000 && Math.abs(to - from - ms) < 2),
    ).toBe(true)
  })

  it('another document is another view', async () => {
    const page = new Reading()
    await page.pass(20, { use: true })
    page.watch.restart()
    await page.pass(20, { use: true })
    expect([...page.spans.keys()]).toEqual(['view-0', 'view-1'])
    expect([...page.spans.values()][1]?.[0]?.from).toBe(0)
  })
})
