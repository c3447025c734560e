import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InterviewResult } from '../../../shared/api/bureau-review'
import type { Actor } from '../../access/actor'
import { peopleOfClaim } from '../bureau'
import { openBureau } from '../bureau.fixture'
import { noteInterview } from './interview'
import { propose } from './propose'
import { reviewDetail } from './review-detail'

let at: Awaited<ReturnType<typeof openBureau>>
let clerk: Actor
let firm: string
beforeAll(async () => {
  at = await openBureau()
  clerk = await at.member('hr')
  firm = await at.firm('绥化示范学校')
})
afterAll(() => at.close())
const claimOf = () => at.claim(firm, [{ ...at.someone(1), hours: '20.00' }])

describe('agreeing', () => {
  const agreed = (claim: string, remark: string) =>
    propose(at.deps, clerk, claim, { outcome: 'agreed', remark, items: [] })
  /** A claim with a package that came to this verdict. */
  const withPackage = async (verdict: string) => {
    const claim = await claimOf()
    await at.deps.store.tx((q) =>
      q.insert(at.deps.store.t.bureauPackage).values({
        ...{ id: claim, organisation: at.organisation, firm, claim, kind: 'claim', version: 1, verdict },
        ...{ content: 'a'.repeat(64), sha256: createHash('sha256').update(claim).digest('hex'), bytes: 1 },
        ...{ name: 'a.zip', bag: 'bag', report: '{}', key: null, dataHash: null, by: '-', at: 1 },
      }),
    )
    return claim
  }

  it('to a package that does not agree with itself needs a reason, and what spoke against it is written down', async () => {
    const claim = await withPackage('disagrees')
    await expect(agreed(claim, ' ')).rejects.toThrow('资料包核验不一致。仍要提出同意的')
    await agreed(claim, '单位已书面说明')
    const events = await at.deps.store.read.select().from(at.deps.store.t.bureauEvent)
    const proposed = events.find((one) => one.claim === claim && one.kind === 'proposed')
    expect(JSON.parse(proposed?.detail ?? '{}')).toMatchObject({ concerns: ['资料包核验不一致'] })
    await agreed(await withPackage('agrees'), '')
  })

  it('asks about spot checks that were drawn and not done', async () => {
    const claim = await claimOf()
    const { t } = at.deps.store
    const id = randomUUID()
    const row = { id, organisation: at.organisation, number: id, body: '{}', people: 1, drawn: 1, by: '-', at: 1 }
    const [person] = await peopleOfClaim(at.deps.store.read, at.deps.store, { id: claim, version: 1 })
    await at.deps.store.tx(async (q) => {
      await q.insert(t.bureauDraw).values(row)
      await q.insert(t.bureauDrawn).values({ draw: id, claim, version: 1, person: person?.id ?? '', rank: 0 })
    })
    expect((await reviewDetail(at.deps, clerk, claim)).concerns).toEqual(['抽中的人还有 1 人没有回访'])
    await expect(agreed(claim, '')).rejects.toThrow('还有 1 人没有回访')
    const call = (result: InterviewResult) =>
      noteInterview(at.deps, clerk, person?.id ?? '', { result, how: 'phone', answers: [], remark: '' })
    const concerns = async () => (await reviewDetail(at.deps, clerk, claim)).concerns
    for (const _ of [1, 2]) {
      await call('not-reached')
      expect(await concerns(), 'a try that reached nobody is no spot check').toEqual(['抽中的人还有 1 人没有回访'])
      expect(await reviewDetail(at.deps, clerk, claim)).toMatchObject({ drawn: 1, interviewed: 0 })
    }
    await call('not-reached')
    expect(await concerns()).toEqual(['稽核未联系上：1 人试过 3 次以上仍联系不上'])
    await expect(agreed(claim, '')).rejects.toThrow('稽核未联系上')
    await call('agrees')
    await call('not-reached')
    expect(await concerns(), 'what was said holds').toEqual([])
    expect(await reviewDetail(at.deps, clerk, claim)).toMatchObject({ drawn: 1, interviewed: 1 })
    await agreed(claim, '')
  })

  it('never gives more than was asked', async () => {
    const claim = await claimOf()
    const { t } = at.deps.store
    await at.deps.store.tx((q) => q.update(t.bureauClaim).set({ asked: 1 }).where(eq(t.bureauClaim.id, claim)))
    await expect(agreed(claim, '')).rejects.toThrow('多于申请的金额')
  })
})
