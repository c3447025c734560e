import { expect, it } from 'vitest'
import type { AttendanceRow } from '../../shared/api'
import { RotatingCode } from '../access/second-factor'
import { openApp, refusal } from '../app.fixture'
import { CONFIRM_WITHIN } from './second-factor'

/** A class that asks for the factor, one trainee's device, and what it says and reads. */
async function asked() {
  const app = await openApp()
  const { hr, opened, joined, slips } = await app.openedClass()
  await hr.call('POST', `/api/classes/${opened.id}/second-factor`, { required: true })
  const { device } = await joined(0)
  const seat = slips[0]?.seat ?? ''
  const confirm = (signin: string) => {
    const { code } = new RotatingCode(app.deps.secrets).show(seat, app.deps.clock.now())
    return device.ask('/second-factor', { signin, code })
  }
  const confirmed = async () => {
    await app.deps.deriver.settle()
    const rows = await hr.all<AttendanceRow>(`/api/classes/${opened.id}/attendance`)
    return rows.reduce((sum, row) => sum + row.confirmed, 0)
  }
  return { ...app, device, seat, confirm, confirmed }
}

it('confirms a sign-in that came before or comes after the code, and nothing but a sign-in', async () => {
  const { device, confirm, confirmed } = await asked()
  const [join, , first] = device.entries
  await device.handIn()
  expect(await refusal(await confirm(join?.hash ?? ''))).toMatchObject({ code: 'bad-request' })
  expect((await confirm(first?.hash ?? '')).status).toBe(200)
  const later = device.write('signin', { method: 'popup' })
  expect((await confirm(later.hash)).status).toBe(200)
  expect(await confirmed()).toBe(1)
  await device.handIn()
  expect(await confirmed()).toBe(2)
})

it('confirms no sign-in of more than ten minutes ago, whether it has come or comes later', async () => {
  const { device, confirm, confirmed } = await asked()
  const old = Date.now() - CONFIRM_WITHIN - 60_000
  const come = device.write('signin', { method: 'popup' }, old)
  await device.handIn()
  expect(await refusal(await confirm(come.hash))).toMatchObject({ code: 'conflict' })
  const coming = device.write('signin', { method: 'popup' }, old)
  expect((await confirm(coming.hash)).status).toBe(200)
  await device.handIn()
  expect(await confirmed()).toBe(0)
})

it('a confirmation of the same entry hash under another chain or another seat confirms nothing', async () => {
  const { device, seat, confirmed, deps } = await asked()
  await device.handIn()
  const entry = device.entries[2]?.hash ?? ''
  const { t, read } = deps.store
  const other = (await read.select({ id: t.seat.id }).from(t.seat)).find(({ id }) => id !== seat)?.id ?? ''
  const at = deps.clock.now()
  await deps.store.tx(async (q) => {
    await q.insert(t.confirmation).values({ chain: '0'.repeat(64), entry, seat, kind: 'totp', at })
    await q.insert(t.confirmation).values({ chain: device.chain, entry, seat: other, kind: 'totp', at })
  })
  expect(await confirmed()).toBe(0)
})
