import { beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { answerFrame } from './dispatch'

let school: School
beforeAll(async () => {
  school = await openSchool(3)
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
