import { beforeAll, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../server/crypto'
import { ruleRef } from '../../shared/site/hash'
import type { Playing } from '../messages'
import { builtIn } from '../sites'
import { type Device, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { badgeNow } from './badge'
import { answerFrame, answerPage } from './dispatch'
import { sealNow } from './lifecycle'

let school: School
beforeAll(async () => {
  school = await openSchool(4)
  return () => school.close()
})

const START = Date.now() + 60_000
const playing: Playing = { kind: 'video', duration: 600_000, state: 'advancing', rate: 1000 }
const span = (ms: number) => ({
  ...{ wall: START, ms, from: 0, to: ms, rate: 1000, visible: true, pip: false, muted: false },
  ...{ samples: 1 + Math.floor(ms / 250), gap: 250 },
})
const site = page().site
const pause = (device: Device, on: boolean) => answerPage(device.desk, { type: 'pause', input: { site, on } })
const watched = async (device: Device, chain: string) =>
  (await entriesOf(device, chain)).flatMap(({ kind, body }) => (kind === 'watch' ? body.spans : []))

/** A device on which one span grows from START. */
async function studying(n: number) {
  const clock = { now: START }
  const device = await openDevice({ now: () => clock.now })
  const chain = await joinByCode(device, school, n)
  const report = async (seconds: number, { ended = false, from = 'v' } = {}) => {
    clock.now = START + seconds * 1000
    const input = { page: page(), gaps: [], first: 0, playing, spans: [span(seconds * 1000)] }
    return device.desk.watching.watch({ ...input, view: from, closed: ended, ended }, 1, 0)
  }
  return { device, chain, clock, report }
}

describe('a site that the trainee has paused', () => {
  it('one span plays on across pause and resumption: the time between is in nobody’s record, the rest once', async () => {
    const { device, chain, clock, report } = await studying(0)
    await report(20)
    await pause(device, true)
    for (const seconds of [25, 60, 115]) expect((await report(seconds)).recording).toBe(false)
    clock.now = START + 120_000
    await pause(device, false)
    await report(125)
    await report(130, { ended: true })
    await sealNow(device.desk)
    expect(await watched(device, chain)).toMatchObject([
      { wall: START, ms: 20_000, from: 0, to: 20_000 },
      { wall: START + 120_000, ms: 10_000, from: 120_000, to: 130_000 },
    ])
  })

  it('keeps nothing of what ended in the meantime, nor of what began in it', async () => {
    const { device, chain, clock, report } = await studying(1)
    await report(20)
    await pause(device, true)
    await report(30, { ended: true })
    await report(40, { from: 'w' })
    clock.now = START + 50_000
    await pause(device, false)
    await report(30, { ended: true })
    await report(55, { from: 'w', ended: true })
    await sealNow(device.desk)
    expect(await watched(device, chain)).toMatchObject([
      { wall: START, ms: 20_000 },
      { wall: START + 50_000, ms: 5000 },
    ])
  })

  it('says that it is paused while something plays there', async () => {
    const { device, clock, report } = await studying(2)
    await report(20)
    await pause(device, true)
    await report(25)
    expect(await badgeNow(device.desk.recorder)).toEqual({ state: 'not-counting', reason: 'paused' })
    clock.now += 10_000
    expect(await badgeNow(device.desk.recorder)).toEqual({ state: 'signed-in' })
  })

  it('has no score stored or asked about, and the account that a page shows is never stored', async () => {
    const device = await openDevice()
    await joinByCode(device, school, 3)
    const generic = builtIn.find(({ id }) => id === 'generic')
    const shown = {
      ...page(),
      rule: generic ? ruleRef(nodeCrypto, generic) : '',
      course: { key: '首页', title: '首页' },
      account: 'wangxm1988',
      score: { value: '85', raw: '成绩：85' },
    }
    await pause(device, true)
    await answerFrame(device.desk, { type: 'page', input: shown }, 1, 0)
    expect((await device.desk.recorder.state()).score).toBeUndefined()
    await pause(device, false)
    await answerFrame(device.desk, { type: 'page', input: shown }, 1, 0)
    const state = await device.desk.recorder.state()
    expect(state.score?.page.score?.value).toBe('85')
    expect(JSON.stringify(state)).not.toContain('wangxm1988')
  })
})
