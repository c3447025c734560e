import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import { readKnown } from '../../shared/record/entry'
import type { Playing, Seen } from '../messages'
import { type Device, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { sealNow, startSession } from './lifecycle'
import { observe, said, unsaid } from './observed'

const START = Date.now() + 60_000
const playing: Playing = { kind: 'video', duration: 600_000, state: 'advancing', rate: 1000 }
const seen = (to: number, count: number, what: Seen['what'] = 'no-frames'): Seen => ({ what, from: 1000, to, count })

describe('what is told of an observation', () => {
  it('a report that comes twice, or late, changes nothing', () => {
    const known = observe([], [seen(5000, 2)])
    expect(observe(known, [seen(5000, 2)])).toEqual(known)
    expect(observe(known, [seen(3000, 1)])).toEqual(known)
    expect(observe(known, undefined)).toEqual(known)
  })

  it('of a view that goes on for a day is a few entries, whose stretches and counts add up to the whole', () => {
    let known = observe([], [seen(300_000, 150)])
    const written: { from: number; to: number; count: number }[] = []
    const seal = (over: boolean) => {
      const now = unsaid(known, over)
      for (const { from, to, count, told } of now)
        written.push({ from: told?.to ?? from, to, count: count - (told?.count ?? 0) })
      known = said(known, now)
    }
    for (let minutes = 5; minutes <= 24 * 60; minutes += 5) {
      known = observe(known, [seen(minutes * 60_000, minutes * 30)])
      seal(false)
    }
    seal(true)
    expect(written.length).toBeLessThan(12)
    for (const [i, one] of written.entries()) expect(one.from).toBe(written[i - 1]?.to ?? 1000)
    expect(written.at(-1)?.to).toBe(24 * 60 * 60_000)
    expect(written.reduce((sum, { count }) => sum + count, 0)).toBe(24 * 60 * 30)
  })
})

describe('an observation', () => {
  let school: School
  beforeAll(async () => {
    school = await openSchool(4)
  })
  afterAll(() => school.close())

  const watch = (device: Device, first: number, ended: boolean, what?: Seen[], lesson = '1') => {
    const span: Span = {
      wall: START + first * 5000,
      ms: 5000,
      from: first * 5000,
      to: first * 5000 + 5000,
      rate: 1000,
      visible: true,
      pip: false,
      muted: false,
      samples: 10,
      gap: 500,
    }
    const input = { view: 'v', page: page(lesson), playing, gaps: [], first, spans: [span], closed: true, ended }
    device.show(page(lesson))
    return device.desk.watching.watch({ ...input, ...(what && { seen: what }) }, 1, 0)
  }
  const told = async (device: Device, chain: string) =>
    (await entriesOf(device, chain)).flatMap((entry) => {
      const known = readKnown(entry)
      return known?.kind === 'observation' ? [known.body] : []
    })

  it('stands behind the view and the time it is about, once however often it was reported', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 0)
    await watch(device, 0, false, [seen(20_000, 10)])
    await watch(device, 1, false, [seen(25_000, 12)])
    await sealNow(device.desk)
    await sealNow(device.desk)
    const entries = await entriesOf(device, chain)
    expect(entries.slice(-3).map(({ kind }) => kind)).toEqual(['view', 'watch', 'observation'])
    expect(await told(device, chain)).toEqual([
      { view: entries.at(-3)?.hash, what: 'no-frames', from: 1000, to: 25_000, count: 12 },
    ])
  })

  it('outlives worker and browser: a draft found at the next start tells it', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 1)
    await watch(device, 0, false, [seen(20_000, 10), seen(9000, 3, 'synthetic')])
    await device.restart()
    await startSession(device.desk)
    expect((await told(device, chain)).map(({ what }) => what)).toEqual(['no-frames', 'synthetic'])
  })

  it('of one lesson is not said of the next in the same player', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 2)
    await watch(device, 0, false, [seen(20_000, 10)])
    for (const first of [1, 2]) await watch(device, first, false, [seen(20_000, 10)], '2')
    await watch(device, 3, true, [seen(20_000, 10)], '2')
    const views = (await entriesOf(device, chain)).filter(({ kind }) => kind === 'view')
    expect(views).toHaveLength(2)
    expect(await told(device, chain)).toMatchObject([{ view: views[0]?.hash }])
  })

  it('that a page made up (a kind nobody knows, a time that is none) is not written', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 3)
    const odd: Seen[] = JSON.parse(
      '[{"what":"evil","from":1,"to":2,"count":1},{"what":"tiny","from":-1,"to":2,"count":1}]',
    )
    await watch(device, 0, true, odd)
    expect(await told(device, chain)).toEqual([])
  })
})
