import { expect, it } from 'vitest'
import { openApp, refusal } from '../app.fixture'

it('the day of the bureau’s consent is not changed once anything was handed in; saying the same again is no change', async () => {
  const app = await openApp()
  const { hr, opened, joined } = await app.openedClass()
  const record = (date: string) => hr.call('POST', `/api/classes/${opened.id}/consent`, { date })
  expect((await record('2026-11-02')).status).toBe(200)
  expect((await record('2026-11-03')).status).toBe(200)
  const { device } = await joined(0)
  await device.handIn()
  expect(await refusal(await record('2026-11-01'))).toMatchObject({ status: 409, code: 'conflict' })
  expect((await record('2026-11-03')).status).toBe(200)
  const { plan } = await (await hr.get(`/api/classes/${opened.id}`)).json()
  expect(plan.consentDate).toBe('2026-11-03')
})
