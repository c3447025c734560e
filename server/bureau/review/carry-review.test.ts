import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '../../access/actor'
import { openIntake } from '../intake/intake.fixture'
import { decideReview } from './decide'
import { propose } from './propose'
import { reviewDetail } from './review-detail'
import { listReviewPeople } from './review-people'
import { ruleOn } from './rulings'

let at: Awaited<ReturnType<typeof openIntake>>
let chief: Actor
beforeAll(async () => {
  at = await openIntake()
  chief = await at.bureau.member('manager', '负责人')
})
afterAll(() => at.close())

const none = { online: '0', offline: '0', incomplete: false, whole: false, money: 0, reason: '' }
const all = { page: 1, size: 50, search: '', filter: '' } as const
const people = async (claim: string) => (await listReviewPeople(at.school.deps, at.clerk, claim, all)).rows
const rule = async (claim: string, n: number, change: Partial<typeof none>) =>
  ruleOn(at.school.deps, at.clerk, claim, { ...none, ...change, people: [(await people(claim))[n]?.id ?? ''] })
const detail = (claim: string) => reviewDetail(at.school.deps, at.clerk, claim)
const take = async (version: number) => {
  at.later(1)
  return (await at.take(await at.packed({ id: 'claim-carried', version }))).claim?.id ?? ''
}

it('does not lose 不予认定 and 核减, nor a proposal, by a newer version that comes before the decision', async () => {
  const { deps } = at.school
  const claim = await take(1)
  const before = await people(claim)
  await rule(claim, 0, { whole: true, reason: '代学' })
  await rule(claim, 1, { money: 100, reason: '教材费重复列支' })
  await propose(deps, at.clerk, claim, { outcome: 'agreed', remark: '已看', items: [] })
  const proposal = (await detail(claim)).proposals[0]?.id ?? ''
  expect(await take(2)).toBe(claim)

  const now = await people(claim)
  expect(now.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id))
  expect(now[0]).toMatchObject({ amount: 0, accepted: '0.00', ruling: { reason: '代学', carried: 1, by: '经办人' } })
  expect(now[1]).toMatchObject({ amount: (before[1]?.asked ?? 0) - 100, ruling: { carried: 1 } })
  const review = await detail(claim)
  expect(review).toMatchObject({ version: 2, reduced: 2, agreed: (before[1]?.asked ?? 0) - 100 })
  expect(review.concerns).toEqual(
    expect.arrayContaining([
      '2 人的不予认定或核减沿用自第 1 版，还没有核对',
      '第 1 版提出过审核意见，还没有审定就收到了新版本',
    ]),
  )
  expect(review.proposals).toMatchObject([{ id: proposal, version: 1, decision: { kind: 'replaced' } }])
  expect(review.comments[0]?.text).toContain('第 1 版的审核意见失效')
  const late = { proposal, confirm: true, number: '', remark: '' }
  await expect(decideReview(deps, chief, claim, late)).rejects.toMatchObject({ code: 'conflict' })
  const agreed = propose(deps, at.clerk, claim, { outcome: 'agreed', remark: '', items: [] })
  await expect(agreed).rejects.toThrow('沿用自第 1 版')

  // Said again of one, taken back of the other: both were looked at.
  await rule(claim, 0, { whole: true, reason: '代学' })
  await rule(claim, 1, {})
  expect((await people(claim)).map(({ ruling }) => ruling?.carried)).toEqual([undefined, undefined])
  expect((await detail(claim)).concerns.join()).not.toContain('沿用')
})

it('says of which version a ruling is, however many came since', async () => {
  const { store } = at.school.deps
  const claim = await take(3)
  expect((await people(claim))[0]).toMatchObject({ amount: 0, ruling: { carried: 2 } })
  await take(4)
  expect((await people(claim))[0]).toMatchObject({ amount: 0, ruling: { carried: 2 } })
  const rows = await store.read.select().from(store.t.bureauEvent).where(eq(store.t.bureauEvent.claim, claim))
  const said = rows.filter(({ version, kind }) => version === 4 && kind === 'ruled')
  expect(said.map((row) => JSON.parse(row.detail).note)).toEqual(['沿用第 3 版的认定，请核对'])
})
