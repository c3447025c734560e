import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PRACTICE } from '../../shared/api/reach'
import type { Span } from '../../shared/record/bodies'
import { readKnown } from '../../shared/record/entry'
import type { PageDescription } from '../messages'
import { type Device, entriesOf, joinByCode, openDevice, openSchool, type School } from '../test/seat'
import { answerFrame } from './dispatch'
import { serversOf } from './own-server'

const MINUTE = 60_000

let school: School
beforeAll(async () => {
  school = await openSchool(4)
})
afterAll(() => school.close())

const hello = (device: Device, path: string, origin = school.server.url) =>
  answerFrame(device.desk, { type: 'hello' }, 1, 0, `${origin}${path}`)

const page = (): PageDescription => ({
  site: PRACTICE.site,
  host: new URL(school.server.url).host,
  rule: 'practice@1',
  course: PRACTICE.course,
  lesson: PRACTICE.lesson,
  courses: [],
  missing: [],
})

/** The practice lesson from its beginning for so long, as the frame reports it every 5 s. */
async function practise(device: Device, until: number, state: 'advancing' | 'paused' = 'advancing'): Promise<void> {
  // What was played before the sign-in is nobody's.
  const { signedIn } = await device.desk.recorder.state()
  const began = (signedIn?.at ?? 0) + 1000
  const span: Span = {
    wall: began,
    ms: until,
    from: 0,
    to: until,
    rate: 1000,
    visible: true,
    pip: false,
    muted: false,
    samples: Math.ceil(until / 5000) + 1,
    gap: 500,
  }
  await device.desk.watching.watch(
    {
      view: 'a'.repeat(32),
      playing: { kind: 'video', duration: 66_000, state, rate: 1000 },
      first: 0,
      spans: [span],
      closed: false,
      ended: false,
      page: page(),
      gaps: [],
    },
    1,
    0,
  )
}

describe('a page that says hello', () => {
  it('hears nothing where this device has joined no class of its server', async () => {
    const device = await openDevice()
    expect(await hello(device, '/install')).toEqual([])
    await joinByCode(device, school, 0)
    expect(await hello(device, '/install', 'https://px.class.com.cn')).toEqual([])
    expect(await hello(device, '/install', 'https://evil.example')).toEqual([])
  })

  it('of a joined server hears that the extension is here, how many seats it has there, and when a receipt last came', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 1)
    expect(await hello(device, '/install')).toEqual([{ xueji: 'here', build: '0.1.0 test/1', joined: 1 }])
    await device.desk.sync.chain(chain, true)
    const [said] = (await hello(device, '/g/KQ4N7W')) as { lastReceiptAt?: number }[]
    expect(Object.keys(said ?? {}).sort()).toEqual(['build', 'joined', 'lastReceiptAt', 'xueji'])
    expect(Math.abs((said?.lastReceiptAt ?? 0) - Date.now())).toBeLessThan(MINUTE)
  })
})

describe('the practice lesson', () => {
  it('is counted while it plays, sealed after a minute, handed in, and received; it is credited nowhere', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 2)
    await device.desk.sync.chain(chain, true)
    expect(await hello(device, PRACTICE.path)).toHaveLength(1)
    await practise(device, 20_000)
    expect(await hello(device, PRACTICE.path)).toContainEqual({ xueji: 'practice', recordedMs: 20_000, receivedMs: 0 })
    expect(await hello(device, '/install')).toHaveLength(1)
    expect((await entriesOf(device, chain)).some(({ kind }) => kind === 'watch')).toBe(false)
    await practise(device, MINUTE)
    await hello(device, PRACTICE.path)
    const written = (await entriesOf(device, chain)).map(readKnown)
    expect(written.find((one) => one?.kind === 'view')?.body).toMatchObject({
      site: PRACTICE.site,
      course: PRACTICE.course,
      lesson: PRACTICE.lesson,
    })
    await device.desk.sync.chain(chain, true)
    expect(await hello(device, PRACTICE.path)).toContainEqual({
      xueji: 'practice',
      recordedMs: MINUTE,
      receivedMs: MINUTE,
    })
    expect((await device.desk.recorder.db.get('chains', chain))?.extract?.credited).toBe(0)
  })

  it('is not said to be on its way when the server cannot be reached: it waits on the device', async () => {
    const device = await openDevice({
      server: {
        join: (await import('../outbox/server')).httpServer().join,
        sync: async () => ({ kind: 'failed' }),
      },
    })
    const chain = await joinByCode(device, school, 3)
    await practise(device, MINUTE)
    await hello(device, PRACTICE.path)
    await device.desk.sync.chain(chain, true)
    expect(await hello(device, PRACTICE.path)).toContainEqual({ xueji: 'practice', recordedMs: MINUTE })
  })
})

it('a class that is joined by file has no server whose pages are answered', () => {
  const row = { state: 'file' } as Parameters<typeof serversOf>[0][number]
  expect(serversOf([row])).toEqual([])
})
