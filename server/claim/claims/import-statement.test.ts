import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportedStatement } from '../../../shared/api/claims'
import { readClaimDecision } from '../../../shared/claim/claim-decision'
import { statementHash } from '../../../shared/plan/signed-file'
import { nodeCrypto } from '../../crypto'
import { claimOf } from './claim-row'
import { type ClaimDesk, claimDesk, handedIn } from './claims.fixture'
import { actFile, decisionFile } from './decision-file.fixture'
import { recordEvent } from './events'
import { importClaimStatement } from './import-statement'
import { keepStatement, readClaimStatement } from './read-statement'

let desk: ClaimDesk
let id: string
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', String)
const send = (file: string, key?: string) =>
  desk.send<ImportedStatement>('POST', `/api/claims/${id}/decision-file${key === undefined ? '' : `?key=${key}`}`, file)
const file = (change: Parameters<typeof decisionFile>[3] = {}) =>
  decisionFile(desk.school.deps, desk.school.organisation, id, change)
const act = (...[decision, kind, said]: [string, Parameters<typeof actFile>[2], Parameters<typeof actFile>[3]]) =>
  actFile(desk.school.deps, decision, kind, said)

beforeAll(async () => {
  desk = await claimDesk()
  const opened = await desk.openClass(['王晓明'])
  await desk.studies(opened.id, opened.codes[0] ?? '', '90')
  await desk.rates()
  id = (await handedIn(desk, opened.id)).id
})
afterAll(() => desk.close())

it('is believed once somebody compared the bureau’s key, and never before', async () => {
  const text = await file()
  const asked = await send(text)
  expect(asked).toMatchObject({ state: 'unknown-key', bureau: '绥化市人力资源和社会保障局' })
  expect((await desk.claim(id)).events.map(({ kind }) => kind)).not.toContain('agreed')
  expect(await send(text, asked.key)).toMatchObject({ state: 'taken' })
  const { status, events } = await desk.claim(id)
  expect(status, 'the payment is still to come').toBe('handed-in')
  expect(events.find(({ kind }) => kind === 'agreed')).toMatchObject({ amount: 1500, number: '受理〔2026〕1号' })
})

it('is refused where it is of another claim, of a package that was not made here, or changed', async () => {
  expect(await refusal(send(await file({ claim: 'another' })))).toContain('不是针对这份申请')
  const text = await file()
  expect(await refusal(send(text.replace('"agreed":1500', '"agreed":1900')))).toContain('可能被改动过')
  const unknown = text.replace(/"content":"[0-9a-f]{64}"/, `"content":"${'0'.repeat(64)}"`)
  expect(await refusal(send(unknown))).toContain('file-refused')
})

it('taken before, is known and changes nothing', async () => {
  const text = await file({ later: 10 })
  expect(await send(text)).toMatchObject({ state: 'taken', kind: 'agreed', claim: id })
  const before = (await desk.claim(id)).events.length
  expect(await send(text)).toMatchObject({ state: 'known' })
  expect((await desk.claim(id)).events.length).toBe(before)
})

describe('a reopening', () => {
  it('takes the decision back: it stands no longer, cannot be taken again, and a later one is', async () => {
    const agreed = await file({ later: 20 })
    await send(agreed)
    const takesBack = statementHash(nodeCrypto, await readClaimDecision(nodeCrypto, agreed))
    const reopened = await act(agreed, 'reopened', { reason: '成绩表与记录不符', takesBack })
    expect(await send(reopened)).toMatchObject({ state: 'taken', kind: 'reopened' })
    const { status, events } = await desk.claim(id)
    expect(status).toBe('handed-in')
    expect(events.at(-1)).toMatchObject({ kind: 'taken-back', remark: '成绩表与记录不符' })
    expect(await refusal(send(agreed))).toMatch(/已经由人社局在 .* 撤销，补贴申请正在重新审核/)
    expect(await refusal(send(await file({ later: -3_600_000 })))).toContain('撤销')
    expect(await send(reopened)).toMatchObject({ state: 'known' })
    expect(await send(await file({ later: 30, agreed: 1200 }))).toMatchObject({ state: 'taken' })
    expect((await desk.claim(id)).events.at(-1)).toMatchObject({ kind: 'agreed', amount: 1200 })
  })

  it('that comes before the decision keeps it from being taken', async () => {
    const agreed = await file({ later: 40 })
    await send(await act(agreed, 'reopened', { reason: '重审' }))
    expect(await refusal(send(agreed))).toContain('撤销')
    const newest = await file({ later: 50 })
    await send(newest)
    expect(await refusal(send(await act(agreed, 'reopened', { later: 2 })))).toContain('更新的结果')
  })
})

describe('what else the bureau says of a claim', () => {
  it('is found by the statement itself, and stands with the claim: published, paid, demanded back', async () => {
    const { deps } = desk.school
    const agreed = await file({ later: 60 })
    const take = (text: string) => importClaimStatement(deps, desk.actor, text)
    await take(agreed)
    await take(await act(agreed, 'published', { amount: 1500, due: '2026-12-10' }))
    expect((await desk.claim(id)).status).toBe('handed-in')
    const back = { outcome: 'demanded', amount: 500, day: '2026-12-20', reason: '重复享受' } as const
    const person = { class: 'c', seat: 's', number: '002' }
    expect(
      await take(await act(agreed, 'paid', { later: 3, amount: 1500, number: '拨付〔2026〕1号-01' })),
    ).toMatchObject({
      ...{ state: 'taken', claim: id },
    })
    expect((await desk.claim(id)).status).toBe('paid')
    await take(await act(agreed, 'recovered', { later: 4, ...back, person }))
    const { status, events } = await desk.claim(id)
    expect(status).toBe('paid')
    expect(events.at(-1)).toMatchObject({ kind: 'recovery-demanded', amount: 500, day: '2026-12-20' })
    expect(events.at(-1)?.remark).toBe('学员 002；重复享受')
    await take(await act(agreed, 'pay-returned', { later: 5, amount: 1500, reason: '账户已销户' }))
    expect((await desk.claim(id)).status, 'the money came back').toBe('handed-in')
  })

  it('is refused where it stays between the bureau’s people, or is of another organisation', async () => {
    const { actor } = desk
    const { deps } = desk.school
    const agreed = await file({ later: 70 })
    const inner = importClaimStatement(deps, actor, await act(agreed, 'sent-back', { reason: '再核' }))
    await expect(inner).rejects.toMatchObject({ code: 'file-refused' })
    const stranger = { ...actor, organisation: 'another' }
    await expect(importClaimStatement(deps, stranger, agreed)).rejects.toMatchObject({ code: 'file-refused' })
    const low = { ...actor, role: 'teacher' } as const
    await expect(importClaimStatement(deps, low, agreed)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

it('returned, makes the next version, with everything that is to be put right told at once', async () => {
  expect(await send(await file({ outcome: 'returned', later: 80 }))).toMatchObject({ state: 'taken' })
  const { status, version, events } = await desk.claim(id)
  expect({ status, version }).toEqual({ status: 'draft', version: 2 })
  expect(events.find(({ kind }) => kind === 'returned')?.remark).toBe('1. 成绩表与记录不符；2. 缺少授课记录')
})

describe('what is about an earlier version', () => {
  /** Put right and handed in again. */
  async function next() {
    await desk.reckon(id)
    await desk.act(id, 'ready')
    for (const form of ['application', 'people', 'declaration'])
      await desk.act(id, 'scans', { form, file: await desk.paper() })
    await desk.act(id, 'hand-in', { day: '2026-12-22', number: '', remark: '' })
    desk.school.clock.ms += 1000
  }
  const held = async () => (await desk.school.deps.store.read.select().from(desk.school.deps.store.t.claimHold)).length

  it.each([true, false])(
    'is kept and shown, and changes nothing of the one handed in now (version kept: %s)',
    async (known) => {
      await next()
      const before = await desk.claim(id)
      const returned = await file({ outcome: 'returned', known })
      const agreed = await file({ agreed: 1900, known, later: 1 })
      const published = await act(agreed, 'published', { amount: 1900, later: 2 })
      desk.school.clock.ms += 1000
      await desk.act(id, 'decision', { outcome: 'returned', day: '2026-12-22', number: '', remark: '电话通知' })
      desk.school.clock.ms += 1000
      await next()
      const holds = await held()
      for (const one of [agreed, published, returned]) {
        expect(await send(one)).toMatchObject({ state: 'earlier' })
        expect(await send(one), 'once').toMatchObject({ state: 'known' })
      }
      const { status, version, events } = await desk.claim(id)
      expect({ status, version }).toEqual({ status: 'handed-in', version: before.version + 1 })
      expect(events.slice(-3)).toMatchObject([
        { kind: 'earlier-version', version: before.version, amount: 1900, remark: '审核同意' },
        { kind: 'earlier-version', version: before.version, remark: '开始公示' },
        { kind: 'earlier-version', version: before.version, remark: '退回补正；1. 成绩表与记录不符；2. 缺少授课记录' },
      ])
      expect(await held()).toBe(holds)
      // This version’s own decision is taken after all of that.
      expect(await send(await file({ outcome: 'returned', later: 5000 }))).toMatchObject({ state: 'taken' })
      desk.school.clock.ms += 10_000
    },
  )

  it('and what was imported before statements were kept by their hash is known', async () => {
    await next()
    const { deps } = desk.school
    const text = await file({ later: 1 })
    const said = await readClaimStatement(text)
    await deps.store.tx(async (q) => {
      const document = await keepStatement(deps, q, desk.actor, said)
      await recordEvent(deps, q, desk.actor, await claimOf(q, deps.store, id, desk.actor.organisation), {
        ...{ ...said.event, document },
      })
    })
    expect(await send(text)).toMatchObject({ state: 'known' })
    expect((await desk.claim(id)).events.filter(({ kind }) => kind === 'agreed').at(-1)?.amount).toBe(1500)
  })
})
