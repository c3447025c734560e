import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import type { PageDescription, Playing } from '../messages'
import { ViewLog, type ViewReport } from './view-log'

const span = (wall: number, ms = 1000): Span => ({
  wall,
  ms,
  from: 0,
  to: ms,
  rate: 1000,
  visible: true,
  pip: false,
  muted: false,
  samples: 5,
  gap: 250,
})
const playing = (state: Playing['state'] = 'advancing'): Playing => ({
  kind: 'video',
  duration: 60_000,
  state,
  rate: 1000,
})
const page = (lesson: string): PageDescription => ({
  site: 's',
  host: 's.cn',
  rule: 'generic@3',
  course: { key: 'c', title: 'c' },
  lesson: { key: lesson, title: lesson },
  courses: [],
  missing: [],
})

/** A background that acknowledges as ours does, and may be told to fail. */
function background() {
  const reports: ViewReport[] = []
  const kept = new Map<number, Span>()
  let lesson = 'one'
  let answer: 'yes' | 'no' | 'killed' | 'silent' = 'yes'
  const log = new ViewLog('v', {
    mono: () => Date.now(),
    describe: () => page(lesson),
    report: (report) => {
      reports.push(report)
      if (answer === 'silent') return new Promise(() => {})
      if (answer === 'no') return Promise.reject(new Error('no receiver'))
      for (const [i, one] of report.spans.entries()) kept.set(report.first + i, one)
      if (answer === 'killed') return Promise.reject(new Error('killed after writing'))
      return Promise.resolve(report.first + report.spans.length - (report.closed ? 0 : 1))
    },
  })
  return {
    log,
    reports,
    spans: () => [...kept].sort(([a], [b]) => a - b).map(([, one]) => one),
    set: (next: typeof answer) => {
      answer = next
    },
    show: (next: string) => {
      lesson = next
    },
  }
}
const settle = () => vi.advanceTimersByTimeAsync(0)
const seconds = async (log: ViewLog, count: number) => {
  for (let i = 0; i < count; i++) {
    await vi.advanceTimersByTimeAsync(1000)
    log.tick()
  }
  await settle()
}

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }))
afterEach(() => vi.useRealTimers())

it('a view in which nothing was watched says nothing', async () => {
  const { log, reports } = background()
  log.take([], undefined, [], playing('paused'), true)
  log.take([], undefined, [], playing('stalled'), true)
  await seconds(log, 30)
  log.end([], playing('paused'))
  await settle()
  expect(reports).toEqual([])
  expect(log.done).toBe(true)
})

it('says at once that something plays, then every five seconds, and at once that it stopped', async () => {
  const { log, reports } = background()
  const started = Date.now()
  for (let ms = 250; ms <= 12_000; ms += 250) {
    log.take([], span(started, ms), [], playing(), false)
    await vi.advanceTimersByTimeAsync(250)
    log.tick()
  }
  await settle()
  expect(reports.map(({ spans }) => spans[0]?.ms)).toEqual([250, 5000, 10_000])
  expect(reports.every(({ closed }) => !closed)).toBe(true)
  log.take([span(started, 12_100)], undefined, [], playing('paused'), true)
  await settle()
  expect(reports.at(-1)).toMatchObject({
    first: 0,
    closed: true,
    ended: false,
    spans: [{ ms: 12_100 }],
    playing: { state: 'paused' },
  })
  const told = reports.length
  await seconds(log, 60)
  expect(reports).toHaveLength(told)
})

it('an acknowledged span is not sent again, one that is not is sent every five seconds', async () => {
  const { log, reports, set } = background()
  log.take([span(1)], undefined, [], playing('paused'), true)
  await settle()
  log.take([], span(2), [], playing(), true)
  await settle()
  expect(reports.at(-1)).toMatchObject({ first: 1, spans: [span(2)], closed: false })
  set('no')
  log.take([span(2)], undefined, [], playing('paused'), true)
  await seconds(log, 11)
  expect(reports.filter(({ first, spans }) => first === 1 && spans.length === 1)).toHaveLength(4)
  set('yes')
  await seconds(log, 5)
  const told = reports.length
  await seconds(log, 20)
  expect(reports).toHaveLength(told)
})

it('a background that never answers is given up and asked again', async () => {
  const { log, reports, set, spans } = background()
  set('silent')
  log.take([span(1)], undefined, [], playing('paused'), true)
  await seconds(log, 9)
  expect(reports).toHaveLength(1)
  set('yes')
  await seconds(log, 7)
  expect(spans()).toEqual([span(1)])
})

it('what happens while a report is under way goes with the next, at once', async () => {
  const { log, reports } = background()
  log.take([span(1)], undefined, [], playing('paused'), true)
  log.take([span(2)], undefined, [{ reason: 'clock', from: 1, to: 2 }], playing('paused'), true)
  expect(reports).toHaveLength(1)
  await settle()
  expect(reports[1]).toMatchObject({ first: 1, spans: [span(2)], gaps: [{ reason: 'clock' }] })
})

it('a view that is over is told of until it is safe', async () => {
  const { log, reports, set } = background()
  set('no')
  log.take([], span(1), [], playing(), true)
  log.end([span(1)], playing('paused'))
  expect(reports.at(-1)).toMatchObject({ ended: true, closed: true, spans: [span(1)] })
  await seconds(log, 6)
  expect(log.done).toBe(false)
  set('yes')
  await seconds(log, 6)
  expect(log.done).toBe(true)
})

it('what stopped belongs to the lesson the page showed while it played', async () => {
  const { log, reports, show } = background()
  log.take([], span(1), [], playing(), false)
  await settle()
  show('two')
  log.take([span(1)], undefined, [], playing('paused'), true)
  await settle()
  log.end([], playing('paused'))
  await settle()
  expect(reports.map(({ page: { lesson } }) => lesson?.key)).toEqual(['one', 'one', 'one'])
})

it('what plays on belongs to the lesson the page shows now', async () => {
  const { log, reports, show } = background()
  log.take([], span(1), [], playing(), false)
  await settle()
  show('two')
  log.take([], span(1, 2000), [], playing(), true)
  await settle()
  expect(reports.at(-1)?.page.lesson?.key).toBe('two')
})

it('whatever fails on the way, the background ends with exactly the spans there were', async () => {
  const happening = fc.record({
    answer: fc.constantFrom('yes', 'no', 'killed', 'silent'),
    close: fc.boolean(),
    pause: fc.integer({ min: 0, max: 8 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
      const { log, set, spans } = background()
      const truth: Span[] = []
      let growing = span(0, 0)
      for (const [i, { answer, close, pause }] of happenings.entries()) {
        set(answer === 'silent' ? 'silent' : answer)
        growing = { ...growing, ms: growing.ms + 1000 }
        if (close) {
          truth.push(growing)
          log.take([growing], undefined, [], playing('paused'), true)
          growing = span((i + 1) * 1_000_000, 0)
        } else log.take([], growing, [], playing(), false)
        await seconds(log, pause)
      }
      set('yes')
      const last = growing.ms > 0 ? [growing] : []
      log.end(last, playing('paused'))
      await seconds(log, 20)
      expect(spans()).toEqual([...truth, ...last])
      expect(log.done).toBe(true)
    }),
    { numRuns: 60 },
  )
})
