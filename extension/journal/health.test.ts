import { beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { answerFrame } from './dispatch'
import { sweep } from './lifecycle'

let school: School
beforeAll(async () => {
  school = await openSchool(4)
  return () => school.close()
})

const DAY = 86_400_000
const what = (kind: 'plugin' | 'canvas' | 'frame', detail = '') => ({
  type: 'unmeasurable',
  input: { what: kind, detail, page: page() },
})

describe('a player that cannot be measured', () => {
  it('stands in the record with its lesson, once a day, and is said to the trainee', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 0)
    const before = (await entriesOf(device, chain)).length
    for (let i = 0; i < 3; i++) await answerFrame(device.desk, what('canvas'), 1, 0)
    const written = (await entriesOf(device, chain)).slice(before)
    expect(written.map(({ kind }) => kind)).toEqual(['view', 'gap'])
    expect(written[1]?.body).toMatchObject({ reason: 'unmeasurable', view: written[0]?.hash })
    expect(written[0]?.body).toMatchObject({ lesson: { title: '第1节' } })
    expect((await device.desk.recorder.state()).unmeasurable).toMatchObject({ what: 'canvas', host: 'px.class.com.cn' })
    now += DAY + 1
    await answerFrame(device.desk, what('canvas'), 1, 0)
    expect(await entriesOf(device, chain)).toHaveLength(before + 4)
  })

  it('in a frame we may not enter is named by its host; where we may, the frame speaks for itself', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 1)
    const before = (await entriesOf(device, chain)).length
    device.desk.mayEnter = async () => true
    await answerFrame(device.desk, what('frame', 'player.example.com'), 1, 0)
    expect(await entriesOf(device, chain)).toHaveLength(before)
    device.desk.mayEnter = async () => false
    await answerFrame(device.desk, what('frame', 'player.example.com'), 1, 0)
    const written = (await entriesOf(device, chain)).slice(before)
    expect(written.map(({ kind }) => kind)).toEqual(['view', 'system'])
    expect(written[1]?.body).toEqual({ event: 'frame-unreachable', detail: 'player.example.com' })
  })

  it('on a page of no course of the plan leaves the record alone', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 2)
    const before = (await entriesOf(device, chain)).length
    const other = { ...page(), course: { key: 'x', title: '别的课程' } }
    device.show(other)
    await answerFrame(device.desk, { type: 'unmeasurable', input: { what: 'plugin', detail: 'x', page: other } }, 1, 0)
    expect(await entriesOf(device, chain)).toHaveLength(before)
    expect((await device.desk.recorder.state()).unmeasurable).toMatchObject({ what: 'plugin' })
  })
})

describe('a tab that can be heard', () => {
  it('and from which no player reports is said to be unmeasurable; one with a player is not', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now, audible: async () => [1, 2] })
    const chain = await joinByCode(device, school, 3)
    const before = (await entriesOf(device, chain)).length
    const wall = now - 3000
    const span = { wall, ms: 3000, from: 0, to: 3000, rate: 1000, visible: true, pip: false, muted: false }
    const playing = { kind: 'audio', state: 'advancing', rate: 1000 } as const
    const report = { page: page(), gaps: [], first: 0, playing, closed: false, ended: false }
    const plays = (tab: number) =>
      device.desk.watching.watch({ ...report, view: `v${tab}`, spans: [{ ...span, samples: 9, gap: 900 }] }, tab, 0)
    await plays(1)
    device.show({ ...page(), host: 'heard.example.cn' })
    await sweep(device.desk)
    const written = (await entriesOf(device, chain)).slice(before)
    expect(written.map(({ kind }) => kind)).toEqual(['view', 'gap'])
    expect((await device.desk.recorder.state()).unmeasurable).toMatchObject({ what: 'audio', host: 'heard.example.cn' })
    now += DAY
    await plays(1)
    await plays(2)
    await sweep(device.desk)
    expect((await entriesOf(device, chain)).filter(({ kind }) => kind === 'gap')).toHaveLength(1)
  })
})
