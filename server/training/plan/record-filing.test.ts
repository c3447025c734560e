import { expect, it, onTestFinished } from 'vitest'
import type { ClassDetail, ClassSummary } from '../../../shared/api'
import { claimDesk } from '../../claim/claims/claims.fixture'
import { claimData } from '../../claim/claims/data'
import { desk } from './plans.fixture'

const NUMBER = '绥人社备〔2026〕12 号'
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', String)

it('the number of a class that was filed elsewhere is entered with its paper, and the claim shows it and misses it no more', async () => {
  const office = await claimDesk()
  onTestFinished(() => office.close())
  const { id, codes } = await office.openClass(['王晓明'])
  await office.studies(id, codes[0] ?? '', '90')
  await office.rates()
  const made = await office.create(id)
  const missing = async () =>
    ((await office.reckon(made.id)).reckoned?.items ?? []).filter(({ code }) => code === 'filing')
  expect(await missing()).toMatchObject([{ link: `/classes/${id}/roster#filing` }])
  const document = await office.paper()
  const record = (change: object = {}) =>
    office.send('POST', `/api/classes/${id}/filing`, { number: NUMBER, date: '2026-11-01', document, ...change })
  expect(await refusal(record({ document: 'f'.repeat(64) }))).toContain('没有找到依据文件')
  expect(await refusal(record({ date: '2026-11-20' }))).toContain('不能再改')
  await record({ number: '绥人社备〔2026〕21 号' })
  await record()
  expect(await missing()).toEqual([])
  expect((await claimData(office.school.deps, office.actor, made.id)).classes[0]?.filing).toBe(NUMBER)
  const { plan } = await office.send<ClassDetail>('GET', `/api/classes/${id}`)
  expect(plan).toMatchObject({ elsewhere: true, agreement: { number: NUMBER, date: '2026-11-01', document } })
})

it('its day is that of the consent, where none was recorded', async () => {
  const office = await desk()
  const { id } = await office.hr.openClass()
  const document = await office.upload('批复')
  await office.send('POST', `/api/classes/${id}/filing`, { number: NUMBER, date: '2026-01-08', document })
  const { plan } = await office.send<ClassDetail>('GET', `/api/classes/${id}`)
  expect(plan).toMatchObject({ consentDate: '2026-01-08', agreement: { number: NUMBER } })
})

it('of a plan that was agreed to here only the number is entered that the decision did not have', async () => {
  const office = await desk()
  await office.organisation()
  const document = await office.upload('批复')
  const opened = async (number: string) => {
    const plan = await office.filed()
    const decision = { outcome: 'agreed', number, date: '2026-12-01', remarks: '', document }
    await office.send('POST', `/api/plans/${plan}/decision`, decision)
    return (await office.send<ClassSummary>('POST', '/api/classes', { plan })).id
  }
  const record = (id: string) =>
    office.send('POST', `/api/classes/${id}/filing`, { number: NUMBER, date: '2026-12-01', document })
  expect(await refusal(record(await opened('绥培备〔2026〕1号')))).toContain('到计划页面办理')
  const bare = await opened('')
  await record(bare)
  const { plan } = await office.send<ClassDetail>('GET', `/api/classes/${bare}`)
  expect(plan).toMatchObject({ elsewhere: false, consentDate: '2026-12-01', agreement: { number: NUMBER } })
})
