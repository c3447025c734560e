import { expect, it, onTestFinished } from 'vitest'
import { steady } from '../../test/support/device'
import { sealNow } from '../journal/lifecycle'
import type { Playing } from '../messages'
import { joinByCode, openDevice, openSchool, page } from '../test/seat'
import { lessonOf, Totals, todayOf } from './totals'

const playing: Playing = { kind: 'video', duration: 600_000, state: 'advancing', rate: 1000 }

it('what is received and what is here are together what was watched, before, between and after handing in, and then the server’s own figure', async () => {
  const school = await openSchool(1)
  onTestFinished(() => school.close())
  let now = Date.now()
  const device = await openDevice({ now: () => now })
  const { recorder, sync, watching } = device.desk
  const chain = await joinByCode(device, school, 0)
  const totals = new Totals(recorder)
  const [person] = await recorder.db.getAll('people')
  const start = now
  let given = 0
  const watch = (ms: number, rate: number, wall = start + given) => {
    given += ms
    now = start + given
    const span = { ...steady(wall, ms), rate, to: (ms * rate) / 1000 }
    const report = { page: page(), playing: { ...playing, rate }, gaps: [], first: 0, ended: true, closed: true }
    return watching.watch({ ...report, view: `v${given}`, spans: [span] }, 1, 0)
  }
  const figures = async () => {
    const seats = await totals.seats(person?.id ?? '')
    const { received = 0, local, deductions } = todayOf(seats, now)
    const view = (await recorder.db.getAll('views')).at(-1)
    const lesson = view && lessonOf(seats, view)
    return {
      received,
      local,
      all: received + local,
      deductions,
      lesson: (lesson?.received ?? 0) + (lesson?.local ?? 0),
    }
  }
  await watch(12_000, 1000)
  expect(await figures()).toMatchObject({ received: 0, local: 12_000, lesson: 12_000 })
  await sync.chain(chain, true)
  expect(await figures()).toMatchObject({ received: 12_000, local: 0, lesson: 12_000 })
  await watch(7000, 1000)
  await watch(3000, 2000)
  expect(await figures()).toMatchObject({
    received: 12_000,
    local: 7000,
    lesson: 19_000,
    deductions: [{ reason: 'rate', ms: 3000 }],
  })
  await sealNow(device.desk)
  await sync.chain(chain, true)
  expect(await figures()).toMatchObject({ received: 19_000, local: 0, deductions: [{ reason: 'rate', ms: 3000 }] })
  const [row] = (await school.hr.class(school.classId)).roster
  expect(row?.credited).toBe((await figures()).all)
})
