import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../access/actor'
import { readDesk } from '../desk'
import { checkPayment } from '../payment/check-account'
import { desk as paying } from '../payment/payment.fixture'
import { clearPublicity } from '../publicity/clear'
import { answerObjection, recordObjection } from '../publicity/objections'
import { publicityDetail } from '../publicity/publicity-detail'
import { publish } from '../publicity/publish'
import { answerReopening, askToReopen } from './reopen'
import { reviewDetail } from './review-detail'

const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5 }
const said = { how: 'letter', who: '', contact: '', said: '没有参加培训', day: '2026-12-03' } as const

async function desk() {
  const at = await paying()
  const { deps, hr } = at
  const manager = await at.member('manager')
  const agreed = async () => at.claim(await at.firm('示范学校'), [at.someone(90)], { status: 'agreed' })
  const ask = (claim: string, actor = hr) => askToReopen(deps, actor, claim, { reason: '密钥停用' })
  const answer = async (claim: string, actor: Actor, confirm = true) => {
    const { reopening } = await reviewDetail(deps, hr, claim)
    await answerReopening(deps, actor, claim, {
      reopening: reopening?.id ?? '',
      confirm,
      note: confirm ? '' : '已核实',
    })
  }
  const put = (claim: string) => publish(deps, hr, { ...notice, claims: [claim] })
  const kinds = async (claim: string) => {
    const { t, read } = deps.store
    const rows = await read.select().from(t.bureauEvent).where(eq(t.bureauEvent.claim, claim)).orderBy(t.bureauEvent.at)
    return rows.map(({ kind }) => kind)
  }
  return { ...at, manager, agreed, ask, answer, put, kinds }
}

describe('a claim that was agreed', () => {
  it('is held when somebody asks to have it reviewed again, which another 负责人 confirms', async () => {
    const { deps, hr, manager, agreed, ask, answer, put, status, kinds, member } = await desk()
    const claim = await agreed()
    await ask(claim, manager)
    await expect(ask(claim)).rejects.toMatchObject({ code: 'conflict' })
    await expect(put(claim)).rejects.toThrow('重新审核')
    expect((await readDesk(deps, hr)).steps).toContainEqual({ step: 'reopen', count: 1 })
    await expect(answer(claim, hr)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(answer(claim, manager)).rejects.toMatchObject({ code: 'not-allowed' })
    await answer(claim, await member('manager'))
    expect(await status(claim)).toBe('received')
    expect((await reviewDetail(deps, hr, claim)).reopening).toBeUndefined()
    expect(await kinds(claim)).toEqual(['reopen-asked', 'reopened'])
  })

  it('goes on where the 负责人 says no, with a reason', async () => {
    const { deps, manager, agreed, ask, answer, put, status } = await desk()
    const claim = await agreed()
    await ask(claim)
    const { reopening } = await reviewDetail(deps, manager, claim)
    const silent = { reopening: reopening?.id ?? '', confirm: false, note: '' }
    await expect(answerReopening(deps, manager, claim, silent)).rejects.toMatchObject({ code: 'bad-request' })
    await answer(claim, manager, false)
    await put(claim)
    expect(await status(claim)).toBe('published')
  })
})

describe('a claim that was cleared', () => {
  it('is paid only after it was agreed and published again', async () => {
    const { deps, hr, manager, shown, ask, answer, batch, put, status, clock } = await desk()
    const { claims, publicity } = await shown(1)
    const [claim = ''] = claims
    await ask(claim)
    await expect(batch(claims)).rejects.toThrow('重新审核')
    await answer(claim, manager)
    expect(await status(claim)).toBe('received')
    expect((await publicityDetail(deps, hr, publicity)).shown[0]?.off?.reason).toBe('密钥停用')
    const { t, tx } = deps.store
    await tx((q) => q.update(t.bureauClaim).set({ status: 'agreed' }).where(eq(t.bureauClaim.id, claim)))
    await expect(batch(claims)).rejects.toMatchObject({ code: 'conflict' })
    const again = await put(claim)
    clock.pass(10 * 86_400_000)
    await clearPublicity(deps, hr, again)
    expect((await checkPayment(deps, hr, claims))[0]?.publicity).toBe('公示〔2026〕2号')
  })

  it('and stands on a table, or was published, goes back by other ways, which are named', async () => {
    const { shown, ask, batch } = await desk()
    const { claims } = await shown(1)
    await batch(claims)
    await expect(ask(claims[0] ?? '')).rejects.toThrow('财政退回')
    await expect(ask((await shown(1, false)).claims[0] ?? '')).rejects.toThrow('撤下')
  })

  it('is stopped by an 异议 that comes after clearing, until another than who recorded it answers', async () => {
    const { deps, hr, manager, shown, batch, status } = await desk()
    const { claims, publicity } = await shown(2)
    const [claim = '', other = ''] = claims
    const objection = await recordObjection(deps, manager, publicity, { ...said, claim })
    await expect(batch(claims)).rejects.toThrow('异议')
    await batch([other])
    const upheld = { outcome: 'upheld', answer: '确实没有参加' } as const
    await expect(answerObjection(deps, manager, objection, upheld)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(recordObjection(deps, hr, publicity, { ...said, claim: other })).rejects.toThrow('财政退回')
    await answerObjection(deps, { ...manager, member: hr.member }, objection, upheld)
    expect([await status(claim), await status(other)]).toEqual(['received', 'batched'])
  })
})
