import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { httpServer } from '../outbox/server'
import { course, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { choiceKey } from './choose-chain'
import { sealNow } from './lifecycle'

let school: School
beforeAll(async () => {
  school = await openSchool(5)
})
afterAll(() => school.close())

const classFile = async (classId: string) =>
  new TextDecoder().decode(await school.hr.file('GET', `/api/classes/${classId}/class-file`))

describe('joining by name', () => {
  it('with digits mended after a lost answer asks with the mended ones', async () => {
    const real = httpServer()
    let lose = true
    const device = await openDevice({
      server: { ...real, join: async (...request) => (lose ? { kind: 'failed' } : real.join(...request)) },
    })
    const { code: classCode } = (await school.hr.class(school.classId)).summary
    const input = { by: 'name', server: school.server.url, classCode, name: '学员1' } as const
    expect(await device.desk.joining.join({ ...input, lastSix: '000000' })).toEqual({ state: 'unreachable' })
    lose = false
    const outcome = await device.desk.joining.join({ ...input, lastSix: inventedId(1).slice(-6) })
    expect(outcome).toMatchObject({ state: 'pending' })
    expect((await school.hr.class(school.classId)).pending).toMatchObject([{ name: '学员1' }])
  })
})

describe('joining by class file', () => {
  it('needs no network, and keeps the personal code for the hand-in file', async () => {
    const device = await openDevice({
      server: {
        join: () => Promise.reject(new Error('asked the network')),
        sync: () => Promise.reject(new Error('asked the network')),
      },
    })
    const file = await classFile(school.classId)
    const outcome = await device.desk.joining.join({ by: 'file', file, code: ' ABCD-EFGH ', name: '学员2' })
    expect(outcome).toMatchObject({ state: 'file', name: '学员2' })
    await device.desk.sync.all({ now: true })
    expect(await device.desk.recorder.db.getAll('chains')).toMatchObject([
      { state: 'file', code: 'ABCD-EFGH', next: 3 },
    ])
  })

  it('refuses a file that somebody changed, and one that is none', async () => {
    const device = await openDevice()
    const file = await classFile(school.classId)
    const changed = file.replace('养老护理员第1期', '养老护理员第2期')
    expect(changed).not.toBe(file)
    for (const bad of [changed, '', '{}', file.slice(0, -20)])
      expect(await device.desk.joining.join({ by: 'file', file: bad, code: '', name: '' })).toMatchObject({
        state: 'refused',
        code: 'file-refused',
      })
    expect(await device.desk.recorder.db.getAll('chains')).toEqual([])
  })
})

it('one person in two classes that list the course: one goes on until they say which, and no second is in both', async () => {
  const other = await school.hr.openClass({
    name: '养老护理员第2期',
    courses: [{ site: 'px.class.com.cn', title: course.title }],
  })
  await school.hr.importRoster(other.id, [{ name: '学员3', id: inventedId(3) }])
  const codes = (await school.hr.slips(other.id)).map(({ code }) => code)
  let now = Date.now()
  const device = await openDevice({ now: () => now })
  const first = await joinByCode(device, school, 2)
  const second = await joinByCode(device, { ...school, codes }, 0)
  const { db } = device.desk.recorder
  const [person, ...others] = await db.getAll('people')
  expect(others).toEqual([])

  const start = now
  const watch = (ms: number) => {
    now = start + ms
    const playing = { kind: 'video', state: 'advancing', rate: 1000 } as const
    const report = {
      view: 'v',
      page: page(),
      playing,
      gaps: [],
      first: 0,
      ended: false,
      closed: false,
      spans: [steady(start, ms)],
    }
    return device.desk.watching.watch(report, 1, 0)
  }
  await watch(4000)
  const { asking } = await device.desk.recorder.state()
  expect(asking).toMatchObject({ course: course.key, title: course.title })
  expect([...(asking?.chains ?? [])].sort()).toEqual([first, second].sort())
  await watch(5000)
  const before = asking?.chains[0]
  const chosen = before === first ? second : first
  await device.desk.watching.choose(chosen, choiceKey(person?.id ?? '', course.key))
  expect((await device.desk.recorder.state()).asking).toBeUndefined()
  await watch(9000)
  await sealNow(device.desk)
  const spans = async (chain: string) =>
    (await entriesOf(device, chain)).flatMap(({ kind, body }) => (kind === 'watch' ? [body] : []))
  expect(await spans(before ?? '')).toMatchObject([{ spans: [{ wall: start, ms: 5000 }] }])
  expect(await spans(chosen)).toMatchObject([{ spans: [{ wall: start + 5000, ms: 4000, from: 5000 }] }])
})
