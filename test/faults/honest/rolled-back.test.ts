import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerFrame } from '../../../extension/journal/dispatch'
import { httpServer } from '../../../extension/outbox/server'
import { copyOf, course, type Device, openDevice, page } from '../../../extension/test/seat'
import { HOUR, people, School } from '../../../server/claim/school.fixture'
import { steady } from '../../support/device'

const MINUTE = 60_000
const REPORT = 15_000
let school: School
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

/** Plays one lesson and answers whatever is asked, a while after it came. Gives what was played, ms, and how often was asked. */
async function study({ desk }: Device, name: string, ms: number): Promise<{ played: number; asked: number }> {
  let asked = 0
  let waited = 0
  for (let played = 0; played < ms; played += REPORT) {
    const span = steady(school.clock.ms, REPORT, played)
    school.clock.ms += REPORT
    const input = { view: name, page: page(name), gaps: [], first: played / REPORT, spans: [span], closed: true }
    const playing = { kind: 'video', duration: 2 * HOUR, state: 'advancing', rate: 1000 } as const
    await answerFrame(desk, { type: 'watch', input: { ...input, playing, ended: false } }, 7, 0)
    const question = await desk.presence.panel(true, 7)
    if (question && ++waited % 3 === 0 && (await desk.presence.answer(question.token))) asked++
  }
  return { played: ms, asked }
}

const signIn = async ({ desk }: Device) => {
  const [person] = await desk.recorder.db.getAll('people')
  expect(await desk.people.signIn(person?.id ?? '')).toBe('signed-in')
}
const signOut = ({ desk }: Device) => desk.people.signOut('popup')
const handIn = async ({ desk }: Device) => {
  for (let i = 0; i < 3; i++) await desk.sync.all({ now: true })
}

it('a morning with its checks answered, lunch signed out, and evenings on a profile that was rolled back: nothing is lost to 在学确认', async () => {
  const { id, codes } = await school.openClass(people('王晓明'), {
    courses: [{ site: 'px.class.com.cn', title: course.title }],
  })
  const options = { server: httpServer(school.fetcher), now: () => school.clock.now() }
  const device = await openDevice(options)
  const server = school.hr.server
  await device.desk.joining.join({ by: 'code', server, code: codes[0] ?? '' })
  const morning = await study(device, 'morning', 80 * MINUTE)
  expect(morning.asked).toBeGreaterThanOrEqual(3)
  await signOut(device)
  await handIn(device)
  const image = await copyOf(device, options)

  school.clock.ms += HOUR
  await signIn(device)
  const afternoon = await study(device, 'afternoon', 70 * MINUTE)
  await signOut(device)
  await handIn(device)

  // The computer puts the image of noon back, and has no network for three evenings too short for a check.
  const evenings: number[] = []
  for (const name of ['first', 'second', 'third']) {
    school.clock.ms += 3 * HOUR
    await signIn(image)
    evenings.push((await study(image, name, 9 * MINUTE)).played)
    await signOut(image)
  }
  await handIn(image)
  expect(await image.desk.recorder.db.getAll('chains')).toHaveLength(2)

  await school.deps.deriver.settle()
  await school.hr.signIn()
  const [row] = (await school.hr.class(id)).roster
  const played = [morning.played, afternoon.played, ...evenings].reduce((sum, ms) => sum + ms, 0)
  expect((await school.hr.seat(row?.seat ?? '')).days.map(({ deductions }) => deductions)).toEqual([{}])
  expect(row).toMatchObject({ credited: played, notCounted: 0 })
})
