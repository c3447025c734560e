import { expect, it } from 'vitest'
import type { PersonLink, PhonePage } from '../../shared/api'
import { ORIGIN, openApp } from '../app.fixture'

/** A trainee's device, with a link of each kind to their phone page. */
async function linked() {
  const app = await openApp()
  const { hr, opened, joined, slips } = await app.openedClass()
  const { device } = await joined(0)
  await device.handIn()
  const tokenOf = (link: string | undefined) => link?.split('#')[1] ?? ''
  const links: PersonLink[] = await (await hr.get(`/api/classes/${opened.id}/links`)).json()
  const own: { link: string } = await (await device.ask('/phone-link', {})).json()
  const open = (token: string) => app.fetcher(`${ORIGIN}/api/my`, { headers: { authorization: `Bearer ${token}` } })
  return {
    ...app,
    hr,
    opened,
    slips,
    device,
    open,
    byHr: tokenOf(links[0]?.link),
    byDevice: tokenOf(own.link),
    tokenOf,
  }
}

it('the second factor stands on the page of HR’s link, never of a link that the computer itself asked for', async () => {
  const { hr, opened, open, byHr, byDevice } = await linked()
  await hr.call('POST', `/api/classes/${opened.id}/second-factor`, { required: true })
  const hrs: PhonePage = await (await open(byHr)).json()
  const own: PhonePage = await (await open(byDevice)).json()
  expect(hrs.code?.code).toMatch(/^\d{6}$/)
  expect(own).toMatchObject({ name: hrs.name, codeElsewhere: true })
  expect(own.code).toBeUndefined()
  const [seat, , ...rest] = byDevice.split('.')
  expect((await open([seat, 'h', ...rest].join('.'))).status).toBe(403)
})

it('another personal code ends every link to that phone page made before it, and no one else’s', async () => {
  const { hr, slips, device, open, byHr, byDevice, tokenOf, opened } = await linked()
  const before: PersonLink[] = await (await hr.get(`/api/classes/${opened.id}/links`)).json()
  await hr.call('POST', `/api/seats/${slips[0]?.seat}/code`, {})
  for (const token of [byHr, byDevice]) expect((await open(token)).status).toBe(403)
  expect((await open(tokenOf(before[1]?.link))).status).toBe(200)
  const again: { link: string } = await (await device.ask('/phone-link', {})).json()
  expect((await open(tokenOf(again.link))).status).toBe(200)
})
