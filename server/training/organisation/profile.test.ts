import { describe, expect, it } from 'vitest'
import type { ListPage } from '../../../shared/api/lists'
import type { CalendarAnswer, OrganisationAnswer, PlanAnswer, PlanRow } from '../../../shared/api/plans'
import { refusal } from '../../app.fixture'
import { audited, type Desk, desk } from '../plan/plans.fixture'

/** The one member there is, in another role. */
const become = ({ deps: { store } }: Desk, role: string) =>
  store.tx(async (q) => void (await q.update(store.t.member).set({ role })))

describe('the organisation’s account', () => {
  it('is shown masked, lies encrypted, and is shown whole only with a line in the audit', async () => {
    const office = await desk()
    await office.organisation()
    const shown = await office.send<OrganisationAnswer>('GET', '/api/organisation')
    expect(shown.account).toMatchObject({ bank: '绥化农商行', masked: '************2222' })
    const { read, t } = office.deps.store
    expect(JSON.stringify([await read.select().from(t.organisation), await read.select().from(t.audit)])).not.toContain(
      '6222000011112222',
    )
    expect(await audited(office, 'organisation.account-show')).toEqual([])
    expect(await office.send('POST', '/api/organisation/account/show', {})).toEqual({ number: '6222000011112222' })
    expect(await audited(office, 'organisation.account-show')).toHaveLength(1)
  })

  it('is changed by a manager alone, with the bank’s paper, and the audit says from what', async () => {
    const office = await desk()
    await office.organisation()
    const change = async (proof: string) =>
      office.hr.call('POST', '/api/organisation/account', {
        holder: '别人',
        bank: '别行',
        number: '1111222233334444',
        proof,
      })
    const proof = await office.upload('new account')
    await become(office, 'hr')
    expect(await refusal(await change(proof))).toMatchObject({ status: 403, code: 'not-allowed' })
    await become(office, 'manager')
    expect(await refusal(await change('0'.repeat(64)))).toMatchObject({ code: 'bad-request' })
    expect((await change(proof)).status).toBe(200)
    expect((await audited(office, 'organisation.account')).at(-1)).toMatchObject({
      ...{ holder: '别人', account: '************4444', before: '************2222', bankBefore: '绥化农商行' },
    })
  })

  it('outlives a change of the other papers, and of these the audit says name and code', async () => {
    const office = await desk()
    await office.organisation()
    const {
      kind: _,
      account,
      creditCodeWarning: __,
      ...papers
    } = await office.send<OrganisationAnswer>('GET', '/api/organisation')
    const saved = await office.send<OrganisationAnswer>('POST', '/api/organisation', {
      ...{ ...papers, name: '改名学校', creditCode: '91350211M0000XUF46' },
    })
    expect(saved).toMatchObject({ name: '改名学校', account, creditCodeWarning: expect.stringContaining('校验码') })
    expect((await audited(office, 'organisation.save')).at(-1)).toMatchObject({
      name: '改名学校',
      creditCode: '91350211M0000XUF46',
    })
  })
})

describe('the calendar', () => {
  const notice = {
    ...{ year: 2027, notice: '国办发明电〔2026〕1号', source: '本单位导入', workdays: [] },
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  }

  it('is imported by an administrator alone, and the deadlines of that year are 暂定 no more', async () => {
    const office = await desk()
    const id = await office.draft()
    const due = async () => (await office.plan(id)).deadlines.find((one) => one.id === 'file')
    const { savedAt, details } = await office.plan(id)
    await office.send('POST', `/api/plans/${id}`, {
      savedAt,
      details: { ...details, period: { from: '2027-01-18', to: '2027-02-26' } },
    })
    expect(await due()).toMatchObject({ due: '2027-01-04', tentative: true, confirmed: false })
    await become(office, 'manager')
    expect(await refusal(await office.hr.call('POST', '/api/calendar', notice))).toMatchObject({ code: 'not-allowed' })
    await become(office, 'administrator')
    const [first] = await office.send<CalendarAnswer>('POST', '/api/calendar', notice)
    expect(first).toMatchObject({ year: 2027, notice: '国办发明电〔2026〕1号', imported: { by: '王老师' } })
    expect(await due()).toMatchObject({ due: '2027-01-04', tentative: false })
    await office.send('POST', '/api/calendar', { ...notice, workdays: ['2027-01-16'] })
    expect(await due()).toMatchObject({ due: '2027-01-05', tentative: false })
    expect(
      (await office.send<CalendarAnswer>('GET', '/api/calendar')).filter(({ year }) => year === 2027),
    ).toHaveLength(1)
    expect(await audited(office, 'calendar.import')).toHaveLength(2)
  })
})

describe('deadlines', () => {
  it('follow the organisation’s own terms, end when what they ask for is done, and show in the list', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    await office.decide(id)
    const row = async () => (await office.send<ListPage<PlanRow>>('GET', '/api/plans')).rows[0]
    expect(await row()).toMatchObject({ status: 'approved', next: { id: 'train' } })
    await office.send('POST', '/api/classes', { plan: id })
    const open = async () =>
      (await office.plan(id)).deadlines
        .filter(({ state }) => state === 'open' || state === 'overdue')
        .map((one) => one.id)
    expect(await open()).toEqual(['import', 'claim', 'train'])
    await office.send('POST', `/api/plans/${id}/deadlines/import`, { day: '2027-01-20' })
    expect(await open()).toEqual(['claim', 'train'])
    const answer = await office.send<PlanAnswer>('GET', `/api/plans/${id}`)
    expect(answer.deadlines.find((one) => one.id === 'import')).toMatchObject({ state: 'done' })
    expect(
      await refusal(await office.hr.call('POST', `/api/plans/${id}/deadlines/file`, { day: '2027-01-20' })),
    ).toMatchObject({ code: 'bad-request' })
  })
})

it('who only reads can write none of it', async () => {
  const office = await desk()
  await office.organisation()
  const id = await office.filed()
  const classId = (await office.hr.openClass()).id
  await become(office, 'auditor')
  const { savedAt, details } = await office.plan(id)
  const document = '0'.repeat(64)
  const writes: [string, string, object][] = [
    ['POST', '/api/plans', { type: 'employment' }],
    ['POST', `/api/plans/${id}`, { savedAt, details }],
    ['DELETE', `/api/plans/${id}`, {}],
    ['POST', `/api/plans/${id}/file`, {}],
    ['POST', `/api/plans/${id}/decision`, { outcome: 'agreed', number: '', date: '2026-12-01', remarks: '', document }],
    ['POST', `/api/plans/${id}/decision-file`, new Uint8Array([123]) as object],
    ['POST', `/api/plans/${id}/roster`, new Uint8Array([123]) as object],
    ['POST', `/api/plans/${id}/change`, {}],
    ['POST', `/api/plans/${id}/moves`, { classes: [] }],
    ['POST', `/api/plans/${id}/deadlines/import`, { day: '2027-01-20' }],
    ['POST', '/api/classes', { plan: id }],
    ['POST', `/api/classes/${classId}/copy`, { from: '2027-03-01' }],
    ['POST', `/api/classes/${classId}/plan-roster`, {}],
    ['POST', '/api/organisation/account/show', {}],
    ['GET', `/api/plans/${id}/filing.json`, {}],
    ['GET', `/api/plans/${id}/filing.zip`, {}],
    ['GET', `/api/plans/${id}/papers.xlsx`, {}],
    ['GET', `/api/plans/${id}/timetable.xlsx`, {}],
    ['GET', `/api/plans/${id}/papers?full=1`, {}],
  ]
  for (const [method, path, body] of writes) {
    const response = method === 'GET' ? await office.hr.get(path) : await office.hr.call(method, path, body)
    expect([path, await refusal(response)]).toMatchObject([path, { status: 403, code: 'not-allowed' }])
  }
})
