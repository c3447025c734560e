import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Hono } from 'hono'
import { writeXlsx } from 'hucre'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromBase64url } from '../shared/crypto'
import { verifyReceipt } from '../shared/record/batch'
import { Device, steady } from '../test/support/device'
import { Hr, inventedId, rosterXlsx } from '../test/support/hr'
import { setupLink } from './access/set-up'
import { createApp } from './app'
import { nodeCrypto } from './crypto'
import { type Deps, openDeps } from './deps'

const ORIGIN = 'http://127.0.0.1:8787'
const course = { key: 'c-1', title: '养老护理员（初级）' }
const lesson = { key: 'l-1', title: '第一节' }

let dataDir: string
let deps: Deps
let app: Hono
let token: string
const fetcher: typeof fetch = async (input, init) => app.request(String(input), init, from('127.0.0.1'))
/** The socket a request came in by. */
const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'xueji-app-'))
  deps = await openDeps({ dataDir, publicUrl: ORIGIN })
  app = createApp(deps, { tls: false, openDeviceRoutes: false })
  token = /token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? ''
})
afterEach(async () => {
  await deps.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A class of two with an administrator signed in. */
async function openedClass() {
  const hr = new Hr(ORIGIN, fetcher)
  const me = await hr.setUp(token)
  const opened = await hr.openClass()
  await hr.importRoster(opened.id, [
    { name: '王晓明', id: inventedId(1) },
    { name: '李𠮷', id: inventedId(2) },
  ])
  return { hr, me, opened, slips: await hr.slips(opened.id) }
}

async function joined(code: string, classId: string, organisation: string) {
  const device = new Device(ORIGIN, { fetcher })
  const answer = await device.join({ code })
  device.begin({ class: classId, organisation })
  return { device, answer }
}

describe('from an empty server to a credited trainee', () => {
  it('shows on the roster what a device handed in, with a receipt the service key signed', async () => {
    const { hr, me, opened, slips } = await openedClass()
    const { device, answer } = await joined(slips[0]?.code ?? '', opened.id, me.organisation.id)
    expect(answer).toMatchObject({ state: 'joined', label: '王晓明（001）' })
    const now = Date.now()
    device.watch(course, lesson, [
      [steady(now - 60_000, 50_000), { ...steady(now - 9000, 8000, 50_000), rate: 2000, to: 66_000 }],
    ])
    const { status, answer: synced } = await device.handIn()
    expect(status).toBe(200)
    if (!synced.receipt) throw new Error('no receipt')
    expect(await verifyReceipt(nodeCrypto, fromBase64url(answer.statement.body.serviceKey), synced.receipt)).toBe(true)
    expect(synced.receipt.body).toMatchObject({ from: 0, to: 4, head: device.entries[4]?.hash })
    const extract = (await device.sync('')).answer.extract?.body
    expect(extract).toMatchObject({
      credited: 50_000,
      through: 4,
      today: { credited: 50_000, deductions: [{ reason: 'rate', ms: 8000 }] },
    })
    const { roster } = await hr.class(opened.id)
    expect(roster[0]).toMatchObject({
      name: '王晓明',
      idMasked: expect.stringMatching(/^231202\*{8}\d{3}[\dX]$/),
      state: 'joined',
      credited: 50_000,
      notCounted: 8000,
    })
    expect(roster[1]).toMatchObject({ name: '李𠮷', state: 'waiting', credited: 0 })
    const { days, events } = await hr.seat(slips[0]?.seat ?? '')
    expect(days[0]?.pieces.map(({ from, to, reason }) => [to - from, reason])).toEqual([
      [50_000, undefined],
      [8000, 'rate'],
    ])
    expect(events.map(({ kind }) => kind)).toEqual(['join', 'consent', 'signin'])
  })

  it('joins by name as 待核对, credits nothing until HR accepts, then everything with its own times', async () => {
    const { hr, me, opened } = await openedClass()
    const device = new Device(ORIGIN, { fetcher })
    const answer = await device.join({ classCode: opened.code, name: '王晓明', lastSix: inventedId(1).slice(-6) })
    expect(answer.state).toBe('pending')
    device
      .begin({ class: opened.id, organisation: me.organisation.id })
      .watch(course, lesson, [[steady(Date.now() - 20_000, 15_000)]])
    expect((await device.handIn()).status).toBe(200)
    expect((await hr.class(opened.id)).roster[0]).toMatchObject({ state: 'pending', credited: 0 })
    await hr.decide(opened.id, device.claim, true)
    await deps.deriver.settle()
    expect((await hr.class(opened.id)).roster[0]).toMatchObject({ state: 'joined', credited: 15_000 })
  })

  it('runs a class with files only: the chain is bound by the code in its hand-in file, and imported again harmlessly', async () => {
    const { hr, me, opened, slips } = await openedClass()
    const device = new Device(ORIGIN, { fetcher }).begin({ class: opened.id, organisation: me.organisation.id })
    device.watch(course, lesson, [[steady(Date.now() - 40_000, 30_000)]])
    const file = device.handInFile(slips[1]?.code)
    const first = await hr.handIn(opened.id, file)
    expect(first).toMatchObject({ chains: 1, entries: device.entries.length, already: 0, refused: [] })
    const again = await hr.handIn(opened.id, file)
    expect(again).toMatchObject({ entries: 0, already: device.entries.length, receipts: first.receipts })
    await deps.deriver.settle()
    expect((await hr.class(opened.id)).roster[1]).toMatchObject({ state: 'joined', credited: 30_000 })
  })

  it('never counts one wall second for one person in two classes', async () => {
    const { hr, me, opened, slips } = await openedClass()
    const second = await hr.openClass({ name: '养老护理员第2期' })
    await hr.importRoster(second.id, [{ name: '王晓明', id: inventedId(1) }])
    const [other] = await hr.slips(second.id)
    const a = await joined(slips[0]?.code ?? '', opened.id, me.organisation.id)
    const b = await joined(other?.code ?? '', second.id, me.organisation.id)
    const now = Date.now()
    a.device.watch(course, lesson, [[steady(now - 60_000, 40_000)]])
    b.device.watch(course, lesson, [[steady(now - 40_000, 40_000)]])
    await a.device.handIn()
    await b.device.handIn()
    await deps.deriver.settle()
    const credited = async (id: string) => (await hr.class(id)).roster[0]?.credited
    expect([await credited(opened.id), await credited(second.id)]).toEqual([40_000, 20_000])
    const before = [await credited(opened.id), await credited(second.id)]
    await deps.deriver.rebuild()
    expect([await credited(opened.id), await credited(second.id)]).toEqual(before)
  })
})

describe('bad input', () => {
  const refusal = async (response: Response) => ({ status: response.status, ...(await response.json()) })
  const post = (
    path: string,
    body: BodyInit,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => app.request(path, { method: 'POST', headers, body }, from('127.0.0.1'))

  it('answers a wrong code, an unknown name and a used code all alike', async () => {
    const { opened, slips, me } = await openedClass()
    await joined(slips[0]?.code ?? '', opened.id, me.organisation.id)
    const answers: object[] = []
    for (const how of [
      { code: 'XXXX-XXXX-XXXX' },
      { code: slips[0]?.code ?? '' },
      { classCode: opened.code, name: '赵六', lastSix: '123456' },
    ]) {
      const request = new Device(ORIGIN, { fetcher }).joinRequest(how)
      answers.push(await refusal(await post('/join', JSON.stringify(request))))
    }
    expect(answers[0]).toMatchObject({ status: 403, code: 'join-refused' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('refuses to join on plain HTTP that is not loopback, by name', async () => {
    const request = new Device(ORIGIN, { fetcher }).joinRequest({ code: 'XXXX' })
    const response = await app.request(
      '/join',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) },
      from('192.168.1.9'),
    )
    expect(await refusal(response)).toMatchObject({ status: 403, code: 'insecure-transport' })
  })

  it('answers a hole with the seq it expects, keeps nothing of it, and goes on', async () => {
    const { me, opened, slips } = await openedClass()
    const { device } = await joined(slips[0]?.code ?? '', opened.id, me.organisation.id)
    device.write('signout', { reason: 'popup' })
    await device.sync(device.body(0, 0))
    expect(await device.sync(device.body(2))).toMatchObject({
      status: 409,
      answer: { code: 'sequence-hole', expected: 1 },
    })
    expect(await device.sync(device.body(1))).toMatchObject({ status: 200, answer: { expected: 4 } })
  })

  it('refuses a changed byte, a foreign signature, an unsigned rest and a body of 10 MB, each by its code', async () => {
    const { me, opened, slips } = await openedClass()
    const { device } = await joined(slips[0]?.code ?? '', opened.id, me.organisation.id)
    const good = device.body(0)
    expect(await device.sync(good.replace('"method":"join"', '"method":"popup"'))).toMatchObject({
      status: 403,
      answer: { code: 'signature-refused' },
    })
    expect(await device.sync(good.replace('"consent":"2026-11"', '"consent":"2026-12"'))).toMatchObject({
      status: 422,
      answer: { code: 'entry-refused', seq: 1 },
    })
    expect(await device.sync(good.replace('"method":"join"', '"method": "join"'))).toMatchObject({
      status: 422,
      answer: { code: 'entry-refused', seq: 2 },
    })
    expect(await device.sync(good.split('\n').slice(0, 2).join('\n'))).toMatchObject({
      status: 403,
      answer: { code: 'signature-refused' },
    })
    expect(await device.sync('{"hello":1}\n')).toMatchObject({ status: 400, answer: { code: 'bad-request' } })
    expect(await device.sync('x'.repeat(10_000_000))).toMatchObject({ status: 413, answer: { code: 'too-large' } })
    const stranger = new Device(ORIGIN, { fetcher })
    expect(await stranger.sync('')).toMatchObject({ status: 404, answer: { code: 'chain-unknown' } })
    expect(await device.sync(good)).toMatchObject({ status: 200 })
  })

  it('keeps and receipts an entry of a future version, and lists it', async () => {
    const { hr, me, opened, slips } = await openedClass()
    const { device } = await joined(slips[0]?.code ?? '', opened.id, me.organisation.id)
    device.writeRaw({ v: 2, kind: 'telepathy', body: { thought: '学会了' } })
    device.watch(course, lesson, [[steady(Date.now() - 20_000, 10_000)]])
    expect(await device.handIn()).toMatchObject({ status: 200, answer: { expected: device.entries.length } })
    await deps.deriver.settle()
    expect((await hr.class(opened.id)).roster[0]).toMatchObject({ credited: 10_000, findings: 1 })
    expect(await hr.findings(opened.id)).toMatchObject([
      { code: 'entry-unread', entries: [{ chain: device.chain, seq: 3 }] },
    ])
  })

  it('tells every broken row of a roster by row and column, and imports nobody', async () => {
    const { hr, opened } = await openedClass()
    const broken = await writeXlsx({
      sheets: [
        {
          name: '名册',
          rows: [
            ['姓名', '身份证号码'],
            ['赵六', inventedId(3)],
            ['钱七', inventedId(4).replace(/.$/, (last) => (last === '1' ? '2' : '1'))],
            ['', inventedId(5)],
            ['孙八', Number('231202199001011234')],
          ],
        },
      ],
    })
    await expect(hr.importRosterFile(opened.id, broken)).rejects.toThrow(/roster-refused/)
    await expect(hr.importRosterFile(opened.id, broken)).rejects.toThrow(/"row":3,"column":"身份证号"/)
    await expect(hr.importRosterFile(opened.id, broken)).rejects.toThrow(/"row":4,"column":"姓名"/)
    await expect(hr.importRosterFile(opened.id, broken)).rejects.toThrow(/"row":5,"column":"身份证号"/)
    await expect(hr.importRosterFile(opened.id, new TextEncoder().encode('no xlsx'))).rejects.toThrow(/file-refused/)
    expect((await hr.class(opened.id)).roster).toHaveLength(2)
  })

  it('a dry run of a roster writes nothing, and a second import adds nobody twice', async () => {
    const { hr, opened } = await openedClass()
    const file = await rosterXlsx([
      { name: '王晓明', id: inventedId(1) },
      { name: '周九', id: inventedId(9) },
    ])
    expect(await hr.importRosterFile(opened.id, file, true)).toMatchObject({ added: 1, unchanged: 1 })
    expect((await hr.class(opened.id)).roster).toHaveLength(2)
    expect(await hr.importRosterFile(opened.id, file)).toMatchObject({ added: 1, unchanged: 1 })
    expect(await hr.importRosterFile(opened.id, file)).toMatchObject({ added: 0, unchanged: 2 })
  })

  it('a name that differs from the registered one is shown before it is corrected, and the audit log keeps both', async () => {
    const { hr, opened } = await openedClass()
    const file = await rosterXlsx([{ name: '王小明', id: inventedId(1) }])
    const report = await hr.importRosterFile(opened.id, file, true)
    expect(report).toMatchObject({ added: 0, renamed: 1, warnings: [{ row: 2, column: '姓名' }] })
    expect(report.warnings[0]?.message).toContain('登记的姓名是“王晓明”，按本次名册改为“王小明”')
    expect((await hr.class(opened.id)).roster[0]?.name).toBe('王晓明')
    await hr.importRosterFile(opened.id, file)
    expect((await hr.class(opened.id)).roster[0]?.name).toBe('王小明')
    const { t, read } = deps.store
    expect(await read.select().from(t.audit).where(eq(t.audit.action, 'person.rename'))).toMatchObject([
      { detail: expect.stringContaining('王晓明') },
    ])
  })
})

describe('who may do what', () => {
  it('shows nothing to whom has not signed in, and nothing of another page', async () => {
    const { opened } = await openedClass()
    for (const path of ['/api/me', '/api/classes', `/api/classes/${opened.id}`, `/api/classes/${opened.id}/slips`])
      expect((await fetcher(path)).status).toBe(401)
    const foreign = await fetcher('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: '{}',
    })
    expect(foreign.status).toBe(403)
  })

  it('answers nobody in the clear across the network, and says where to go instead', async () => {
    await openedClass()
    for (const [method, path] of [
      ['GET', '/api/me'],
      ['POST', '/api/session'],
      ['POST', '/join'],
      ['POST', '/sync'],
    ] as const) {
      const headers = { 'content-type': 'application/json' }
      const answer = await app.request(ORIGIN + path, { method, headers }, from('192.168.1.20'))
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({
        code: 'insecure-transport',
        message: expect.stringContaining('https'),
      })
    }
    const opened = createApp(deps, { tls: false, openDeviceRoutes: true })
    const ask = (path: string) => opened.request(ORIGIN + path, { method: 'POST' }, from('192.168.1.20'))
    expect(await (await ask('/sync')).json()).toMatchObject({ code: 'chain-unknown' })
    expect(await (await ask('/join')).json()).toMatchObject({ code: 'insecure-transport' })
  })

  it('sets up once: the link of an earlier start and a second set-up are refused', async () => {
    const stale = token
    const fresh = /token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? ''
    await expect(new Hr(ORIGIN, fetcher).setUp(stale)).rejects.toThrow(/not-allowed/)
    await new Hr(ORIGIN, fetcher).setUp(fresh)
    await expect(new Hr(ORIGIN, fetcher).setUp(fresh)).rejects.toThrow(/setup-done/)
    expect(await setupLink(deps)).toBeUndefined()
  })

  it('locks a login out after ten wrong passwords', async () => {
    await openedClass()
    const wrong = () =>
      fetcher('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'admin', password: 'wrong wrong' }),
      })
    const statuses: number[] = []
    for (let attempt = 0; attempt < 11; attempt++) statuses.push((await wrong()).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429])
  })
})
