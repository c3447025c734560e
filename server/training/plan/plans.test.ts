import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import type { Home } from '../../../shared/api/home'
import type { ListPage } from '../../../shared/api/lists'
import type { PlanAnswer, PlanMoves, PlanRow } from '../../../shared/api/plans'
import type { RosterReport } from '../../../shared/api/roster'
import { decisionText, signDecision } from '../../../shared/plan/decision'
import { readFiling } from '../../../shared/plan/filing'
import { timetableHeader } from '../../../shared/plan/paper-tables'
import { wholePlan } from '../../../shared/plan/plan.fixture'
import { inventedId, rosterXlsx } from '../../../test/support/hr'
import { refusal } from '../../app.fixture'
import { readZip } from '../../claim/read-zip'
import { makeKey, nodeCrypto, signer } from '../../crypto'
import { audited, desk } from './plans.fixture'

describe('a draft', () => {
  it('keeps what was typed, says what is missing, and shows no ID number', async () => {
    const { send, plan, draft, deps } = await desk()
    const { id, savedAt, missing } = await send<PlanAnswer>('POST', '/api/plans', { type: 'employment' })
    expect(missing.length).toBeGreaterThan(15)
    const saved = await send<PlanAnswer>('POST', `/api/plans/${id}`, {
      ...{ savedAt, details: { ...wholePlan(), trainees: '很多' }, teacherIds: { t1: inventedId(9) } },
    })
    expect(saved.details.trainees).toBe('很多')
    expect(saved.details.teachers[0]?.idMasked).toBe(`${inventedId(9).slice(0, 6)}********${inventedId(9).slice(-4)}`)
    expect(JSON.stringify(await plan(id))).not.toContain(inventedId(9))
    const stored = await deps.store.read.select().from(deps.store.t.plan)
    expect(JSON.stringify(stored)).not.toContain(inventedId(9))
    await draft()
    expect((await send<ListPage<PlanRow>>('GET', '/api/plans')).rows.map(({ status }) => status)).toEqual([
      'draft',
      'draft',
    ])
  })

  it('that two people have open loses nobody’s words: the second save is refused', async () => {
    const { hr, send } = await desk()
    const { id, savedAt } = await send<PlanAnswer>('POST', '/api/plans', { type: 'employment' })
    const save = (title: string) => hr.call('POST', `/api/plans/${id}`, { savedAt, details: { ...wholePlan(), title } })
    expect((await save('一')).status).toBe(200)
    expect(await refusal(await save('二'))).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('is of a type that this kind of organisation holds', async () => {
    const { hr } = await desk('enterprise')
    expect(await refusal(await hr.call('POST', '/api/plans', { type: 'employment' }))).toMatchObject({
      code: 'bad-request',
    })
  })

  it('can be thrown away, what was filed cannot', async () => {
    const office = await desk()
    await office.organisation()
    const [mine, filed] = [await office.draft(), await office.filed()]
    expect((await office.hr.call('DELETE', `/api/plans/${mine}`)).status).toBe(200)
    expect(await refusal(await office.hr.call('DELETE', `/api/plans/${filed}`))).toMatchObject({ code: 'conflict' })
    expect((await office.send<ListPage<PlanRow>>('GET', '/api/plans')).rows.map(({ id }) => id)).toEqual([filed])
  })
})

describe('filing', () => {
  it('is refused while anything is missing, with what it is', async () => {
    const { hr, draft } = await desk()
    const id = await draft({ audience: '' })
    const answer = await refusal(await hr.call('POST', `/api/plans/${id}/file`, {}))
    expect(answer).toMatchObject({ status: 422, code: 'plan-incomplete' })
    expect(answer.message).toMatch(/培训对象.*单位地址/)
  })

  it('signs exactly what the papers say, and encrypts it at rest', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    const text = await (await office.hr.get(`/api/plans/${id}/filing.json`)).text()
    const { body, key } = await readFiling(nodeCrypto, text)
    const keys = await office.send<{ package: { fingerprint: string } }>('GET', '/api/keys')
    expect(key).toBe(keys.package.fingerprint)
    expect(body.organisation.account?.number).toBe('6222000011112222')
    expect(body.plan.teachers[0]?.idNumber).toBe(inventedId(9))
    expect(body.roster).toEqual([
      { name: '王晓明', idNumber: inventedId(1) },
      { name: '李𠮷', idNumber: inventedId(2) },
    ])
    expect(body.policy).toMatchObject({ id: 'suihua-2020-31', consent: true })
    const { read, t } = office.deps.store
    expect(JSON.stringify(await read.select().from(t.planFiling))).not.toContain('王晓明')
    expect(await audited(office, 'plan.file')).toHaveLength(1)
    expect(await refusal(await office.hr.call('POST', `/api/plans/${id}/file`, {}))).toMatchObject({ code: 'conflict' })
  })

  it('freezes the version: it is saved no more', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    const { savedAt, details } = await office.plan(id)
    expect(await refusal(await office.hr.call('POST', `/api/plans/${id}`, { savedAt, details }))).toMatchObject({
      code: 'conflict',
    })
  })

  it('hands papers, attachments and roster in together, and the timetable in the very columns of an import', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    const zip = new Uint8Array(await (await office.hr.get(`/api/plans/${id}/filing.zip`)).arrayBuffer())
    expect([...(await readZip(zip)).files.keys()].sort()).toEqual([
      'filing.json',
      '培训人员名册.xlsx',
      '报送材料.xlsx',
      expect.stringMatching(/^附件\/account-proof-/),
      expect.stringMatching(/^附件\/licence-/),
    ])
    const papers = await readXlsx(
      new Uint8Array(await (await office.hr.get(`/api/plans/${id}/papers.xlsx`)).arrayBuffer()),
    )
    expect(papers.sheets.map(({ name }) => name)).toEqual([
      '线上职业培训开班申请表',
      '培训计划',
      '培训课程',
      '线上培训平台',
      '授课师资',
      '课程表',
      '培训人员名册',
    ])
    expect(JSON.stringify(papers.sheets.map(({ rows }) => rows))).toContain(inventedId(2))
    const timetable = await readXlsx(
      new Uint8Array(await (await office.hr.get(`/api/plans/${id}/timetable.xlsx`)).arrayBuffer()),
    )
    expect(timetable.sheets[0]?.rows[0]).toEqual(timetableHeader)
    expect(timetable.sheets[0]?.rows[1]?.[7]).toBe(inventedId(9))
    expect(await audited(office, 'plan.papers')).toHaveLength(2)
    expect(await audited(office, 'plan.filing')).toHaveLength(1)
  })

  it('prints masked numbers unless whole ones are asked for, which is audited', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.draft()
    const masked = await (await office.hr.get(`/api/plans/${id}/papers`)).text()
    expect(masked).not.toContain(inventedId(1))
    expect(masked).not.toContain('6222000011112222')
    expect(await audited(office, 'plan.papers')).toEqual([])
    const whole = await (await office.hr.get(`/api/plans/${id}/papers?full=1`)).text()
    expect(whole).toContain(inventedId(1))
    expect(await audited(office, 'plan.papers')).toEqual([{ as: 'print', people: 2 }])
  })

  it('of a type without a confirmed sheet is 暂不支持, and what was agreed on paper opens classes all the same', async () => {
    const office = await desk('enterprise')
    const id = await office.draft({ relevance: '主业', cost: '3000' }, 'apprenticeship')
    expect(await refusal(await office.hr.call('POST', `/api/plans/${id}/file`, {}))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('暂不支持'),
    })
    expect(await office.decide(id)).toMatchObject({ status: 'approved', consentDate: '2026-12-01' })
    await office.send('POST', '/api/classes', { plan: id })
  })
})

describe('the bureau’s decision', () => {
  const bureau = async () => signer(await makeKey('Ed25519'))
  const decided = (plan: PlanAnswer, organisation: string) => ({
    ...{ filing: plan.filing ?? '', plan: plan.id, version: plan.version, organisation, outcome: 'agreed' as const },
    ...{
      number: '绥培备〔2026〕2号',
      date: '2026-12-02',
      remarks: '',
      bureau: { id: 'b', name: '绥化市人社局' },
      at: 1,
    },
  })
  const organisationOf = async (office: Awaited<ReturnType<typeof desk>>) =>
    (await office.send<{ organisation: { id: string } }>('GET', '/api/me')).organisation.id

  it('comes as a signed file: its key is compared once, then known', async () => {
    const office = await desk()
    await office.organisation()
    const [id, other] = [await office.filed(), await office.filed({ title: '另一个' })]
    const key = await bureau()
    const organisation = await organisationOf(office)
    const fileOf = async (plan: string) =>
      decisionText(await signDecision(nodeCrypto, key, decided(await office.plan(plan), organisation)))
    const path = `/api/plans/${id}/decision-file`
    const asked = await office.send<{ state: string; key: string }>('POST', path, await fileOf(id))
    expect(asked).toMatchObject({ state: 'unknown-key', bureau: '绥化市人社局' })
    expect(await office.plan(id)).toMatchObject({ status: 'filed', decisions: [] })
    expect(await office.send('POST', `${path}?key=${asked.key}`, await fileOf(id))).toMatchObject({ state: 'taken' })
    expect(await office.plan(id)).toMatchObject({
      ...{ status: 'approved', consentDate: '2026-12-02' },
      decisions: [{ how: 'file', outcome: 'agreed', number: '绥培备〔2026〕2号', by: '王老师' }],
    })
    expect(await office.send('POST', `/api/plans/${other}/decision-file`, await fileOf(other))).toMatchObject({
      state: 'taken',
    })
    expect(await audited(office, 'organisation.bureau-key')).toHaveLength(1)
  })

  it('on another version, another filing, or with a character changed is refused', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    const other = await office.filed({ title: '另一个' })
    const key = await bureau()
    const body = decided(await office.plan(id), await organisationOf(office))
    const send = async (plan: string, text: string) =>
      refusal(await office.hr.call('POST', `/api/plans/${plan}/decision-file`, text))
    const good = decisionText(await signDecision(nodeCrypto, key, body))
    expect(await send(other, good)).toMatchObject({
      code: 'file-refused',
      message: expect.stringContaining('不是针对这一版'),
    })
    expect(await send(id, good.replace('agreed', 'refused'))).toMatchObject({
      message: expect.stringContaining('签名'),
    })
    const foreign = decisionText(await signDecision(nodeCrypto, key, { ...body, filing: '0'.repeat(64) }))
    expect(await send(id, foreign)).toMatchObject({ code: 'file-refused' })
    expect(await office.plan(id)).toMatchObject({ status: 'filed' })
  })

  it('is entered by hand with its paper, once', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    const without = { outcome: 'agreed', number: '', date: '2026-12-01', remarks: '', document: '0'.repeat(64) }
    expect(await refusal(await office.hr.call('POST', `/api/plans/${id}/decision`, without))).toMatchObject({
      code: 'bad-request',
    })
    expect(await office.decide(id)).toMatchObject({ status: 'approved' })
    await expect(office.decide(id)).rejects.toThrow('409')
    expect(await audited(office, 'plan.decide')).toMatchObject([{ how: 'hand', outcome: 'agreed' }])
  })

  it('that returns a plan leads to a new version with everything of the old one', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    expect(await office.decide(id, 'returned')).toMatchObject({ status: 'returned' })
    const next = await office.send<PlanAnswer>('POST', `/api/plans/${id}/change`, {})
    expect(next).toMatchObject({ version: 2, status: 'draft', people: 2, differences: [], missing: [] })
    expect(next.details).toEqual((await office.plan(id)).details)
    await office.send('POST', `/api/plans/${next.id}/file`, {})
    const text = await (await office.hr.get(`/api/plans/${next.id}/filing.json`)).text()
    expect((await readFiling(nodeCrypto, text)).body.plan).toMatchObject({
      version: 2,
      teachers: [{ idNumber: inventedId(9) }],
    })
    expect(await refusal(await office.hr.call('POST', `/api/plans/${id}/change`, {}))).toMatchObject({
      code: 'conflict',
    })
  })

  it('rows and filings are changed by nobody', async () => {
    const office = await desk()
    await office.organisation()
    await office.decide(await office.filed())
    const { store } = office.deps
    for (const table of [store.t.planDecision, store.t.planFiling])
      await expect(store.tx(async (q) => void (await q.delete(table)))).rejects.toThrow()
  })
})

describe('the start page', () => {
  it('shows a plan before it has a class: what it waits for, whose turn it is and how long is left', async () => {
    const office = await desk()
    await office.organisation()
    const plans = async () =>
      (await office.send<Home>('GET', '/api/home')).plans.map(({ id, missing }) => ({
        id,
        missing: missing.map(({ code, turn, due, left }) => [code, turn, due, typeof left]),
      }))
    const { id: untyped } = await office.send<PlanAnswer>('POST', '/api/plans', { type: 'employment' })
    expect(await plans()).toEqual([{ id: untyped, missing: [['plan-not-filed', 'clerk', undefined, 'undefined']] }])
    await office.hr.call('DELETE', `/api/plans/${untyped}`)
    const id = await office.filed()
    const [filed] = await plans()
    expect(filed?.missing[0]).toEqual(['plan-waiting', 'bureau', wholePlan().period.from, 'number'])
    expect(filed?.missing.some(([code, turn]) => code === 'deadline' && turn === 'bureau')).toBe(true)
    await office.decide(id, 'returned')
    expect((await plans())[0]?.missing[0]?.slice(0, 2)).toEqual(['plan-returned', 'clerk'])
    const next = await office.send<PlanAnswer>('POST', `/api/plans/${id}/change`, {})
    expect((await plans()).map((one) => one.id)).toEqual([next.id])
    await office.send('POST', `/api/plans/${next.id}/file`, {})
    await office.decide(next.id)
    await office.send('POST', '/api/classes', { plan: next.id })
    expect(await plans()).toEqual([])
  })
})

describe('a class', () => {
  it('opens only of a plan that was agreed, with 第×期 in its name and the roster that was filed', async () => {
    const office = await desk()
    await office.organisation()
    const draft = await office.draft()
    const open = (plan: string) => office.hr.call('POST', '/api/classes', { plan })
    expect(await refusal(await open(draft))).toMatchObject({ status: 409, code: 'plan-not-approved' })
    await office.send('POST', `/api/plans/${draft}/file`, {})
    expect(await refusal(await open(draft))).toMatchObject({ message: expect.stringContaining('审核结果') })
    await office.decide(draft)
    const first = await (await open(draft)).json()
    expect(first).toMatchObject({ name: '养老护理员培训第1期', period: wholePlan().period })
    expect(await (await open(draft)).json()).toMatchObject({ name: '养老护理员培训第2期' })
    expect(await office.send('POST', `/api/classes/${first.id}/plan-roster`, {})).toMatchObject({ added: 2 })
    const { plan, roster } = await office.hr.class(first.id)
    expect(plan).toMatchObject({
      consentDate: '2026-12-01',
      courses: [{ title: '养老护理员（初级）', aliases: ['养老护理'] }],
    })
    expect(roster.map(({ name }) => name)).toEqual(['王晓明', '李𠮷'])
  })

  it('says of its first roster who of it was not filed and who of the filed is not in it, and stops nobody', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    await office.decide(id)
    const opened = await office.send<{ id: string }>('POST', '/api/classes', { plan: id })
    const send = (file: Uint8Array, query = '') =>
      office.send<RosterReport>('POST', `/api/classes/${opened.id}/roster${query}`, file)
    const other = await rosterXlsx([
      { name: '王晓明', id: inventedId(1) },
      { name: '赵强', id: inventedId(5) },
    ])
    for (const query of ['?dry=1', '']) {
      const { added, warnings, notes } = await send(other, query)
      expect(added).toBe(2)
      expect(warnings.filter(({ message }) => message.includes('不在报人社局的培训人员名册里'))).toMatchObject([
        { row: 3, column: '身份证号' },
      ])
      expect(notes?.join()).toContain('有 1 人不在这份名册里：李𠮷')
    }
    const { notes } = await send(other, '?dry=1')
    expect(notes?.join() ?? '').not.toContain('报人社局')

    const second = await office.send<{ id: string }>('POST', '/api/classes', { plan: id })
    const rest = await rosterXlsx([{ name: '李𠮷', id: inventedId(2) }])
    const again = await office.send<RosterReport>('POST', `/api/classes/${second.id}/roster?dry=1`, rest)
    expect(again.notes?.join() ?? '').not.toContain('不在这份名册里')
  })

  it('stays with its version until it is moved, which says what changes; the first day of consent stays', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    await office.decide(id, 'agreed', '2026-12-01')
    const opened = await office.send<{ id: string }>('POST', '/api/classes', { plan: id })
    const next = await office.send<PlanAnswer>('POST', `/api/plans/${id}/change`, {})
    const { period } = wholePlan()
    await office.send('POST', `/api/plans/${next.id}`, {
      savedAt: next.savedAt,
      details: { ...next.details, period: { ...period, to: '2027-02-26' }, trainees: '3' },
    })
    await office.send('POST', `/api/plans/${next.id}/file`, {})
    await office.decide(next.id, 'agreed', '2026-12-20')
    expect(await office.plan(id)).toMatchObject({ status: 'superseded' })
    expect((await office.hr.class(opened.id)).summary.period.to).toBe(period.to)

    const moves = await office.send<PlanMoves>('GET', `/api/plans/${next.id}/moves`)
    expect(moves).toEqual([
      {
        version: 1,
        differences: [
          { touches: 'papers', text: '培训人数：2 → 3' },
          { touches: 'hours', text: '培训结束日期：2027-01-15 → 2027-02-26' },
        ],
        classes: [{ id: opened.id, name: '养老护理员培训第1期' }],
      },
    ])
    await office.send('POST', `/api/plans/${next.id}/moves`, { classes: [opened.id] })
    const { summary, plan } = await office.hr.class(opened.id)
    expect([summary.period.to, plan.consentDate]).toEqual(['2027-02-26', '2026-12-01'])
    expect(await audited(office, 'class.plan')).toEqual([
      { plan: next.id, from: 1, to: 2, changes: 2, hours: '培训结束日期：2027-01-15 → 2027-02-26' },
    ])
    expect(await office.send('GET', `/api/plans/${next.id}/moves`)).toEqual([])
    expect(
      await refusal(await office.hr.call('POST', `/api/plans/${next.id}/moves`, { classes: [opened.id] })),
    ).toMatchObject({ code: 'conflict' })
  })

  it('tells its devices of the plan anew once it was moved', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed({
      period: { from: '2026-01-01', to: '2027-12-31' },
      timetable: [{ ...lesson(), date: '2026-12-14' }],
    })
    await office.decide(id, 'agreed', '2026-01-01')
    const opened = await office.send<{ id: string }>('POST', '/api/classes', { plan: id })
    await office.send('POST', `/api/classes/${opened.id}/plan-roster`, {})
    const device = office.device()
    const organisation = (await office.send<{ organisation: { id: string } }>('GET', '/api/me')).organisation.id
    await device.join({ code: (await office.hr.slips(opened.id))[0]?.code ?? '' })
    device.begin({ class: opened.id, organisation })
    await device.handIn()
    expect((await device.sync('')).answer.extract?.body.class).toBeUndefined()
    const next = await office.send<PlanAnswer>('POST', `/api/plans/${id}/change`, {})
    const [course] = next.details.courses
    if (!course) throw new Error('no course')
    await office.send('POST', `/api/plans/${next.id}`, {
      savedAt: next.savedAt,
      details: { ...next.details, courses: [{ ...course, aliases: ['护理新名'] }] },
    })
    await office.send('POST', `/api/plans/${next.id}/file`, {})
    await office.decide(next.id)
    await office.send('POST', `/api/plans/${next.id}/moves`, { classes: [opened.id] })
    expect((await device.sync('')).answer.extract?.body.class?.body.courses).toMatchObject([{ aliases: ['护理新名'] }])
  })

  it('is copied as the next run: plan, courses, teachers and rules, with dates moved and without its people', async () => {
    const office = await desk()
    await office.organisation()
    const id = await office.filed()
    await office.decide(id)
    const opened = await office.send<{ id: string }>('POST', '/api/classes', { plan: id })
    const copy = await office.send<PlanAnswer>('POST', `/api/classes/${opened.id}/copy`, { from: '2027-03-01' })
    expect(copy).toMatchObject({
      status: 'draft',
      version: 1,
      people: 0,
      details: { title: '养老护理员培训', trainees: '' },
    })
    expect(copy.details.period).toEqual({ from: '2027-03-01', to: '2027-04-02' })
    expect(copy.details.teachers[0]?.idMasked).not.toBe('')
    const inline = await office.hr.openClass()
    const other = await office.send<PlanAnswer>('POST', `/api/classes/${inline.id}/copy`, { from: '2027-03-01' })
    expect(other.details.courses).toMatchObject([
      { title: '养老护理员（初级）', key: '', hours: '24', site: 'px.class.com.cn' },
    ])
  })
})

const lesson = () => {
  const [first] = wholePlan().timetable
  if (!first) throw new Error('no timetable')
  return first
}
