import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ImportedStatement } from '../../../shared/api/claims'
import { type ClaimDesk, claimDesk, handedIn } from './claims.fixture'
import { decisionFile } from './decision-file.fixture'

let desk: ClaimDesk
let id: string
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', String)
const send = (file: string, key?: string) =>
  desk.send<ImportedStatement>('POST', `/api/claims/${id}/decision-file${key === undefined ? '' : `?key=${key}`}`, file)
const file = (change: Parameters<typeof decisionFile>[3] = {}) =>
  decisionFile(desk.school.deps, desk.school.organisation, id, change)

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

it('returned, makes the next version, with everything that is to be put right told at once', async () => {
  expect(await send(await file({ outcome: 'returned' }))).toMatchObject({ state: 'taken' })
  const { status, version, events } = await desk.claim(id)
  expect({ status, version }).toEqual({ status: 'draft', version: 2 })
  expect(events.find(({ kind }) => kind === 'returned')?.remark).toBe('1. 成绩表与记录不符；2. 缺少授课记录')
})
