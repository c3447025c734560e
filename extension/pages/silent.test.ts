import { beforeAll, expect, it } from 'vitest'
import { steady } from '../../test/support/device'
import { sealNow } from '../journal/lifecycle'
import { type Device, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { silentOf } from './silent'

let school: School
beforeAll(async () => {
  school = await openSchool(2)
  return () => school.close()
})

const DAY = 86_400_000
const silent = async ({ desk: { recorder } }: Device, at: number) =>
  silentOf(recorder, await recorder.db.getAll('chains'), at)

it('a class that was joined two days ago and of which nothing is recorded is named, until something is', async () => {
  let now = Date.now()
  const joined = now
  const device = await openDevice({ now: () => now })
  await joinByCode(device, school, 0)
  const [row] = await device.desk.recorder.db.getAll('chains')
  const name = row?.class.body.class.name
  expect(await silent(device, joined + 2 * DAY - 1000)).toEqual([])
  expect(await silent(device, joined + 2 * DAY)).toEqual([name])
  now += DAY
  const playing = { kind: 'video', state: 'paused', rate: 1000 } as const
  const report = { view: 'v', page: page(), gaps: [], first: 0, playing, closed: true, ended: true }
  await device.desk.watching.watch({ ...report, spans: [steady(now, 5000)] }, 1, 0)
  await sealNow(device.desk)
  expect(await silent(device, joined + 2 * DAY)).toEqual([])
})

it('a class that is over, or has not begun, is not', async () => {
  const device = await openDevice()
  await joinByCode(device, school, 1)
  const { recorder } = device.desk
  const [row] = await recorder.db.getAll('chains')
  expect(row).toBeDefined()
  if (!row) return
  const at = Date.now() + 3 * DAY
  const over = { ...row.class.body.class, period: { from: '2026-01-01', to: '2026-01-31' } }
  expect(await silentOf(recorder, [row], at)).toHaveLength(1)
  const closed = { ...row, class: { ...row.class, body: { ...row.class.body, class: over } } }
  expect(await silentOf(recorder, [closed], at)).toEqual([])
})
