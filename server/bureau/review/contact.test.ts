import { expect, it, onTestFinished } from 'vitest'
import { peopleOfClaim } from '../bureau'
import { openBureau } from '../bureau.fixture'
import { showContact } from './contact'
import { readInterview } from './interview'

it('whoever checks sees the phone masked, and whole on demand, with a record of who looked', async () => {
  const bureau = await openBureau()
  onTestFinished(bureau.close)
  const { deps } = bureau
  const { t, read } = deps.store
  const claim = await bureau.claim(await bureau.firm('甲校'), [bureau.someone(1)])
  const [person] = await peopleOfClaim(read, deps.store, { id: claim, version: 1 })
  const id = person?.id ?? ''
  const clerk = await bureau.member('hr')
  expect((await readInterview(deps, clerk, id)).person).toMatchObject({ phoneMasked: '138****1234' })
  expect(await showContact(deps, clerk, id)).toEqual({ phone: '13800001234', idNumber: bureau.someone(1).idNumber })
  const audited = (await read.select().from(t.audit)).filter(({ action }) => action === 'review.contact-show')
  expect(audited).toMatchObject([{ subject: claim }])
  await expect(showContact(deps, await bureau.member('auditor'), id)).rejects.toMatchObject({ code: 'not-allowed' })
})
