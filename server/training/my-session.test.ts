import { expect, it } from 'vitest'
import type { PhonePage } from '../../shared/api'
import { from, ORIGIN, openApp, refusal } from '../app.fixture'

async function opened() {
  const app = await openApp()
  const training = await app.openedClass()
  const code = training.slips[0]?.code ?? ''
  const ask = (typed: string, address = '127.0.0.1') =>
    app.app.request(
      `${ORIGIN}/api/my/session`,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: typed }) },
      from(address),
    )
  const page = async (token: string): Promise<Response> =>
    app.app.request(`${ORIGIN}/api/my`, { headers: { authorization: `Bearer ${token}` } }, from('127.0.0.1'))
  return { ...app, ...training, code, ask, page }
}

it('a personal code opens its own seat for 30 days, before and after it was used for joining, however it is typed', async () => {
  const { code, ask, page, joined } = await opened()
  const before = await (await ask(code)).json()
  expect((await page(before.token)).status).toBe(200)
  await joined(0)
  const { token, expiresAt } = await (await ask(` ${code.toLowerCase().replaceAll('-', ' ')} `)).json()
  expect(expiresAt - Date.now()).toBeGreaterThan(29 * 86_400_000)
  const mine: PhonePage = await (await page(token)).json()
  expect(mine).toMatchObject({ name: '王晓明', number: '001' })
})

it('every code that is none has one answer, and guessing is slowed down by code and by address', async () => {
  const { code, ask, hr, slips } = await opened()
  await hr.call('POST', `/api/seats/${slips[0]?.seat}/code`, {})
  const wrong = await refusal(await ask('ZZZZ-ZZZZ-ZZZZ', '127.0.0.2'))
  expect(wrong).toMatchObject({ status: 403, code: 'not-allowed' })
  expect(await refusal(await ask(code, '127.0.0.2')), 'replaced by another').toEqual(wrong)
  for (let i = 0; i < 9; i++) await ask('ZZZZ-ZZZZ-ZZZZ', `127.0.1.${i}`)
  expect(await refusal(await ask('zzzz zzzz zzzz', '127.0.2.1'))).toMatchObject({ code: 'too-many-requests' })
  for (let i = 0; i < 60; i++) await ask(`ZZZZ-ZZZZ-${1000 + i}`, '127.0.3.1')
  expect(await refusal(await ask('ZZZZ-ZZZZ-9999', '127.0.3.1'))).toMatchObject({ code: 'too-many-requests' })
})

it('ends with another personal code, and shows no second factor: whoever joined by the code would vouch for themselves', async () => {
  const { code, ask, page, hr, opened: trained, slips } = await opened()
  await hr.call('POST', `/api/classes/${trained.id}/second-factor`, { required: true })
  const { token } = await (await ask(code)).json()
  const mine = await (await page(token)).json()
  expect(mine).toMatchObject({ codeElsewhere: true })
  expect(mine).not.toHaveProperty('code')
  const asHr = token.replace('.c.', '.h.')
  expect(await refusal(await page(asHr))).toMatchObject({ code: 'not-allowed' })
  await hr.call('POST', `/api/seats/${slips[0]?.seat}/code`, {})
  expect(await refusal(await page(token))).toMatchObject({ code: 'not-allowed' })
})
