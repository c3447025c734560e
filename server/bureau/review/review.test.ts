import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { readClaimDecision } from '../../../shared/claim/claim-decision'
import { fingerprint } from '../../../shared/record/batch'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import { statementFile } from '../acts/statements'
import { receivedClaim } from '../bureau'
import { openBureau } from '../bureau.fixture'
import { agreedPeople } from './agreed'
import { refreshQueue } from './claim-risk'
import { comment } from './comment'
import { decideReview } from './decide'
import { listReviews } from './list-reviews'
import { propose, withdrawProposal } from './propose'
import { reviewDetail } from './review-detail'
import { listReviewPeople } from './review-people'
import { ruleOn } from './rulings'

let at: Awaited<ReturnType<typeof openBureau>>
let clerk: Actor
let chief: Actor
let firm: string
beforeAll(async () => {
  at = await openBureau()
  clerk = await at.member('hr', '经办周')
  chief = await at.member('manager', '负责人吴')
  firm = await at.firm('绥化示范学校')
})
afterAll(() => at.close())

const none = { online: '0', offline: '0', incomplete: false, whole: false, money: 0, reason: '' }
const asked = { page: 1, size: 50, search: '', filter: '' } as const
const claimOf = (...hours: string[]) =>
  at.claim(
    firm,
    hours.map((h, i) => ({ ...at.someone(i + 1), hours: h })),
  )
const people = async (claim: string) => (await listReviewPeople(at.deps, clerk, claim, asked)).rows
const rule = async (claim: string, n: number, change: Partial<typeof none>) =>
  ruleOn(at.deps, clerk, claim, { ...none, ...change, people: [(await people(claim))[n]?.id ?? ''] })
const proposeOf = async (claim: string, outcome: 'agreed' | 'returned' | 'refused', items: string[] = []) => {
  await propose(at.deps, clerk, claim, { outcome, remark: '材料齐全', items })
  return (await reviewDetail(at.deps, clerk, claim)).proposals[0]?.id ?? ''
}
const decide = (actor: Actor, claim: string, proposal: string, confirm = true) =>
  decideReview(at.deps, actor, claim, { proposal, confirm, number: '', remark: confirm ? '' : '再核' })
/** The newest signed decision, as a file. */
const decisionOf = async (claim: string) => {
  const { statements } = await reviewDetail(at.deps, clerk, claim)
  return (await statementFile(at.deps, clerk, claim, statements.at(-1)?.hash ?? '')).file
}
const eventsOf = async (claim: string) =>
  (await at.deps.store.read.select().from(at.deps.store.t.bureauEvent))
    .filter((event) => event.claim === claim)
    .map(({ kind }) => kind)

describe('ruling on people of a claim', () => {
  it('takes hours off and reckons the amount again by the table, line by line, never above what was asked', async () => {
    const claim = await claimOf('40.00', '20.00')
    await rule(claim, 0, { online: '5', reason: '三段时间无人答复在学确认' })
    await rule(claim, 1, { online: '2.50', reason: '与另一份申请的时间重叠' })
    const [first, second] = await people(claim)
    // 35 x 30 = 1,050, capped at 1,000: as asked. 17.5 x 30 = 525.
    expect(first).toMatchObject({ asked: 100_000, accepted: '35.00', amount: 100_000 })
    expect(second).toMatchObject({ asked: 60_000, accepted: '17.50', amount: 52_500 })
    expect(second?.ruling).toMatchObject({ table: 'guangdong-2020@1', by: '经办周' })
    expect(second?.ruling?.lines.map(({ amount }) => amount)).toEqual([52_500, 0])
    const agreed = await agreedPeople(at.deps.store.read, at.deps.store, await received(claim))
    expect(agreed[1]?.reasons).toEqual(['不予认定线上 2.50 学时：与另一份申请的时间重叠'])
  })

  it('takes money off beyond hours, or all of it, and puts it back; each ruling stays written', async () => {
    const claim = await claimOf('20.00')
    await rule(claim, 0, { money: 10_000, reason: '教材费重复列支' })
    expect((await people(claim))[0]).toMatchObject({ accepted: '20.00', amount: 50_000 })
    await rule(claim, 0, { whole: true, reason: '本人承认未参加' })
    expect((await people(claim))[0]).toMatchObject({ accepted: '0.00', amount: 0 })
    await rule(claim, 0, {})
    expect((await people(claim))[0]).toMatchObject({ accepted: '20.00', amount: 60_000, lines: expect.any(Array) })
    expect(await eventsOf(claim)).toEqual(['ruled', 'ruled', 'ruled'])
  })

  it('refuses what has no reason, more hours or money than there is, and people of another claim', async () => {
    const claim = await claimOf('20.00')
    const other = await people(await claimOf('10.00'))
    await expect(rule(claim, 0, { money: 1 })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(rule(claim, 0, { online: '20.01', reason: 'a' })).rejects.toThrow('多于')
    await expect(rule(claim, 0, { money: 60_001, reason: 'a' })).rejects.toThrow('多于')
    const theirs = { ...none, money: 1, reason: 'a', people: [other[0]?.id ?? ''] }
    await expect(ruleOn(at.deps, clerk, claim, theirs)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('counts a training that was not completed by the table’s conditions', async () => {
    const claim = await claimOf('20.00')
    await rule(claim, 0, { online: '8', incomplete: true, reason: '扣除后不足方案学时' })
    expect((await people(claim))[0]).toMatchObject({ accepted: '12.00', amount: 0, ruling: { refused: '未完成培训' } })
  })
})

const received = (claim: string) => receivedClaim(at.deps.store.read, at.deps.store, clerk, claim)

describe('deciding', () => {
  it('needs another person than who proposed, and signs what was proposed to the 分', async () => {
    const claim = await claimOf('20.00', '10.00')
    await rule(claim, 1, { money: 5_000, reason: '超标准' })
    await propose(at.deps, chief, claim, { outcome: 'agreed', remark: '', items: [] })
    const open = (await reviewDetail(at.deps, chief, claim)).proposals[0]
    expect(open).toMatchObject({ own: true, amount: 85_000 })
    await expect(decide(chief, claim, open?.id ?? '')).rejects.toMatchObject({ code: 'not-allowed' })
    const other = await at.member('manager', '负责人郑')
    await decide(other, claim, open?.id ?? '')
    expect(await received(claim)).toMatchObject({ status: 'agreed' })

    const file = await decisionOf(claim)
    const { body, key } = await readClaimDecision(nodeCrypto, file)
    expect(key).toBe(fingerprint(nodeCrypto, (await at.deps.keys.package(at.organisation)).publicKey))
    expect(body).toMatchObject({ outcome: 'agreed', asked: 90_000, agreed: 85_000, claim: { version: 1 } })
    expect(body.people.map(({ seat, agreed, reasons }) => [seat, agreed, reasons.length])).toEqual([
      ['seat-0', 60_000, 0],
      ['seat-1', 25_000, 1],
    ])
    expect(file).not.toMatch(/学员1|2312/)
    await expect(readClaimDecision(nodeCrypto, file.replace('25000', '35000'))).rejects.toThrow()
  })

  it('lets nobody rule while it waits, and begins anew when it was sent back or withdrawn', async () => {
    const claim = await claimOf('20.00')
    const first = await proposeOf(claim, 'agreed')
    await expect(rule(claim, 0, { money: 1, reason: 'a' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(proposeOf(claim, 'refused')).rejects.toMatchObject({ code: 'conflict' })
    await decide(chief, claim, first, false)
    const second = await proposeOf(claim, 'agreed')
    await expect(decide(chief, claim, first)).rejects.toMatchObject({ code: 'conflict' })
    await withdrawProposal(at.deps, clerk, claim, second)
    await rule(claim, 0, { money: 1, reason: '一分' })
    expect((await received(claim)).status).toBe('received')
    const kinds = (await reviewDetail(at.deps, clerk, claim)).proposals.map(({ decision }) => decision?.kind)
    expect(kinds).toEqual(['withdrawn', 'sent-back'])
  })

  it('returns with everything told at once, and refuses with its reason', async () => {
    const claim = await claimOf('20.00')
    const items = ['学员 001 的考核成绩表没有盖章', '缺 2026-11-03 的授课视频']
    await decide(chief, claim, await proposeOf(claim, 'returned', items))
    const { body } = await readClaimDecision(nodeCrypto, await decisionOf(claim))
    expect(body).toMatchObject({ outcome: 'returned', items, agreed: 0, people: [] })
    expect((await received(claim)).status).toBe('returned')
    expect(await eventsOf(claim)).toEqual(['proposed', 'returned'])
    const refused = await claimOf('20.00')
    await decide(chief, refused, await proposeOf(refused, 'refused'))
    expect((await received(refused)).status).toBe('refused')
  })

  it('keeps a comment and shows it to whoever comes next', async () => {
    const claim = await claimOf('20.00')
    await comment(at.deps, clerk, claim, '电话问过王老师')
    expect((await reviewDetail(at.deps, chief, claim)).comments).toMatchObject([
      { text: '电话问过王老师', by: '经办周' },
    ])
  })
})

describe('the queue', () => {
  it('puts first what deserves a look, with reasons that add up', async () => {
    const { store } = at.deps
    // Those of the tests above wait no more.
    await store.tx((q) => q.update(store.t.bureauClaim).set({ status: 'paid' }))
    const big = await at.claim(
      await at.firm('大单位'),
      Array.from({ length: 101 }, (_, i) => ({ ...at.someone(i + 10), hours: '40.00' })),
    )
    const queue = () => listReviews(at.deps, clerk, { ...asked, filter: 'received' })
    // Whoever looks reckons nothing; the rounds do, and what nothing touched since is left.
    expect((await queue()).rows.find(({ id }) => id === big)?.risk.score).toBe(0)
    await refreshQueue(at.deps, at.organisation)
    const { rows } = await queue()
    expect(rows[0]).toMatchObject({ id: big, risk: { score: 20 } })
    for (const { risk } of rows) expect(risk.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(risk.score)
    const found = await listReviews(at.deps, clerk, { ...asked, search: '大单位' })
    expect(found.rows.map(({ id }) => id)).toEqual([big])
  })

  it('goes on behind a claim that cannot be reckoned, and says which that is', async () => {
    const { store } = at.deps
    const both = [await claimOf('20.00'), await claimOf('20.00')]
    const said = vi.spyOn(console, 'error').mockReturnValue()
    const full = vi.spyOn(store, 'tx').mockRejectedValueOnce(new Error('disk is full'))
    onTestFinished(() => void [said, full].map((spy) => spy.mockRestore()))
    await refreshQueue(at.deps, at.organisation)
    expect(said.mock.calls).toEqual([[expect.stringMatching(/受理〔2026〕.*号/), 'disk is full']])
    const reckoned = (await store.read.select().from(store.t.bureauRisk)).map((row) => row.claim)
    expect(both.filter((id) => reckoned.includes(id))).toHaveLength(1)
  })

  it('holds earlier deductions against the same 单位', async () => {
    const late = await claimOf('20.00')
    const labels = (await reviewDetail(at.deps, clerk, late)).risk.reasons.map(({ label }) => label)
    expect(labels.join()).toContain('被退回、核减或追回')
  })
})
