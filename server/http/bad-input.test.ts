import { eq } from 'drizzle-orm'
import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../shared/record/canonical'
import { steady } from '../../test/support/device'
import { inventedId, rosterXlsx } from '../../test/support/hr'
import { course, from, lesson, openApp, refusal } from '../app.fixture'

const json = { 'content-type': 'application/json' }
const bytes = { 'content-type': 'application/octet-stream' }
const MB = 1024 * 1024

describe('a request', () => {
  it('answers a wrong code, an unknown name and a used code all alike', async () => {
    const { openedClass, device, post } = await openApp()
    const { opened, slips, joined } = await openedClass()
    await joined(0)
    const answers: object[] = []
    for (const how of [
      { code: 'XXXX-XXXX-XXXX' },
      { code: slips[0]?.code ?? '' },
      { classCode: opened.code, name: '赵六', lastSix: '123456' },
    ]) {
      const request = device().joinRequest(how)
      answers.push(await refusal(await post('/join', JSON.stringify(request))))
    }
    expect(answers[0]).toMatchObject({ status: 403, code: 'join-refused' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('refuses to join on plain HTTP that is not loopback, by name', async () => {
    const { app, device } = await openApp()
    const request = device().joinRequest({ code: 'XXXX' })
    const response = await app.request(
      '/join',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) },
      from('192.168.1.9'),
    )
    expect(await refusal(response)).toMatchObject({ status: 403, code: 'insecure-transport' })
  })

  it('answers a hole with the seq it expects, keeps nothing of it, and goes on', async () => {
    const { openedClass } = await openApp()
    const { joined } = await openedClass()
    const { device } = await joined(0)
    device.write('signout', { reason: 'popup' })
    await device.sync(device.body(0, 0))
    expect(await device.sync(device.body(2))).toMatchObject({
      status: 409,
      answer: { code: 'sequence-hole', expected: 1 },
    })
    expect(await device.sync(device.body(1))).toMatchObject({ status: 200, answer: { expected: 4 } })
  })

  it('refuses a changed byte, a foreign signature, an unsigned rest and a body of 10 MB, each by its code', async () => {
    const { openedClass, device: fresh } = await openApp()
    const { joined } = await openedClass()
    const { device } = await joined(0)
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
    const stranger = fresh()
    expect(await stranger.sync('')).toMatchObject({ status: 404, answer: { code: 'chain-unknown' } })
    expect(await device.sync(good)).toMatchObject({ status: 200 })
  })

  it('keeps and receipts an entry of a future version, and lists it', async () => {
    const { deps, openedClass } = await openApp()
    const { hr, opened, joined } = await openedClass()
    const { device } = await joined(0)
    device.writeRaw({ v: 2, kind: 'telepathy', body: { thought: '学会了' } })
    device.watch(course, lesson, [[steady(Date.now() - 20_000, 10_000)]])
    expect(await device.handIn()).toMatchObject({ status: 200, answer: { expected: device.entries.length } })
    await deps.deriver.settle()
    await deps.finder.settle(opened.id)
    expect((await hr.class(opened.id)).roster[0]).toMatchObject({ credited: 10_000, findings: 1 })
    expect(await hr.findings(opened.id)).toMatchObject([
      { code: 'entry-unread', entries: [{ chain: device.chain, seq: 3 }] },
    ])
  })

  it('says in words what is wrong with a request that is no JSON, not of the shape, or not announced as JSON', async () => {
    const { post } = await openApp()
    for (const path of ['/join', '/api/session', '/api/setup']) {
      expect(await refusal(await post(path, '{"login":'))).toMatchObject({
        status: 400,
        code: 'bad-request',
        message: '提交的内容不是完整的 JSON',
      })
      expect(await refusal(await post(path, '{}'))).toMatchObject({
        status: 400,
        code: 'bad-request',
        message: expect.stringMatching(/^提交的内容不完整或格式不对/),
      })
      const form = await post(path, 'login=admin', { 'content-type': 'application/x-www-form-urlencoded' })
      expect(await refusal(form)).toMatchObject({ status: 400, code: 'bad-request' })
    }
  })

  it('reads no more than a form, a roster or a file can be, whether its length is announced or not', async () => {
    const { app, post } = await openApp()
    const stream = (size: number) =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new Uint8Array(size).fill(32))
          controller.close()
        },
      })
    for (const [path, size, type] of [
      ['/join', MB, json],
      ['/sync', 3 * MB, json],
      ['/api/session', MB, json],
      ['/api/setup', MB, json],
    ] as const) {
      const announced = await post(path, ' '.repeat(size), { ...type, 'content-length': String(size) })
      expect(await refusal(announced), path).toMatchObject({ status: 413, code: 'too-large' })
      const init: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        headers: type,
        body: stream(size),
        duplex: 'half',
      }
      const streamed = await app.request(path, init, from('127.0.0.1'))
      expect(await refusal(streamed), path).toMatchObject({ status: 413, code: 'too-large' })
    }
  })

  it('reads no more than 20 MB of a roster or a hand-in file, and says how large it may be', async () => {
    const { openedClass } = await openApp()
    const { hr, opened } = await openedClass()
    const large = new Uint8Array(20 * MB + 1)
    await expect(hr.importRosterFile(opened.id, large)).rejects.toThrow(/413 .*too-large.*超过 20 MB/)
    await expect(hr.handIn(opened.id, ' '.repeat(20 * MB + 1))).rejects.toThrow(/413 .*too-large.*超过 20 MB/)
    await expect(hr.openClass({ name: '班'.repeat(200_000) })).rejects.toThrow(/413 .*too-large/)
  })

  it.each(['null', 'https://evil.example', '::'])('refuses a page of origin %s', async (origin) => {
    const { post } = await openApp()
    expect(await refusal(await post('/api/session', '{}', { origin }))).toMatchObject({
      status: 403,
      code: 'not-allowed',
      message: '请求来自别的网页，已拒绝',
    })
    expect(await refusal(await post('/api/setup', '', { ...bytes, origin }))).toMatchObject({ status: 403 })
  })
})

describe('a hand-in file', () => {
  it('of somebody who has not the key spends no code and keeps nothing', async () => {
    const { deps, openedClass, device: fresh } = await openApp()
    const { hr, opened, slips, begin } = await openedClass()
    const device = begin(fresh())
    const file = device.handInFile(slips[0]?.code)
    const forged = file.replace(/"signature":"(.)/, (_, first) => `"signature":"${first === 'A' ? 'B' : 'A'}`)
    expect(await hr.handIn(opened.id, forged)).toMatchObject({
      entries: 0,
      refused: [{ line: 1, message: '记录的签名不符，没有收下' }],
    })
    expect(await deps.store.read.select().from(deps.store.t.claim)).toEqual([])
    expect(await deps.store.read.select().from(deps.store.t.chain)).toEqual([])
    expect(await hr.handIn(opened.id, file)).toMatchObject({ entries: 3, refused: [] })
    expect((await hr.class(opened.id)).roster[0]).toMatchObject({ state: 'joined' })
  })

  it('of two devices, one broken: the other is imported, and the line is said once', async () => {
    const { openedClass, device: fresh } = await openApp()
    const { hr, opened, slips, begin } = await openedClass()
    const [good, bad] = [begin(fresh()), begin(fresh())]
    const broken = bad.handInFile(slips[1]?.code).replace('"method":"join"', '"method": "join"')
    const file = good.handInFile(slips[0]?.code) + broken
    const report = await hr.handIn(opened.id, file)
    expect(report).toMatchObject({ chains: 1, entries: 3, refused: [{ line: 9, message: '不是一条完好的学习记录' }] })
    expect(file.split('\n')[8]).toContain('"method": "join"')
    expect((await hr.class(opened.id)).roster.map(({ state }) => state)).toEqual(['joined', 'waiting'])
  })

  it('of a newer extension asks to update the server; another file is none', async () => {
    const { openedClass, device: fresh } = await openApp()
    const { hr, opened, slips, begin } = await openedClass()
    const device = begin(fresh())
    const newer = canonical({ v: 2, device: device.id, chain: device.chain, key: device.key, mark: 'x' })
    const file = `${newer}\n${device.body(0)}`
    await expect(hr.handIn(opened.id, file)).rejects.toThrow(/file-refused.*先升级服务器/)
    await expect(hr.handIn(opened.id, 'hello\n')).rejects.toThrow(/file-refused.*这不是学迹的上交文件/)
    await expect(hr.handIn(opened.id, '\n')).rejects.toThrow(/file-refused.*文件是空的/)
    expect(await hr.handIn(opened.id, device.handInFile(slips[0]?.code))).toMatchObject({ refused: [] })
  })
})

describe('a roster file', () => {
  it('tells every broken row of a roster by row and column, and imports nobody', async () => {
    const { openedClass } = await openApp()
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
    const { openedClass } = await openApp()
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
    const { deps, openedClass } = await openApp()
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

  it('that unpacks to what no roster is, is refused before it is unpacked', async () => {
    const { openedClass } = await openApp()
    const { hr, opened } = await openedClass()
    const cells = Array.from({ length: 60 }, () => '王晓明'.repeat(10))
    const bomb = await writeXlsx({ sheets: [{ name: '名册', rows: Array.from({ length: 30_000 }, () => cells) }] })
    await expect(hr.importRosterFile(opened.id, bomb)).rejects.toThrow(/file-refused.*太大/)
  })
})
