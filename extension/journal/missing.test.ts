import { beforeAll, describe, expect, it } from 'vitest'
import { firstDefaultPolicy } from '../../shared/study/policies'
import { type Device, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { answerFrame } from './dispatch'
import { sweep } from './lifecycle'

let school: School
beforeAll(async () => {
  school = await openSchool(3, firstDefaultPolicy)
  return () => school.close()
})

const MINUTE = 60_000
const changed = (...missing: string[]) => ({ ...page(), course: undefined, lesson: undefined, missing })
const show = (device: Device, input: object, tab = 1) => answerFrame(device.desk, { type: 'page', input }, tab, 0)
const said = async (device: Device, chain: string) =>
  (await entriesOf(device, chain)).flatMap(({ kind, body }) => (kind === 'system' ? [body] : []))

describe('a page on which nothing plays and that lacks what its rule reads', () => {
  it('stands in the record once a day, and the trainee is told what is not found', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 0)
    const day = async () => {
      await show(device, changed('course.title', 'score.value'))
      for (let i = 0; i < 3; i++) {
        now += MINUTE
        await sweep(device.desk)
      }
    }
    await day()
    const entry = { event: 'field-missing', detail: `${page().rule.split('#')[0]} course.title score.value` }
    expect(await said(device, chain)).toEqual([entry])
    const { unread } = await device.desk.recorder.state()
    expect(unread).toMatchObject({ host: 'px.class.com.cn', fields: ['course.title', 'score.value'] })
    await day()
    expect(await said(device, chain)).toHaveLength(1)
    now += 86_400_000
    await day()
    expect(await said(device, chain)).toHaveLength(2)
  })

  it('is given time to be built, and is said all the same when the trainee goes on from it', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 1)
    await show(device, changed('score.value'))
    now += 2000
    await show(device, page())
    now += MINUTE
    await sweep(device.desk)
    expect(await said(device, chain)).toEqual([])
    await show(device, changed('score.pass'))
    now += 15_000
    await show(device, page())
    expect(await said(device, chain)).toMatchObject([{ event: 'field-missing' }])
  })

  it('of a site where the person does not study is nobody’s concern', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 2)
    await show(device, { ...changed('score.value'), site: 'skills.kjcxchina.com' })
    now += MINUTE
    await sweep(device.desk)
    expect(await said(device, chain)).toEqual([])
  })
})
