import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../../shared/calendar/beijing'
import { actKinds, type BureauActStatement, readBureauAct } from '../../../shared/claim/bureau-act'
import { readClaimDecision } from '../../../shared/claim/claim-decision'
import { statementHash } from '../../../shared/plan/signed-file'
import { fingerprint } from '../../../shared/record/batch'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import { START } from '../counter/cursor'
import { statementsAfter } from '../counter/statements'
import {
  askPackageDisposal,
  confirmPackageDisposal,
  endPackageHold,
  holdPackages,
  withdrawPackageDisposal,
} from '../keeping/dispose'
import { recordInspection, recordRectified } from '../keeping/inspect'
import { keptOf } from '../keeping/keeping.fixture'
import { correctAccount } from '../payment/correct-account'
import { noteReturn } from '../payment/note-return'
import { other, desk as paying } from '../payment/payment.fixture'
import { paymentDetail } from '../payment/payment-detail'
import { noteResult } from '../payment/results'
import { reviewPayment } from '../payment/review-payment'
import { answerObjection, recordObjection } from '../publicity/objections'
import { takeOff } from '../publicity/take-off'
import { decideReview } from '../review/decide'
import { propose } from '../review/propose'
import { recordRecovery } from '../review/recover'
import { answerReopening, askToReopen } from '../review/reopen'
import { reviewDetail } from '../review/review-detail'
import { signedBy } from './audited.fixture'
import { statementFile, told } from './statements'

type Desk = Awaited<ReturnType<typeof paying>>

/** Proposes that a claim be agreed to, and has another decide. */
async function decided({ deps, hr }: Desk, chief: Actor, claim: string, confirm: boolean): Promise<void> {
  await propose(deps, hr, claim, { outcome: 'agreed', remark: '材料齐全', items: [] })
  const [proposal] = (await reviewDetail(deps, hr, claim)).proposals
  const answer = { confirm, number: '', remark: confirm ? '' : '再核身份证 231202199001011234' }
  await decideReview(deps, chief, claim, { proposal: proposal?.id ?? '', ...answer })
}

async function reopened({ deps, hr }: Desk, chief: Actor, claim: string, confirm: boolean): Promise<void> {
  await askToReopen(deps, hr, claim, { reason: '成绩表与记录不符' })
  const { reopening } = await reviewDetail(deps, hr, claim)
  await answerReopening(deps, chief, claim, { reopening: reopening?.id ?? '', confirm, note: confirm ? '' : '已核实' })
}

/** Every act that a bureau has, done once at least. */
async function everything(at: Desk) {
  const { deps, hr, finance, clock } = at
  const [chief, clerk] = [await at.member('manager'), await at.member('hr')]
  const firm = await at.firm('另一所学校')
  const claim = await at.claim(firm, [at.someone(70)])
  await decided(at, chief, claim, false)
  await decided(at, chief, claim, true)
  const [{ hash } = { hash: '' }] = (await reviewDetail(deps, chief, claim)).statements
  const decision = (await statementFile(deps, chief, claim, hash)).file
  await reopened(at, chief, claim, false)
  await reopened(at, chief, claim, true)

  const { claims } = await at.shown(1)
  const [paid = ''] = claims
  await correctAccount(deps, hr, paid, other)
  const note = '单位来函，账户已核对'
  await reviewPayment(deps, finance, await at.batch(claims, note), { outcome: 'returned', note: '用途写错' })
  const pay = async (outcome: 'paid' | 'failed') => {
    const id = await at.batch(claims, note)
    await reviewPayment(deps, finance, id, { outcome: 'confirmed', note: '' })
    const line = (await paymentDetail(deps, hr, id)).rows[0]?.id ?? ''
    const day = dayOf(clock.now())
    const told = outcome === 'paid' ? { voucher: '1', reason: '' } : { voucher: '', reason: '户名不符' }
    await noteResult(deps, hr, id, { line, outcome, day, ...told })
    return { id, line, day }
  }
  await pay('failed')
  const { id, line, day } = await pay('paid')
  await noteReturn(deps, clerk, id, { line, day, reason: '账号 6228480000000009 已销户' })
  await pay('paid')
  const [person] = await deps.store.read
    .select()
    .from(deps.store.t.bureauPerson)
    .where(eq(deps.store.t.bureauPerson.claim, paid))
  const back = { kind: 'demanded', amount: 1000, day, number: '', reason: '重复享受' } as const
  await recordRecovery(deps, hr, paid, { ...back, person: person?.id ?? '' })

  const off = await at.shown(1, false)
  await takeOff(deps, chief, off.publicity, { claim: off.claims[0] ?? '', reason: '单位来函撤回' })
  const disputed = await at.shown(1, false)
  const said = { how: 'letter', who: '李四', contact: '13800001111', said: '没有参加培训' } as const
  const objection = await recordObjection(deps, hr, disputed.publicity, { ...said, day: dayOf(clock.now()) })
  await answerObjection(deps, chief, objection, { outcome: 'upheld', answer: '属实' })

  const seen = await recordInspection(deps, hr, {
    ...{ firm, class: 'class-1', day, who: '李明', how: 'site', result: 'rectify', found: '签到表没有补', due: day },
  })
  await recordRectified(deps, hr, seen, { day, how: '已补' })

  const kept = await keptOf(deps, at.organisation, firm).stage('class-9', '2026-11-01')
  clock.pass(4 * 366 * 86_400_000)
  const dispose = () => askPackageDisposal(deps, hr, { packages: [kept], reason: '到期' })
  await withdrawPackageDisposal(deps, hr, await dispose())
  await confirmPackageDisposal(deps, chief, await dispose())
  const { number } = await reviewDetail(deps, hr, paid)
  for (const of of ['', number]) {
    await holdPackages(deps, chief, { number: of, reason: '审计' })
    const holds = await deps.store.read.select().from(deps.store.t.bureauHold)
    await endPackageHold(
      deps,
      chief,
      holds.find(({ claim: one }) => (one === null) === (of === ''))?.id ?? '',
      '审计结束',
    )
  }
  return { firm, claim, paid, decision }
}

const signed = v.object({
  body: v.object({ kind: v.optional(v.string()), outcome: v.optional(v.string()), at: v.number() }),
})

let at: Desk
let done: Awaited<ReturnType<typeof everything>>
let acts: { row: Desk['deps']['store']['t']['bureauAct']['$inferSelect']; statement: BureauActStatement }[]
beforeAll(async () => {
  at = await paying(() => undefined)
  done = await everything(at)
  const { t, read } = at.deps.store
  acts = await Promise.all(
    (await read.select().from(t.bureauAct)).map(async (row) => ({
      row,
      statement: await readBureauAct(nodeCrypto, row.statement),
    })),
  )
})

afterAll(() => at.close())

describe('whatever a bureau decides', () => {
  it('is signed with its package key, whatever kind of act it is', async () => {
    expect(new Set(acts.map(({ row }) => row.kind))).toEqual(new Set(actKinds))
    const key = fingerprint(nodeCrypto, (await at.deps.keys.package(at.organisation)).publicKey)
    for (const { row, statement } of acts) {
      const { body } = statement
      expect([statement.key, row.hash]).toEqual([key, statementHash(nodeCrypto, statement)])
      expect([body.kind, body.by.member, body.at]).toEqual([row.kind, row.by, row.at])
    }
  })

  it('has a signed act beside its audit and beside its step, and none of them is without', async () => {
    const { t, read } = at.deps.store
    const audited = await read.select().from(t.audit)
    const needed: Readonly<Record<string, unknown>> = signedBy
    const walked = new Set<string>()
    for (const { action, subject, actor } of audited) {
      const kinds = needed[action]
      if (!Array.isArray(kinds)) continue
      walked.add(action)
      const beside = acts.filter(
        ({ row, statement: { body } }) =>
          kinds.includes(row.kind) &&
          row.by === actor &&
          [row.subject, body.under?.id, row.claim ?? row.organisation].includes(subject),
      )
      const [decision] = await read.select().from(t.bureauDecision).where(eq(t.bureauDecision.claim, subject))
      expect(beside.length > 0 || (action === 'review.decide' && decision?.statement), action).toBeTruthy()
    }
    expect(walked).toEqual(new Set(Object.keys(needed).filter((action) => Array.isArray(needed[action]))))
    const kinds: readonly string[] = actKinds
    const steps = (await read.select().from(t.bureauEvent)).filter(({ kind }) => kinds.includes(kind))
    expect(new Set(steps.map(({ id }) => id))).toEqual(new Set(acts.flatMap(({ row }) => row.event ?? [])))
  })

  it('names nobody, no ID number, no account and no phone, also where somebody typed one as the reason', async () => {
    const { t, read } = at.deps.store
    const all = acts.map(({ row }) => row.statement).join('\n')
    for (const { name } of await read.select().from(t.bureauPerson)) expect(all).not.toContain(`"${name}"`)
    for (const secret of ['231202199001011234', '6228480000000009', '0912000000001', '13800001111', '李四'])
      expect(all).not.toContain(secret)
    expect(all).toContain('再核身份证 ****1234')
  })

  it('takes back, in a reopening, the very decision that was signed', async () => {
    const act = acts.find(({ row }) => row.kind === 'reopened' && row.claim === done.claim)?.statement.body
    const decision = await readClaimDecision(nodeCrypto, done.decision)
    expect(act?.decided.takesBack).toBe(statementHash(nodeCrypto, decision))
    expect(act?.at, 'of two, the later holds').toBeGreaterThan(decision.body.at)
  })
})

it('goes to the 单位 it is about alone, in the order in which it was said, without what stays between the bureau’s people', async () => {
  const { store } = at.deps
  const { organisation } = at
  const kindsOf = async (firm: string) => {
    const statements = await statementsAfter(store.read, store, { organisation, firm }, START, 1000)
    const bodies = statements.map(({ text }) => v.parse(signed, JSON.parse(text)).body)
    expect(bodies.map((one) => one.at)).toEqual(bodies.map((one) => one.at).toSorted((a, b) => a - b))
    return bodies.map(({ kind, outcome }) => kind ?? outcome)
  }
  expect(await kindsOf(done.firm)).toEqual(['agreed', 'reopened'])
  const [school] = await store.read.select().from(store.t.bureauClaim).where(eq(store.t.bureauClaim.id, done.paid))
  const others = await kindsOf(school?.firm ?? '')
  for (const kind of others) expect(told).toContain(kind)
  expect(others).toContain('recovered')
})
