import { expect, it } from 'vitest'
import type { Slip } from '../../shared/api'
import type { Actor } from '../access/actor'
import { openApp } from '../app.fixture'
import { reissueCode } from './reissue-code'

it('another personal code opens the seat where the first was used up, ends the first, and is audited', async () => {
  const { openedClass, device, deps } = await openApp()
  const { hr, slips, joined, opened } = await openedClass()
  const [first] = slips
  await joined(0)
  await expect(device().join({ code: first?.code ?? '' })).rejects.toThrow('join-refused')
  const again: Slip = await (await hr.call('POST', `/api/seats/${first?.seat}/code`, {})).json()
  expect(again).toMatchObject({ seat: first?.seat, name: first?.name, number: first?.number })
  expect((await hr.slips(opened.id))[0]).toEqual(again)
  await expect(device().join({ code: first?.code ?? '' })).rejects.toThrow('join-refused')
  expect(await device().join({ code: again.code })).toMatchObject({ state: 'joined' })
  const { t, read } = deps.store
  expect((await read.select().from(t.audit)).map(({ action }) => action)).toContain('code.reissue')
})

it('rejects the wrong role and another organisation', async () => {
  const { openedClass, deps } = await openApp()
  const { me, slips } = await openedClass()
  const actor: Actor = {
    member: me.user.id,
    login: me.user.login,
    name: me.user.name,
    role: 'auditor',
    organisation: me.organisation.id,
    organisationName: me.organisation.name,
    kind: me.organisation.kind,
  }
  const seat = slips[0]?.seat ?? ''
  await expect(reissueCode(deps, actor, seat)).rejects.toMatchObject({ code: 'not-allowed' })
  const foreign: Actor = { ...actor, role: 'hr', organisation: 'somebody else' }
  await expect(reissueCode(deps, foreign, seat)).rejects.toMatchObject({ code: 'not-found' })
})
