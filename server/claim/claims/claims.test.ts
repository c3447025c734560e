import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckItem, ClaimAnswer } from '../../../shared/api/claims'
import { steady } from '../../../test/support/device'
import { course, lesson } from '../school.fixture'
import { type ClaimDesk, claimDesk, handedIn, MINUTE } from './claims.fixture'
import { claimData } from './data'
import { reckonClaim } from './reckon-claim'

let desk: ClaimDesk
beforeEach(async () => {
  desk = await claimDesk()
})
afterEach(() => desk.close())

const codes = (items: readonly CheckItem[] = [], severity = 'stop') =>
  items.filter((one) => one.severity === severity).map(({ code }) => code)
const refusal = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', String)

describe('a claim', () => {
  it('asks for those who can be claimed for now, and leaves the rest for later', async () => {
    const { id, codes: join } = await desk.openClass(['王晓明', '李𠮷', '赵未学'])
    await desk.studies(id, join[0] ?? '', '90')
    await desk.studies(id, join[1] ?? '', '55')
    const claim = await desk.create(id)
    expect(claim).toMatchObject({ number: '2026-001', status: 'draft', version: 1 })
    expect(claim.classes).toMatchObject([{ enrolled: 3, ready: 1, chosen: 1 }])
    const rows = await desk.people(claim.id)
    expect(rows.map(({ number, chosen, state }) => [number, chosen, state])).toEqual([
      ['001', true, 'ready'],
      ['002', false, 'lacking'],
      ['003', false, 'lacking'],
    ])
    expect(rows[1]?.missing).toEqual(['“养老护理员（初级）”的考核还没有合格'])
  })

  it('is reckoned as long work, which says how far it is and is refused in words where the claim changed meanwhile', async () => {
    const { id, codes: join } = await desk.openClass(['王晓明', '李𠮷'])
    for (const code of join) await desk.studies(id, code, '90')
    const made = await desk.create(id)
    const { deps } = desk.school
    const said: string[] = []
    await reckonClaim(deps, desk.actor, made.id, (step, done, all) => said.push(`${step} ${done}/${all}`))
    expect(said).toEqual(['核算学时（人） 0/2', '核算学时（人） 1/2', '保存结果 0/0'])
    const seats = (await desk.people(made.id)).map(({ seat }) => seat)
    const settle = async () => {
      desk.school.clock.ms += 1000
      await desk.act(made.id, 'employment', { seats, day: '2027-02-01' })
    }
    const deriver: typeof deps.deriver = Object.assign(Object.create(deps.deriver), { settle })
    expect(await refusal(reckonClaim({ ...deps, deriver }, desk.actor, made.id))).toContain('核算时这份申请被别人改过')
    expect((await desk.claim(made.id)).reckoned).toBeUndefined()
  })

  it('reckons line by line from the rate table and the hours that the class page shows, with capitals', async () => {
    const { id, codes: join } = await desk.openClass(['王晓明', '李𠮷'])
    for (const code of join) await desk.studies(id, code, '90')
    await desk.rates()
    const made = await desk.create(id)
    const claim = await desk.reckon(made.id)
    // 10 minutes are 0.22 class hours of 45 minutes; planned and so paid are 0.2: 20.00 yuan each.
    expect(claim.reckoned).toMatchObject({ people: 2, paid: 2, total: 4000, capitals: '肆拾元整' })
    const [row] = await desk.people(made.id)
    expect(row?.hours).toBe('0.22')
    expect(row?.line).toMatchObject({
      hours: { own: '0.22', platform: '0.00', byHand: '0.00', offline: '0.00', total: '0.22' },
      ...{ scoreText: '90 合格', passed: true, total: 2000 },
      lines: [
        { label: '按课时', amount: 2000, formula: '100.00 元/课时 × 0.2 课时（实有 0.22 课时，超过计划的不计）' },
        { label: '每人每年上限', amount: 0 },
      ],
    })
    const data = await claimData(desk.school.deps, desk.actor, made.id)
    expect(data.people.map(({ hours, amount }) => [hours.total, amount.total])).toEqual([
      ['0.22', 2000],
      ['0.22', 2000],
    ])
    expect(data).toMatchObject({ total: 4000, dataHash: claim.reckoned?.dataHash, number: '2026-001' })
    expect(data.claimant).toMatchObject({ legalPerson: '周校长', account: { number: '6222000011112222' } })
  })

  it('has one code for the same data, whenever they are derived, and another once anything on its papers changes', async () => {
    const { id, codes: join } = await desk.openClass(['王晓明'])
    const pupil = await desk.studies(id, join[0] ?? '', '90')
    await desk.rates()
    const made = await desk.create(id)
    const hash = async () => (await claimData(desk.school.deps, desk.actor, made.id)).dataHash
    const first = await hash()
    desk.school.clock.ms += MINUTE
    expect(await hash()).toBe(first)
    await desk.takesTest(pupil, '95')
    expect(await hash()).not.toBe(first)
  })

  it('computes nothing while the table has no amounts, and says what to do', async () => {
    const { id, codes: join } = await desk.openClass(['王晓明'])
    await desk.studies(id, join[0] ?? '', '90')
    const made = await desk.create(id)
    const { reckoned } = await desk.reckon(made.id)
    expect(reckoned).toMatchObject({ total: 0, capitals: '零元整' })
    expect(codes(reckoned?.items)).toEqual(['no-standard'])
    expect(await refusal(desk.act(made.id, 'ready'))).toContain('没有数额')
  })

  it('pays by when somebody was employed where the table does, and nothing of a note that was taken back', async () => {
    const { id, codes: join } = await desk.openClass(['王晓明'])
    await desk.studies(id, join[0] ?? '', '90')
    const shares = [
      { share: 1000, title: '6 个月内就业', employedWithin: 6 },
      { share: 600, title: '其他' },
    ]
    await desk.rates({ standard: [{ kind: 'head', amount: '100' }], caps: undefined, shares })
    const made = await desk.create(id)
    expect(made.needs.employment).toBe(true)
    const total = async () => (await desk.reckon(made.id)).reckoned?.total
    expect(await total()).toBe(6000)
    const seats = (await desk.people(made.id)).map(({ seat }) => seat)
    expect((await desk.act(made.id, 'employment', { seats, day: '2027-02-01' })).reckoned).toBeUndefined()
    expect(await total()).toBe(10_000)
    await desk.act(made.id, 'employment', { seats })
    expect(await total()).toBe(6000)
  })

  it('takes several classes, and only people of these classes', async () => {
    const first = await desk.openClass(['王晓明'])
    const second = await desk.openClass(['李𠮷'], { name: '第二班' }, 1)
    await desk.studies(first.id, first.codes[0] ?? '', '90')
    await desk.studies(second.id, second.codes[0] ?? '', '90')
    await desk.rates()
    const claim = await desk.create(first.id, second.id)
    expect((await desk.reckon(claim.id)).reckoned).toMatchObject({ people: 2, total: 4000 })
    const third = await desk.openClass(['张伟'], { name: '第三班' }, 2)
    const other = await desk.create(third.id)
    const [stranger] = await desk.people(other.id)
    expect(await refusal(desk.act(claim.id, 'people', { add: [stranger?.seat] }))).toContain('没有加入任何人')
  })
})

describe('papers of a claim', () => {
  async function readyClaim(): Promise<{ claim: ClaimAnswer; again: () => Promise<void> }> {
    const { id, codes: join } = await desk.openClass(['王晓明'])
    const pupil = await desk.studies(id, join[0] ?? '', '90')
    await desk.rates()
    const made = await desk.create(id)
    await desk.reckon(made.id)
    return { claim: await desk.act(made.id, 'ready'), again: () => desk.takesTest(pupil, '97') }
  }

  it('are tied to the data by their code: a scan of another code is refused', async () => {
    const { claim } = await readyClaim()
    const file = await desk.paper()
    const code = claim.reckoned?.dataHash.slice(0, 10)
    const scan = { form: 'application', file }
    expect(await refusal(desk.act(claim.id, 'scans', { ...scan, code: '0123456789' }))).toContain(
      '已盖章版本与数据不一致，请重新打印',
    )
    const { scans } = await desk.act(claim.id, 'scans', { ...scan, code: code?.toUpperCase() })
    expect(scans).toMatchObject([{ form: 'application', file, code, stale: false }])
  })

  it('say that they no longer fit once the data change, and the claim is not handed in with them', async () => {
    const { claim, again } = await readyClaim()
    for (const form of ['application', 'people', 'declaration'])
      await desk.act(claim.id, 'scans', { form, file: await desk.paper() })
    await again()
    expect(await refusal(desk.act(claim.id, 'hand-in', { day: '2026-12-20', number: '', remark: '' }))).toContain(
      '定稿以后数据有变化',
    )
    await desk.act(claim.id, 'reopen')
    const after = await desk.reckon(claim.id)
    expect(after.scans.map(({ stale }) => stale)).toEqual([true, true, true])
    expect(after.reckoned?.items.filter(({ code }) => code === 'scan-stale')[0]?.text).toContain(
      '已盖章版本与数据不一致，请重新打印',
    )
    expect(
      await refusal(
        desk
          .act(claim.id, 'ready')
          .then(() => desk.act(claim.id, 'hand-in', { day: '2026-12-20', number: '', remark: '' })),
      ),
    ).toContain('重新打印')
  })
})

describe('what a handed-in claim holds', () => {
  it('counts against its people in later claims: the same training twice is refused, and nobody is asked for twice', async () => {
    const first = await desk.openClass(['王晓明'])
    await desk.studies(first.id, first.codes[0] ?? '', '90')
    await desk.rates()
    const done = await handedIn(desk, first.id)
    expect(done).toMatchObject({
      status: 'handed-in',
      events: [{ kind: 'ready' }, { kind: 'handed-in', amount: 2000 }],
    })
    expect((await desk.create(first.id)).classes).toMatchObject([{ enrolled: 1, ready: 0, chosen: 0 }])

    const again = await desk.openClass(['王晓明'], { name: '第二期' })
    await desk.studies(again.id, again.codes[0] ?? '', '90', desk.school.clock.ms + 24 * 60 * MINUTE)
    const claim = await desk.create(again.id)
    const { reckoned } = await desk.reckon(claim.id)
    expect(codes(reckoned?.items)).toContain('refused')
    expect(reckoned?.items.map(({ text }) => text).join()).toContain('同一职业（养老护理员）同一等级')
    expect(reckoned?.items.find(({ code }) => code === 'double-training')?.people[0]?.note).toContain('2026-001')

    await desk.act(done.id, 'decision', { outcome: 'refused', day: '2026-12-30', number: '', remark: '材料不齐' })
    expect((await desk.reckon(claim.id)).reckoned).toMatchObject({ total: 2000 })
  })

  it('keeps its wall time: an earlier start that comes later does not take it away, and a returned claim lets go of it', async () => {
    const nannies = { name: '育婴员第1期', occupation: '育婴员' }
    const first = await desk.openClass(['王晓明'])
    const second = await desk.openClass(['王晓明'], nannies)
    const wall = desk.school.clock.ms + 30 * MINUTE
    const other = await desk.school.join(second.id, second.codes[0] ?? '')
    await desk.studies(first.id, first.codes[0] ?? '', '90', wall)
    await desk.rates()
    const done = await handedIn(desk, first.id)

    // Begun 5 minutes earlier, and handed in after the claim.
    await desk.school.study(other, [[steady(wall - 5 * MINUTE, 10 * MINUTE)]], course, lesson)
    const credited = async () => {
      await desk.school.deps.deriver.settle()
      await desk.school.hr.signIn()
      const both = [await desk.school.hr.class(first.id), await desk.school.hr.class(second.id)]
      return both.map(({ roster }) => (roster[0]?.credited ?? 0) / MINUTE)
    }
    expect(await credited()).toEqual([10, 5])
    await desk.act(done.id, 'decision', { outcome: 'returned', day: '2026-12-30', number: '', remark: '补正' })
    expect(await credited()).toEqual([5, 10])
    expect(await desk.claim(done.id)).toMatchObject({ status: 'draft', version: 2 })
  })
})
