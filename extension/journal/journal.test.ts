import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Body, Span } from '../../shared/record/bodies'
import { readKnown } from '../../shared/record/entry'
import { ViewLog } from '../capture/view-log'
import type { Playing } from '../messages'
import { type Device, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { readyToReload, sealNow, startSession, sweep } from './lifecycle'

let school: School
beforeAll(async () => {
  school = await openSchool(12)
})
afterAll(() => school.close())

const playing: Playing = { kind: 'video', duration: 600_000, state: 'advancing', rate: 1000 }
const START = Date.now() + 60_000
const span = (wall: number, ms: number): Span => ({
  wall,
  ms,
  from: wall - START,
  to: wall - START + ms,
  rate: 1000,
  visible: true,
  pip: false,
  muted: false,
  samples: 1 + Math.floor(ms / 250),
  gap: 250,
})
const kinds = async (device: Device, chain: string) => (await entriesOf(device, chain)).map(({ kind }) => kind)
const watched = async (device: Device, chain: string): Promise<{ lesson: string; span: Span }[]> => {
  const lessons = new Map<string, string>()
  const spans: { lesson: string; span: Span }[] = []
  for (const entry of await entriesOf(device, chain)) {
    const known = readKnown(entry)
    if (known?.kind === 'view') lessons.set(entry.hash, known.body.lesson.key)
    if (known?.kind === 'watch')
      for (const one of known.body.spans) spans.push({ lesson: lessons.get(known.body.view) ?? '?', span: one })
  }
  return spans
}
const sum = (spans: readonly { span: Span }[]) => spans.reduce((total, { span: { ms } }) => total + ms, 0)

it('a stream that turns out to be live is live from its beginning', async () => {
  const device = await openDevice({ now: () => START + 20_000 })
  const chain = await joinByCode(device, school, 10)
  const at = START + 30_000
  const report = (kind: Playing['kind'], ms: number, shown = page()) => {
    device.show(shown)
    const { duration: _, ...endless } = playing
    const now = kind === 'live' ? { ...endless, kind } : { ...playing, kind }
    return device.desk.watching.watch(
      { view: 'v', playing: now, first: 0, spans: [span(at, ms)], closed: false, ended: false, gaps: [], page: shown },
      1,
      0,
    )
  }
  await report('video', 4000)
  await report('live', 9000)
  await report('video', 12_000)
  await sealNow(device.desk)
  const views = (await entriesOf(device, chain)).filter(({ kind }) => kind === 'view').map(({ body }) => body)
  expect(views).toMatchObject([{ media: 'live' }])
  expect(views[0]?.lesson).not.toHaveProperty('duration')
})

describe('joining', () => {
  it('writes joining, consent and sign-in, and nothing before', async () => {
    const device = await openDevice()
    expect(await device.desk.recorder.db.getAll('entries')).toEqual([])
    const chain = await joinByCode(device, school, 0)
    expect(await kinds(device, chain)).toEqual(['join', 'consent', 'signin'])
  })

  it('with a wrong code keeps no chain and no person', async () => {
    const device = await openDevice()
    const outcome = await device.desk.joining.join({ by: 'code', server: school.server.url, code: 'AAAABBBBCCCC' })
    expect(outcome).toMatchObject({ state: 'refused' })
    expect(await device.desk.recorder.db.getAll('chains')).toEqual([])
    expect(await device.desk.recorder.db.getAll('people')).toEqual([])
  })

  it('whose answer was lost is asked again with the same key: the code is not used up by somebody else', async () => {
    const { httpServer } = await import('../outbox/server')
    const real = httpServer()
    let lose = true
    const device = await openDevice({
      server: {
        ...real,
        async join(origin, request) {
          const answer = await real.join(origin, request)
          if (!lose) return answer
          lose = false
          return { kind: 'failed' }
        },
      },
    })
    const input = { by: 'code', server: school.server.url, code: school.codes[1] ?? '' } as const
    expect(await device.desk.joining.join(input)).toEqual({ state: 'unreachable' })
    expect(await device.desk.joining.join(input)).toMatchObject({ state: 'joined' })
  })

  it('keeps a private key that can sign and cannot be read', async () => {
    const device = await openDevice()
    await joinByCode(device, school, 2)
    const [row] = await device.desk.recorder.db.getAll('chains')
    expect(row?.privateKey).toMatchObject({ extractable: false, usages: ['sign'] })
  })
})

it('an update waits while something plays, then seals everything and signs nobody out', async () => {
  let now = START
  const device = await openDevice({ now: () => now })
  const chain = await joinByCode(device, school, 8)
  const report = { view: 'v', page: page(), gaps: [], first: 0, ended: false }
  now += 4000
  await device.desk.watching.watch({ ...report, playing, closed: false, spans: [span(START, 4000)] }, 1, 0)
  expect(await readyToReload(device.desk)).toBe(false)
  const paused: Playing = { ...playing, state: 'paused' }
  await device.desk.watching.watch({ ...report, playing: paused, closed: true, spans: [span(START, 4500)] }, 1, 0)
  expect(await readyToReload(device.desk)).toBe(true)
  expect(sum(await watched(device, chain))).toBe(4500)
  await device.restart()
  await startSession(device.desk)
  expect((await device.desk.recorder.state()).signedIn).toBeDefined()
  expect(await kinds(device, chain)).not.toContain('signout')
})

describe('people on one device', () => {
  it('a PIN keeps them apart; after five wrong ones each costs a minute', async () => {
    let now = START
    const device = await openDevice({ now: () => now })
    await joinByCode(device, school, 3, '1234')
    const [person] = await device.desk.recorder.db.getAll('people')
    await device.desk.people.signOut('popup')
    const tries = [undefined, '0000', '1111', '2222', '3333'] as const
    for (const pin of tries) expect(await device.desk.people.signIn(person?.id ?? '', pin)).toBe('wrong-pin')
    expect(await device.desk.people.signIn(person?.id ?? '', '1234')).toBe('wait')
    now += 60_000
    expect(await device.desk.people.signIn(person?.id ?? '', '1234')).toBe('signed-in')
    expect(JSON.stringify(person?.pin)).not.toContain('1234')
  })

  it('nothing is recorded while nobody is signed in, and nothing from before a sign-in is taken later', async () => {
    let now = START
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 4)
    const [person] = await device.desk.recorder.db.getAll('people')
    await device.desk.people.signOut('popup')
    const report = { view: 'v', playing, closed: false, ended: false, page: page(), gaps: [], first: 0 }
    now += 5000
    const out = await device.desk.watching.watch({ ...report, spans: [span(START, 5000)] }, 1, 0)
    expect(out.recording).toBe(false)
    await device.desk.people.signIn(person?.id ?? '')
    now += 5000
    await device.desk.watching.watch({ ...report, spans: [span(START, 10_000)] }, 1, 0)
    await sealNow(device.desk)
    expect(await watched(device, chain)).toMatchObject([{ span: { wall: START + 5000, ms: 5000, from: 5000 } }])
  })
})

describe('a clock that was put right', () => {
  it('eight hours back after the sign-in: what is watched from then on is taken all the same', async () => {
    let now = START
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 11)
    const report = { view: 'v', playing, closed: false, ended: false, page: page(), first: 0 }
    now += 5000
    await device.desk.watching.watch({ ...report, gaps: [], spans: [span(START, 5000)] }, 1, 0)
    const back = now - 8 * 3_600_000
    now = back + 400
    const gaps = [{ reason: 'clock' as const, from: back, to: START + 5000 }]
    const moved = { ...span(START, 400), wall: back }
    await device.desk.watching.watch({ ...report, gaps, spans: [span(START, 5000), moved] }, 1, 0)
    now = back + 60_000
    await device.desk.watching.watch(
      { ...report, gaps: [], spans: [span(START, 5000), { ...moved, ms: 60_000 }] },
      1,
      0,
    )
    await sealNow(device.desk)
    expect(sum(await watched(device, chain))).toBe(65_000)
  })
})

/** What a page's player does, and what can happen to the browser meanwhile. */
const doing = fc.oneof(
  { weight: 6, arbitrary: fc.record({ play: fc.integer({ min: 300, max: 20_000 }) }) },
  { weight: 2, arbitrary: fc.constant('pause' as const) },
  { weight: 1, arbitrary: fc.constant('next lesson' as const) },
  { weight: 1, arbitrary: fc.constant('worker killed' as const) },
  { weight: 1, arbitrary: fc.constant('sealed' as const) },
  { weight: 1, arbitrary: fc.constant('answer lost' as const) },
  { weight: 1, arbitrary: fc.constant('message lost' as const) },
  { weight: 1, arbitrary: fc.constant('quiet minutes' as const) },
)

it('whatever happens to messages and worker, every ms that was played is in the record once, in its lesson', async () => {
  let now = START
  const device = await openDevice({ now: () => now })
  const chain = await joinByCode(device, school, 5)
  let views = 0
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 30 }), async (script) => {
      const before = await watched(device, chain)
      const truth = new Map<string, number>()
      let lesson = `L${views}`
      let fault: 'answer lost' | 'message lost' | undefined
      const pending: Promise<unknown>[] = []
      const open = () => {
        device.show(page(lesson))
        return new ViewLog(`view-${views++}`, {
          mono: () => now,
          describe: () => page(lesson),
          report: async (report) => {
            if (fault === 'message lost') throw new Error('no receiver')
            const answer = device.desk.watching.watch(report, 1, 0)
            pending.push(answer.catch(() => undefined))
            const { acknowledged } = await answer
            if (fault === 'answer lost') throw new Error('killed after writing')
            return acknowledged
          },
        })
      }
      const settled = async () => {
        // An answer is given a turn of the microtask queue to reach the log, and the log to ask again.
        for (let i = 0; i < 3; i++) {
          await Promise.all(pending.splice(0))
          await new Promise(setImmediate)
        }
      }
      let log = open()
      let growing: Span | undefined
      const close = async (end: boolean) => {
        const closed = growing ? [growing] : []
        growing = undefined
        fault = undefined
        if (end) log.end(closed, { ...playing, state: 'paused' })
        else log.take(closed, undefined, [], { ...playing, state: 'paused' }, true)
        await settled()
      }
      for (const step of script) {
        if (typeof step === 'object') {
          growing = growing ? span(growing.wall, growing.ms + step.play) : span(now, step.play)
          now += step.play
          truth.set(lesson, (truth.get(lesson) ?? 0) + step.play)
          log.take([], growing, [], playing, false)
          log.tick()
          await settled()
        } else if (step === 'pause') {
          await close(false)
          now += 700
        } else if (step === 'next lesson') {
          await close(true)
          lesson = `L${views}`
          log = open()
        } else if (step === 'worker killed') await device.restart()
        else if (step === 'sealed') await sealNow(device.desk)
        else if (step === 'quiet minutes') {
          now += 300_000
          // The player stands still meanwhile: what comes later is another span.
          await close(false)
          await sweep(device.desk)
        } else fault = step
      }
      await close(true)
      await sealNow(device.desk)
      const written = (await watched(device, chain)).slice(before.length)
      const byLesson = new Map<string, number>()
      for (const one of written) byLesson.set(one.lesson, (byLesson.get(one.lesson) ?? 0) + one.span.ms)
      expect(byLesson).toEqual(truth)
      const inTime = written.map((one) => one.span).sort((a, b) => a.wall - b.wall)
      for (const [i, { wall }] of inTime.entries()) {
        const last = inTime[i - 1]
        if (last) expect(wall).toBeGreaterThanOrEqual(last.wall + last.ms)
      }
      now += 1000
    }),
    { numRuns: 120 },
  )
})

it('after the browser was killed, drafts are sealed as recovered with a gap, and nobody is signed in', async () => {
  let now = START
  const device = await openDevice({ now: () => now })
  const chain = await joinByCode(device, school, 6)
  now += 12_000
  await device.desk.watching.watch(
    { view: 'v', playing, closed: false, ended: false, page: page(), gaps: [], first: 0, spans: [span(START, 12_000)] },
    1,
    0,
  )
  now += 3_600_000
  await device.restart()
  await startSession(device.desk)
  const entries = (await entriesOf(device, chain)).slice(3).map((entry) => readKnown(entry))
  expect(entries.map((entry) => entry?.kind)).toEqual(['view', 'watch', 'gap', 'signout'])
  const body = <K extends 'watch' | 'gap' | 'signout'>(kind: K) =>
    entries.find((one) => one?.kind === kind)?.body as Body<K>
  expect(body('watch')).toMatchObject({ spans: [{ ms: 12_000 }], recovered: { chain, seq: 2 } })
  expect(body('gap')).toMatchObject({ reason: 'recovered', from: START + 12_000, to: START + 18_000 })
  expect(body('signout')).toEqual({ reason: 'browser-closed' })
  expect((await device.desk.recorder.state()).signedIn).toBeUndefined()
})

it('the page shows the next lesson before the player told the end of the old one: each keeps its own', async () => {
  let now = START
  const device = await openDevice({ now: () => now })
  const chain = await joinByCode(device, school, 7)
  const report = { playing, page: page('1'), gaps: [], first: 0 }
  now += 5000
  await device.desk.watching.watch(
    { ...report, view: 'a', closed: false, ended: false, spans: [span(START, 5000)] },
    1,
    0,
  )
  device.show(page('2'))
  now += 1000
  await device.desk.watching.watch(
    { ...report, view: 'a', closed: true, ended: true, spans: [span(START, 6000)] },
    1,
    0,
  )
  now += 4000
  await device.desk.watching.watch(
    { ...report, view: 'b', closed: true, ended: true, spans: [span(START + 6000, 4000)], page: page('2') },
    1,
    0,
  )
  await sealNow(device.desk)
  const spans = await watched(device, chain)
  expect(spans.map(({ lesson, span: { ms } }) => [lesson, ms])).toEqual([
    ['1', 6000],
    ['2', 4000],
  ])
  expect(sum(spans)).toBe(10_000)
})

it('says once for each view what its rule did not find, as the page was last seen', async () => {
  let now = START
  const device = await openDevice({ now: () => now })
  const chain = await joinByCode(device, school, 9)
  const report = { playing, gaps: [], first: 0, closed: true }
  const seen = async (view: string, missing: string[], ended: boolean) => {
    now += 5000
    const spans = [span(now - 5000, 5000)]
    await device.desk.watching.watch({ ...report, page: { ...page(view), missing }, view, ended, spans }, 1, 0)
  }
  // A page that is still being built lacks what it has a moment later.
  await seen('1', ['lesson.title'], false)
  await seen('1', [], true)
  await seen('2', ['lesson.title', 'platform.progress'], true)
  const entries = (await entriesOf(device, chain)).slice(3)
  expect(entries.map(({ kind }) => kind)).toEqual(['view', 'watch', 'view', 'system', 'watch'])
  expect(entries[3]?.body).toEqual({
    event: 'field-missing',
    detail: 'px.class.com.cn@3 lesson.title platform.progress',
  })
})
