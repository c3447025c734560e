import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecoveryRequest } from '../../../shared/api/bureau-review'
import { dayOf } from '../../../shared/calendar/beijing'
import { nextDay } from '../../../shared/calendar/days'
import type { Actor } from '../../access/actor'
import { openBureau } from '../bureau.fixture'
import { recordRecovery } from './recover'
import { reviewDetail } from './review-detail'
import { listReviewPeople } from './review-people'

let at: Awaited<ReturnType<typeof openBureau>>
let clerk: Actor
let firm: string
beforeAll(async () => {
  at = await openBureau()
  clerk = await at.member('hr', '经办周')
  firm = await at.firm('绥化示范学校')
})
afterAll(() => at.close())

const asked = { page: 1, size: 50, search: '', filter: '' } as const

describe('追回', () => {
  const back = { person: '', kind: 'demanded', amount: 60_000, day: '', number: '', reason: '审计发现' } as const
  const paidClaim = async (...hours: string[]) => {
    const claim = await at.claim(
      firm,
      hours.map((h, i) => ({ ...at.someone(i + 1), hours: h })),
    )
    const today = dayOf(at.deps.clock.now())
    await at.paid(claim, today)
    const ids = (await listReviewPeople(at.deps, clerk, claim, asked)).rows.map(({ id }) => id)
    const recover = (change: Partial<RecoveryRequest>) =>
      recordRecovery(at.deps, clerk, claim, { ...back, day: today, ...change })
    return { claim, ids, today, recover }
  }

  it('is recorded of what was paid, never more than was paid or demanded', async () => {
    const waits = await at.claim(firm, [at.someone(1)])
    await expect(recordRecovery(at.deps, clerk, waits, back)).rejects.toMatchObject({ code: 'conflict' })
    const { claim, recover } = await paidClaim('20.00')
    await expect(recover({ amount: 60_001 })).rejects.toThrow('600.00 元')
    await recover({})
    await expect(recover({})).rejects.toThrow('0.00 元')
    await recover({ kind: 'received', amount: 20_000 })
    await expect(recover({ kind: 'received', amount: 40_001 })).rejects.toThrow()
    expect((await reviewDetail(at.deps, clerk, claim)).recoveries.map(({ kind }) => kind)).toContain('received')
  })

  it('counts what is demanded of the claim against its people and theirs against it, in either order', async () => {
    const whole = await paidClaim('20.00')
    const person = whole.ids[0] ?? ''
    await whole.recover({})
    await expect(whole.recover({ person, amount: 1 })).rejects.toThrow('0.00 元')
    await whole.recover({ kind: 'received', amount: 50_000 })
    await expect(whole.recover({ person, kind: 'received', amount: 10_001 })).rejects.toThrow('100.00 元')
    await whole.recover({ person, kind: 'received', amount: 10_000 })
    await expect(whole.recover({ kind: 'received', amount: 1 })).rejects.toThrow('0.00 元')
    const each = await paidClaim('20.00', '10.00')
    const [one = '', two = ''] = each.ids
    await each.recover({ person: one, amount: 60_000 })
    await expect(each.recover({ amount: 30_001 })).rejects.toThrow('300.00 元')
    await each.recover({ amount: 20_000 })
    await expect(each.recover({ person: two, amount: 10_001 })).rejects.toThrow('100.00 元')
    await expect(each.recover({ person: two, kind: 'received', amount: 20_001 })).rejects.toThrow('200.00 元')
  })

  it('bears a day between the payment and today, and comes back no earlier than it was demanded', async () => {
    const { today, recover } = await paidClaim('20.00')
    const days = [nextDay(today, -1), nextDay(today, 1)]
    for (const day of days) await expect(recover({ day })).rejects.toMatchObject({ code: 'bad-request' })
    await recover({})
    for (const day of days)
      await expect(recover({ kind: 'received', day })).rejects.toMatchObject({ code: 'bad-request' })
    await recover({ kind: 'received' })
  })
})
