import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fromBase64url } from '../shared/crypto'
import { verifyReceipt } from '../shared/record/batch'
import { steady } from '../test/support/device'
import { Hr, inventedId } from '../test/support/hr'
import { removeDir } from '../test/support/server'
import { setupLink } from './access/set-up'
import { createApp } from './app'
import { course, from, lesson, ORIGIN, openApp } from './app.fixture'
import { nodeCrypto } from './crypto'

describe('from an empty server to a credited trainee', () => {
  it('shows on the roster what a device handed in, with a receipt the service key signed', async () => {
    const { openedClass } = await openApp()
    const { hr, opened, slips, joined } = await openedClass()
    const { device, answer } = await joined(0)
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
    const { deps, openedClass, device: fresh } = await openApp()
    const { hr, opened, begin } = await openedClass()
    const device = fresh()
    const answer = await device.join({ classCode: opened.code, name: '王晓明', lastSix: inventedId(1).slice(-6) })
    expect(answer.state).toBe('pending')
    begin(device).watch(course, lesson, [[steady(Date.now() - 20_000, 15_000)]])
    expect((await device.handIn()).status).toBe(200)
    expect((await hr.class(opened.id)).roster[0]).toMatchObject({ state: 'pending', credited: 0 })
    await hr.decide(opened.id, device.claim, true)
    await deps.deriver.settle()
    expect((await hr.class(opened.id)).roster[0]).toMatchObject({ state: 'joined', credited: 15_000 })
  })

  it('runs a class with files only: the chain is bound by the code in its hand-in file, and imported again harmlessly', async () => {
    const { deps, openedClass, device: fresh } = await openApp()
    const { hr, opened, slips, begin } = await openedClass()
    const device = begin(fresh())
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
    const { deps, openedClass, device } = await openApp()
    const { hr, me, opened, joined } = await openedClass()
    const second = await hr.openClass({ name: '养老护理员第2期' })
    await hr.importRoster(second.id, [{ name: '王晓明', id: inventedId(1) }])
    const [other] = await hr.slips(second.id)
    const a = await joined(0)
    const b = device()
    await b.join({ code: other?.code ?? '' })
    b.begin({ class: second.id, organisation: me.organisation.id })
    const now = Date.now()
    a.device.watch(course, lesson, [[steady(now - 60_000, 40_000)]])
    b.watch(course, lesson, [[steady(now - 40_000, 40_000)]])
    await a.device.handIn()
    await b.handIn()
    await deps.deriver.settle()
    const credited = async (id: string) => (await hr.class(id)).roster[0]?.credited
    expect([await credited(opened.id), await credited(second.id)]).toEqual([40_000, 20_000])
    const before = [await credited(opened.id), await credited(second.id)]
    await deps.deriver.rebuild()
    expect([await credited(opened.id), await credited(second.id)]).toEqual(before)
  })
})

it('shows HR once what pages did not show, and credits the time all the same', async () => {
  const { deps, openedClass } = await openApp()
  const { hr, opened, joined } = await openedClass()
  const { device } = await joined(0)
  for (const start of [40_000, 20_000]) {
    device.write('system', { event: 'field-missing', detail: 'px.class.com.cn@2 lesson.title score.value' })
    device.watch(course, lesson, [[steady(Date.now() - start, 10_000)]])
  }
  expect((await device.handIn()).status).toBe(200)
  await deps.deriver.settle()
  await deps.finder.settle(opened.id)
  expect((await hr.class(opened.id)).roster[0]).toMatchObject({ credited: 20_000, findings: 1 })
  expect(await hr.findings(opened.id)).toMatchObject([
    {
      code: 'field-missing',
      name: '王晓明',
      detail: expect.stringContaining('页面上读不到：课节名称、成绩（网站规则 px.class.com.cn@2）'),
      entries: [{ chain: device.chain, seq: 3 }],
    },
  ])
})

it('a lesson that is split over page loads, tabs and devices is one lesson', async () => {
  const { deps, openedClass, device: fresh } = await openApp()
  const { hr, opened, joined, begin } = await openedClass()
  const { device } = await joined(0)
  const now = Date.now()
  for (const start of [90_000, 60_000]) device.watch(course, lesson, [[steady(now - start, 20_000)]])
  expect((await device.handIn()).status).toBe(200)
  const other = fresh()
  await other.join({ classCode: opened.code, name: '王晓明', lastSix: inventedId(1).slice(-6) })
  begin(other).watch(course, lesson, [[steady(now - 30_000, 10_000)]], now)
  await hr.decide(opened.id, other.claim, true)
  expect((await other.handIn()).status).toBe(200)
  await deps.deriver.settle()
  const { extract } = (await device.sync('')).answer
  expect(extract?.body.lessons).toEqual([{ course: course.title, lesson: lesson.key, credited: 50_000 }])
})

describe('who may do what', () => {
  it('shows nothing to whom has not signed in, and nothing of another page', async () => {
    const { openedClass, fetcher } = await openApp()
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
    const { openedClass, app, deps } = await openApp()
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
    const { deps, fetcher, setupToken } = await openApp()
    const stale = await setupToken()
    const fresh = await setupToken()
    await expect(new Hr(ORIGIN, fetcher).setUp(stale)).rejects.toThrow(/not-allowed/)
    await new Hr(ORIGIN, fetcher).setUp(fresh)
    await expect(new Hr(ORIGIN, fetcher).setUp(fresh)).rejects.toThrow(/setup-done/)
    expect(await setupLink(deps)).toBeUndefined()
  })

  it('locks a login out after ten wrong passwords', async () => {
    const { openedClass, fetcher } = await openApp()
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

describe('the verification page', () => {
  async function built(files: Record<string, string>) {
    const dist = mkdtempSync(join(tmpdir(), 'xueji-dist-'))
    onTestFinished(() => removeDir(dist))
    for (const folder of ['console', 'verify']) mkdirSync(join(dist, folder))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, name), text)
    const { app } = await openApp({ console: join(dist, 'console') })
    return app.request(`${ORIGIN}/verify.html`)
  }

  it('is handed out to be saved, byte for byte, to whoever asks, and is no page of this server', async () => {
    const answer = await built({ 'console/index.html': '<p>console', 'verify/verify.html': '<p>核验' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="verify.html"')
    expect(await answer.text()).toBe('<p>核验')
  })

  it('that was not built is not there: the console never goes out under its name', async () => {
    const answer = await built({ 'console/index.html': '<p>console' })
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('console')
  })
})
