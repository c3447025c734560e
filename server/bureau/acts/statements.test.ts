import { beforeEach, expect, it } from 'vitest'
import { receivedClaim } from '../bureau'
import { moveClaim } from '../claim-state'
import { START } from '../counter/cursor'
import { statementsAfter } from '../counter/statements'
import { writeStep } from '../events'
import { desk as paying } from '../payment/payment.fixture'
import { decideReview } from '../review/decide'
import { propose } from '../review/propose'
import { answerReopening, askToReopen } from '../review/reopen'
import { reviewDetail } from '../review/review-detail'
import { statementFile } from './statements'

let at: Awaited<ReturnType<typeof paying>>
beforeEach(async () => {
  at = await paying()
})

async function agree(claim: string): Promise<void> {
  const { deps, hr, member, clock } = at
  clock.pass(1000)
  await propose(deps, hr, claim, { outcome: 'agreed', remark: '', items: [] })
  const proposal = (await reviewDetail(deps, hr, claim)).proposals[0]?.id ?? ''
  await decideReview(deps, await member('manager'), claim, { proposal, confirm: true, number: '', remark: '' })
}

/** Reviewed again as it was done before acts were signed: state and step alone. */
async function reopenedUnsigned(claim: string): Promise<void> {
  const { deps, hr } = at
  const { store, clock } = deps
  await store.tx(async (q) => {
    const row = await receivedClaim(q, store, hr, claim)
    await moveClaim(q, store, clock, row, 'agreed', 'received')
    await writeStep(q, store, clock, hr, row, 'reopened', { reason: '成绩表与记录不符' })
  })
}

const told = async (firm: string) => {
  const { deps, organisation } = at
  const all = await statementsAfter(deps.store.read, deps.store, { organisation, firm }, START, 10)
  return all.map(({ text }) => text)
}
const listed = async (claim: string) => (await reviewDetail(at.deps, at.hr, claim)).statements

it('a decision that was taken back before that was signed goes to no 单位, and is kept as one that was', async () => {
  const { deps, hr } = at
  const firm = await at.firm('一所学校')
  const claim = await at.claim(firm, [at.someone(70)])
  await agree(claim)
  expect(await told(firm)).toHaveLength(1)
  await reopenedUnsigned(claim)
  expect(await told(firm)).toEqual([])
  const [gone] = await listed(claim)
  expect(gone).toMatchObject({ kind: 'agreed', takenBack: true })
  expect((await statementFile(deps, hr, claim, gone?.hash ?? '')).name).toContain('审核决定（已撤销）')

  await agree(claim)
  const [, stands] = await listed(claim)
  expect(stands).not.toHaveProperty('takenBack')
  expect(await told(firm)).toEqual([(await statementFile(deps, hr, claim, stands?.hash ?? '')).file])
})

it('a decision that a signed act takes back goes out, followed by that act', async () => {
  const { deps, hr, member } = at
  const firm = await at.firm('一所学校')
  const claim = await at.claim(firm, [at.someone(70)])
  await agree(claim)
  await askToReopen(deps, hr, claim, { reason: '成绩表与记录不符' })
  const { reopening } = await reviewDetail(deps, hr, claim)
  const answer = { reopening: reopening?.id ?? '', confirm: true, note: '' }
  await answerReopening(deps, await member('manager'), claim, answer)
  expect(await told(firm)).toHaveLength(2)
  expect((await listed(claim)).map(({ kind, takenBack }) => [kind, takenBack])).toEqual([
    ['agreed', undefined],
    ['reopened', undefined],
  ])
})

it('what is signed of a claim by hand goes out as a file alone: the software of its 单位 has no such claim', async () => {
  const { deps, hr, member } = at
  const firm = await at.firm('一所学校')
  const claim = await at.claim(firm, [at.someone(70)], { source: 'manual', their: '' })
  await agree(claim)
  await askToReopen(deps, hr, claim, { reason: '填错' })
  const { reopening } = await reviewDetail(deps, hr, claim)
  const answer = { reopening: reopening?.id ?? '', confirm: true, note: '' }
  await answerReopening(deps, await member('manager'), claim, answer)
  expect(await listed(claim)).toHaveLength(2)
  expect(await told(firm)).toEqual([])
})
