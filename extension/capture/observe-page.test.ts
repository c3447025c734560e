import { JSDOM } from 'jsdom'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PageDescription } from '../messages'
import { PageObserver } from './observe-page'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now())
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A MutationObserver reports before this resolves. */
const reported = () => vi.advanceTimersByTimeAsync(0)

function observed({ cost = 0, top = true } = {}) {
  const { window } = new JSDOM('<body><h1>第一讲</h1><p>0</p>', { url: 'https://px.example.cn/course/1' })
  const { document } = window
  vi.stubGlobal('MutationObserver', window.MutationObserver)
  const told: (string | undefined)[] = []
  let read = 0
  const describe = (): PageDescription => {
    read++
    vi.setSystemTime(Date.now() + cost)
    const title = document.querySelector('h1')?.textContent ?? ''
    const progress = document.querySelector('p')?.textContent ?? ''
    return {
      site: 's',
      host: 's',
      rule: '',
      course: { key: title, title },
      platform: { progress },
      courses: [],
      missing: [],
    }
  }
  const observer = new PageObserver(
    document,
    ['class'],
    describe,
    top ? ({ course }) => told.push(course?.title) : undefined,
  )
  const show = (selector: string, text: string) =>
    Object.assign(document.querySelector(selector) ?? {}, { textContent: text })
  return { window, observer, told, show, reads: () => read }
}

it('tells once at the start and again when the page shows something else, not when the platform only counts', async () => {
  const { told, show } = observed()
  await vi.advanceTimersByTimeAsync(1000)
  show('p', '1')
  await vi.advanceTimersByTimeAsync(1000)
  show('h1', '第二讲')
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual(['第一讲', '第二讲'])
})

it('reads anew for whoever asks after a change, also one of the same task, and not without one', async () => {
  const { observer, show, reads } = observed()
  expect(observer.page.course?.title).toBe('第一讲')
  expect(observer.page.course?.title).toBe('第一讲')
  expect(reads()).toBe(1)
  show('h1', '第二讲')
  expect(observer.page.course?.title).toBe('第二讲')
  show('h1', '第三讲')
  await reported()
  expect(observer.page.course?.title).toBe('第三讲')
  expect(reads()).toBe(3)
})

it('tells of a change that somebody else read first', async () => {
  const { observer, told, show } = observed()
  await vi.advanceTimersByTimeAsync(1000)
  show('h1', '第二讲')
  await reported()
  expect(observer.page.course?.title).toBe('第二讲')
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual(['第一讲', '第二讲'])
})

it('reads a dear page rarely while it changes all the time, at least every ten seconds', async () => {
  const { show, reads } = observed({ cost: 5 })
  await vi.advanceTimersByTimeAsync(1000)
  const before = reads()
  for (let i = 0; i < 60; i++) {
    show('p', String(i))
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(reads() - before).toBeGreaterThanOrEqual(4)
  expect(reads() - before).toBeLessThanOrEqual(6)
})

it('follows an address that changed without a word', async () => {
  const { window, observer, reads } = observed()
  await vi.advanceTimersByTimeAsync(1000)
  const before = reads()
  window.history.pushState(null, '', '/course/2')
  observer.watch()
  await vi.advanceTimersByTimeAsync(500)
  expect(reads()).toBe(before + 1)
})

it('in a frame within the page a view that goes on may bear what stood there a moment ago', async () => {
  const { observer, show, reads } = observed({ top: false })
  expect(observer.recent.course?.title).toBe('第一讲')
  show('h1', '第二讲')
  await reported()
  expect(observer.recent.course?.title).toBe('第一讲')
  await vi.advanceTimersByTimeAsync(30_000)
  expect(reads()).toBe(1)
  expect(observer.recent.course?.title).toBe('第二讲')
})
