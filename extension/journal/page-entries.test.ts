import { beforeAll, describe, expect, it } from 'vitest'
import { inventedId } from '../../test/support/hr'
import { course, type Device, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { answerFrame, answerPage } from './dispatch'

let school: School
beforeAll(async () => {
  school = await openSchool(3)
  return () => school.close()
})

const bodies = async (device: Device, chain: string, kind: string) =>
  (await entriesOf(device, chain)).flatMap((entry) => (entry.kind === kind ? [entry.body] : []))
const show = (device: Device, input: object) => answerFrame(device.desk, { type: 'page', input }, 1, 0)

it('a newer version of the rule that reads a page writes nothing of it again', async () => {
  const device = await openDevice()
  const chain = await joinByCode(device, school, 0)
  const seen = {
    ...page(),
    score: { value: '92', raw: '成绩：92' },
    posts: [{ role: 'asked', at: Date.now() - 60_000 }],
    courses: [{ course, enrolment: { state: '学习中' } }],
  }
  await show(device, seen)
  await show(device, { ...seen, rule: `px.class.com.cn@99#${'a'.repeat(64)}` })
  for (const kind of ['score', 'qa', 'enrol']) expect(await bodies(device, chain, kind)).toHaveLength(1)
})

describe('a page about a course of two classes', () => {
  it('waits until the trainee has said which class it is, and then stands there', async () => {
    const other = await school.hr.openClass({
      name: '养老护理员第2期',
      courses: [{ site: 'px.class.com.cn', title: course.title }],
    })
    await school.hr.importRoster(other.id, [{ name: '学员2', id: inventedId(2) }])
    const codes = (await school.hr.slips(other.id)).map(({ code }) => code)
    const device = await openDevice()
    const first = await joinByCode(device, school, 1)
    const second = await joinByCode(device, { ...school, codes }, 0)
    const seen = { ...page(), account: 'wangxm1988', score: { value: '92', raw: '成绩：92' } }
    expect(await show(device, seen)).toEqual({ taken: true })
    const scores = async () => [await bodies(device, first, 'score'), await bodies(device, second, 'score')]
    expect(await scores()).toEqual([[], []])
    const { asking, held } = await device.desk.recorder.state()
    expect(asking).toMatchObject({ course: course.key })
    expect(JSON.stringify(held)).not.toContain('wangxm1988')
    const [person] = await device.desk.recorder.db.getAll('people')
    await device.desk.people.signOut('popup')
    await answerPage(device.desk, { type: 'signIn', input: { person: person?.id } })
    expect((await device.desk.recorder.state()).asking).toMatchObject({ course: course.key })
    await answerPage(device.desk, { type: 'choose', input: { chain: first } })
    expect(await scores()).toMatchObject([[{ value: '92' }], []])
    expect((await device.desk.recorder.state()).held).toEqual([])
  })
})
