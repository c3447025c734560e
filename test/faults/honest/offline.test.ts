import { afterAll, beforeAll, expect, it } from 'vitest'
import { course, HOUR, type Pupil, people, School } from '../../../server/claim/school.fixture'
import { steady } from '../../support/device'

const MINUTE = 60_000
const DAY = 24 * HOUR
const PART = 9 * MINUTE
let school: School
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

/** What somebody would have to answer for. */
async function accusations(classId: string) {
  await school.deps.finder.settle(classId)
  return (await school.hr.findings(classId)).filter(({ severity }) => severity !== 'note')
}

/** An evening at home from eight o’clock: nine parts of nine minutes, the fourth behind another page, a check answered in each. Gives what was played, ms. */
function evening({ device }: Pupil, midnight: number): number {
  let now = midnight + 20 * HOUR
  device.write('signin', { method: 'popup' }, now)
  for (let part = 0; part < 9; part++) {
    const span = { ...steady(now, PART, part * PART), visible: part !== 3 }
    now += PART
    device.watch(course, { key: `l-${midnight}`, title: '当晚的课' }, [[span]], now)
    device.answer(now, (3 + ((part * 7) % 11)) * 1000)
    now += MINUTE
  }
  device.write('signout', { reason: 'popup' }, now)
  return 9 * PART
}

it('evenings without a network, handed in by file the week after: all counts but what was hidden, and nobody is suspected', async () => {
  const { id, codes } = await school.openClass(people('王晓明'))
  const pupil: Pupil = { device: school.device(), sent: 0 }
  pupil.device.begin({ class: id, organisation: school.organisation, at: school.clock.ms })
  let played = 0
  let hidden = 0
  for (const week of [0, 1]) {
    const sunday = school.clock.ms - (school.clock.ms % DAY) - 8 * HOUR
    for (let day = 1; day <= 5; day++) {
      played += evening(pupil, sunday + day * DAY)
      hidden += PART
    }
    // The file is brought along a week after the class file was given out, and the one before.
    school.clock.ms += 7 * DAY - HOUR
    await school.hr.signIn()
    const { refused } = await school.hr.handIn(id, pupil.device.handInFile(week === 0 ? codes[0] : undefined))
    expect(refused).toEqual([])
  }
  await school.deps.deriver.settle()
  await school.hr.signIn()
  const [row] = (await school.hr.class(id)).roster
  const { days } = await school.hr.seat(row?.seat ?? '')
  expect(days.map(({ deductions }) => deductions)).toEqual(Array.from({ length: 10 }, () => ({ hidden: PART })))
  expect(row).toMatchObject({ credited: played - hidden, notCounted: hidden })
  expect(await accusations(id)).toEqual([])
})
