import { afterAll, beforeAll, expect, it } from 'vitest'
import { course, HOUR, lesson, type Pupil, people, School } from '../../../server/claim/school.fixture'
import type { Span } from '../../../shared/record/bodies'
import { steady } from '../../support/device'

const MINUTE = 60_000
const DAY = 24 * HOUR
let school: School
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

const accusations = async (classId: string) => school.hr.findings(classId)

/** An evening at home: an hour and a half from eight o’clock, ten minutes of it with the page behind another. Gives what was played, ms. */
function evening({ device }: Pupil, midnight: number): number {
  const eight = midnight + 20 * HOUR
  device.write('signin', { method: 'popup' }, eight)
  const parts: Span[][] = [
    [steady(eight + MINUTE, 40 * MINUTE), { ...steady(eight + 41 * MINUTE, 10 * MINUTE, 40 * MINUTE), visible: false }],
    [steady(eight + 55 * MINUTE, 35 * MINUTE, 50 * MINUTE)],
  ]
  device.watch(course, lesson, parts, eight + 90 * MINUTE)
  device.write('signout', { reason: 'popup' }, eight + 91 * MINUTE)
  return 85 * MINUTE
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
      hidden += 10 * MINUTE
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
  expect(days.map(({ deductions }) => deductions)).toEqual(Array.from({ length: 10 }, () => ({ hidden: 10 * MINUTE })))
  expect(row).toMatchObject({ credited: played - hidden, notCounted: hidden })
  expect(await accusations(id)).toEqual([])
})
