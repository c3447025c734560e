import { beforeAll, describe, expect, it } from 'vitest'
import { answerFrame, answerPage } from '../journal/dispatch'
import { course, type Device, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { exportAll, exporter } from './hand-in'

let school: School
beforeAll(async () => {
  school = await openSchool(3)
  return () => school.close()
})

const may = async ({ desk: { recorder } }: Device) =>
  exporter(await recorder.state(), await recorder.db.getAll('people'))
const watched = (device: Device, view: string) => {
  const wall = device.desk.recorder.now()
  const span = { wall, ms: 0, from: 0, to: 0, rate: 1000, visible: true, pip: false, muted: false, samples: 1, gap: 0 }
  const playing = { kind: 'video', state: 'advancing', rate: 1000 } as const
  const report = { view, page: page(view), gaps: [], first: 0, playing, closed: false, ended: false }
  return device.desk.watching.watch({ ...report, spans: [{ ...span, ms: 3000, to: 3000 }] }, 1, 0)
}

describe('导出我的全部数据', () => {
  it('holds everything of the person who is signed in, also what was confirmed and paused, and nothing of the others', async () => {
    const device = await openDevice()
    const first = await joinByCode(device, school, 0, '1234')
    await watched(device, 'lesson-of-the-first')
    const second = await joinByCode(device, school, 1, '5678')
    await watched(device, 'lesson-of-the-second')
    const [one, two] = await device.desk.recorder.db.getAll('people')
    const owner = await may(device)
    expect([one?.id, two?.id]).toContain(owner)
    const read = { course: '首页', lesson: '/play' }
    await answerPage(device.desk, { type: 'confirm', input: { site: 'a.example.cn', read, course } })
    await answerPage(device.desk, { type: 'pause', input: { site: 'b.example.cn', on: true } })
    const guess = { ...page(), rule: '', course: { key: 'x', title: 'x' }, score: { value: '85', raw: '成绩：85' } }
    await answerFrame(device.desk, { type: 'page', input: guess }, 1, 0)
    const { text } = await exportAll(device.desk.recorder, owner ?? '')
    for (const part of [second, 'lesson-of-the-second', 'a.example.cn', 'b.example.cn', '成绩：85'])
      expect(text).toContain(part)
    for (const part of [first, 'lesson-of-the-first', 'privateKey', '"hash":{', 'salt'])
      expect(text).not.toContain(part)
    const lines = text.trim().split('\n')
    expect(() => lines.map((line): unknown => JSON.parse(line))).not.toThrow()
  })

  it('is given to nobody while nobody is signed in, unless one person without a PIN is alone here', async () => {
    const alone = await openDevice()
    await joinByCode(alone, school, 2)
    await alone.desk.people.signOut('popup')
    const [person] = await alone.desk.recorder.db.getAll('people')
    expect(await may(alone)).toBe(person?.id)
    await alone.desk.people.change(person?.id ?? '', { pin: '1234' })
    expect(await may(alone)).toBeUndefined()
    await alone.desk.people.signIn(person?.id ?? '', '1234')
    expect(await may(alone)).toBe(person?.id)
  })
})
