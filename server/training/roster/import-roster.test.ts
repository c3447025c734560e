import { eq } from 'drizzle-orm'
import { readXlsx, writeXlsx } from 'hucre'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HitList, RosterReport, SeatDetails, SeatHit } from '../../../shared/api/roster'
import { inventedId, rosterXlsx } from '../../../test/support/hr'
import { from, openApp, refusal } from '../../app.fixture'
import { many, sheet } from './corpus/files.fixture'

let app: Awaited<ReturnType<typeof openApp>>
let opened: Awaited<ReturnType<typeof app.openedClass>>
let id: string
beforeEach(async () => {
  app = await openApp()
  opened = await app.openedClass()
  id = opened.opened.id
})

const post = (path: string, file: Uint8Array, query: Record<string, string> = {}) =>
  opened.hr.call('POST', `${path}?${new URLSearchParams(query)}`, file)
const roster = (file: Uint8Array, query: Record<string, string> = {}, classId = id) =>
  post(`/api/classes/${classId}/roster`, file, query)
const report = async (file: Uint8Array, query: Record<string, string> = {}, classId = id): Promise<RosterReport> =>
  (await roster(file, query, classId)).json()
const dry = (file: Uint8Array, classId = id) => report(file, { dry: '1' }, classId)
const audits = async (action: string) => {
  const { t, read } = app.deps.store
  return read.select().from(t.audit).where(eq(t.audit.action, action))
}
const third = { name: '赵六', id: inventedId(6) }

describe('what the server knows of somebody', () => {
  it('says that they are in another class of the same occupation and level, and refuses where the rules say so', async () => {
    const again = await opened.hr.openClass({ name: '养老护理员第2期' })
    const file = await rosterXlsx([{ name: '王晓明', id: inventedId(1) }])
    const { warnings } = await dry(file, again.id)
    expect(warnings).toMatchObject([{ cell: 'C2', message: expect.stringContaining('“养老护理员第1期”') }])
    expect(warnings[0]?.message).toContain('待人社局确认')
    const rules = await (await opened.hr.get('/api/roster-rules')).json()
    await opened.hr.call('POST', '/api/roster-rules', { ...rules, status: 'confirmed', sameLevelAgain: 'refuse' })
    expect(await dry(file, again.id)).toMatchObject({ errors: [{ cell: 'C2' }], warnings: [] })
    expect(await refusal(await roster(file, {}, again.id))).toMatchObject({ code: 'roster-refused' })
    expect(await audits('roster-rules.set')).toHaveLength(1)
  })

  it('says that two classes overlap, and that a year has too many', async () => {
    const period = { from: '2026-03-01', to: '2026-04-30' }
    const file = await rosterXlsx([{ name: '王晓明', id: inventedId(1) }])
    const said: string[][] = []
    for (const occupation of ['育婴员', '家政服务员', '中式面点师']) {
      const other = await opened.hr.openClass({ name: occupation, occupation, period })
      said.push((await report(file, {}, other.id)).warnings.map(({ message }) => message))
    }
    expect(said.map((messages) => messages.filter((one) => one.includes('重叠')).length)).toEqual([1, 2, 3])
    expect(said.map((messages) => messages.filter((one) => one.includes('第 4 次参训')).length)).toEqual([0, 0, 1])
  })

  it('keeps what a roster says of people encrypted, the newest right, and shows it masked unless asked', async () => {
    const file = (phone: string, household: string) =>
      sheet([
        ['姓名', '身份证号', '联系电话', '人员类别', '家庭住址', '户口性质'],
        ['赵六', third.id, phone, '残疾人', '黑龙江省绥化市北林区某街1号', household],
      ])
    expect(await report(await file('13800001111', '农业'))).toMatchObject({ added: 1 })
    expect(await report(await file('13900002222', ''))).toMatchObject({ added: 0, unchanged: 1, updated: 1 })
    expect(await report(await file('13900002222', ''))).not.toHaveProperty('updated')
    const seat = (await opened.hr.class(id)).roster[2]?.seat ?? ''
    const shown: SeatDetails = await (await opened.hr.get(`/api/seats/${seat}/details`)).json()
    expect(shown.details).toMatchObject({ phone: '1****2222', category: '****', household: '农业家庭户口' })
    expect(shown.masked.toSorted()).toEqual(['address', 'category', 'phone'])
    expect(await audits('seat.details.show')).toHaveLength(0)
    const clear: SeatDetails = await (await opened.hr.get(`/api/seats/${seat}/details?clear=1`)).json()
    expect(clear.details).toMatchObject({ phone: '13900002222', category: '残疾人' })
    expect(await audits('seat.details.show')).toHaveLength(1)
    const { t, read } = app.deps.store
    expect(JSON.stringify(await read.select().from(t.seat))).not.toMatch(/残疾|13900002222|某街/)
    expect(JSON.stringify(await read.select().from(t.audit))).not.toMatch(/残疾|13900002222|某街/)
  })
})

describe('a file with headings of its own', () => {
  const file = () =>
    sheet([
      ['谁', '号'],
      [third.name, third.id],
    ])
  const choices = JSON.stringify({
    headerRow: 1,
    columns: [
      { column: 0, field: 'name' },
      { column: 1, field: 'id' },
    ],
  })

  it('is asked about, read as somebody says, and known the next time', async () => {
    const asked = await dry(await file())
    expect(asked).toMatchObject({
      need: 'columns',
      columns: [
        { letter: 'A', heading: '谁' },
        { letter: 'B', heading: '号' },
      ],
    })
    expect(JSON.stringify(asked)).not.toContain(third.id)
    expect(await report(await file(), { choices })).toMatchObject({ added: 1 })
    expect(await dry(await file())).toMatchObject({ added: 0, unchanged: 1 })
  })

  it('means nothing to another organisation', async () => {
    await report(await file(), { choices })
    const { t, read } = app.deps.store
    expect(await read.select().from(t.rosterMapping)).toMatchObject([
      { organisation: opened.me.organisation.id },
      { organisation: opened.me.organisation.id },
    ])
  })
})

describe('a list to compare with', () => {
  const list = { name: '财政供养人员', source: '绥化市财政局', day: '2026-10-01' }
  const upload = async () =>
    post(
      '/api/hit-lists',
      await sheet([
        ['姓名', '身份证号', '单位'],
        ['某', inventedId(1), '某局'],
        ['坏', '123456'],
        ['某', inventedId(40), ''],
      ]),
      list,
    )
  const lists = async (): Promise<HitList[]> => (await opened.hr.get('/api/hit-lists')).json()
  const hits = async (): Promise<SeatHit[]> => (await opened.hr.get(`/api/classes/${id}/hits`)).json()

  it('keeps no number in clear, and is matched with rosters before and after it', async () => {
    expect(await (await upload()).json()).toMatchObject({ people: 2, matches: 1, skipped: [{ cell: 'B3' }] })
    expect(await hits()).toMatchObject([{ name: '王晓明', list: '财政供养人员', remark: '单位：某局' }])
    const { rows } = await (await opened.hr.get(`/api/classes/${id}/roster`)).json()
    expect(rows.map(({ hits: names }: { hits?: string[] }) => names)).toEqual([['财政供养人员'], undefined])
    const { warnings } = await dry(await rosterXlsx([{ name: '后来', id: inventedId(40) }]))
    expect(warnings).toMatchObject([
      { cell: 'C2', message: expect.stringContaining('待核实：在比对名单“财政供养人员”里') },
    ])
    const { t, read } = app.deps.store
    const kept = JSON.stringify([
      await read.select().from(t.hit),
      await read.select().from(t.hitList),
      await read.select().from(t.audit),
    ])
    for (const told of [inventedId(1), inventedId(40), '某局']) expect(kept).not.toContain(told)
  })

  it('is taken away as a whole: nobody is matched any more, and the log says who did it', async () => {
    await upload()
    const [one] = await lists()
    expect((await opened.hr.call('DELETE', `/api/hit-lists/${one?.id}`)).status).toBe(200)
    expect(await hits()).toEqual([])
    expect(await lists()).toMatchObject([
      { name: '财政供养人员', people: 2, matches: 0, removedAt: expect.any(Number) },
    ])
    const { t, read } = app.deps.store
    expect(await read.select().from(t.hit)).toEqual([])
    expect(await audits('hit-list.remove')).toHaveLength(1)
  })

  it('without headings is read by whichever column holds numbers', async () => {
    const bare = await sheet([
      ['一', inventedId(1)],
      ['二', inventedId(2)],
    ])
    expect(await (await post('/api/hit-lists', bare, list)).json()).toMatchObject({ people: 2, matches: 2 })
  })
})

describe('an export to compare', () => {
  const file = async (request: object) => {
    const response = await opened.hr.call('POST', `/api/classes/${id}/comparison`, request)
    expect(response.status).toBe(200)
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()))
    return sheets[0]?.rows.slice(4) ?? []
  }

  it('names people with their numbers, and is audited with its purpose', async () => {
    const rows = await file({ form: 'plain', purpose: '与养老待遇比对' })
    expect(rows[0]).toEqual(['001', '王晓明', inventedId(1)])
    expect(await audits('comparison.export')).toMatchObject([{ detail: expect.stringContaining('养老待遇') }])
  })

  it('by hashes holds neither names, numbers nor the salt, and the other side can reckon the same', async () => {
    const { createHash } = await import('node:crypto')
    const rows = await file({ form: 'hash', salt: 'their own salt', purpose: '比对' })
    expect(rows[0]).toEqual([
      '001',
      createHash('sha256')
        .update(`their own salt${inventedId(1)}`)
        .digest('hex'),
    ])
    expect(JSON.stringify(rows)).not.toMatch(/王晓明|their own salt|231202/)
  })
})

it('the corrected copy has every row of the upload as text, and beside each row in trouble what is wrong with it', async () => {
  const upload = await sheet([
    ['2026 年名册'],
    ['姓名', '身份证号', '性别'],
    ['赵六', third.id, '男'],
    ['钱七', '123', '女'],
  ])
  const response = await post(`/api/classes/${id}/roster/corrected`, upload)
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()), { readStyles: true })
  const rows = sheets[0]?.rows ?? []
  expect(rows[1]).toEqual(['姓名', '身份证号', '性别', '问题'])
  expect(rows[2]?.[3]).toBe('性别：与身份证号不符：身份证号表示女。请对照证件，改性别或改身份证号')
  expect(rows[3]).toEqual(['钱七', '123', '女', '身份证号：身份证号码应为 18 位，请对照证件改正'])
  const mended = rows.map((row, i) =>
    i === 2 ? [row[0] ?? null, row[1] ?? null, '女', row[3] ?? null] : i === 3 ? [] : row,
  )
  expect(await dry(await writeXlsx({ sheets: [{ name: '名册', rows: mended }] }))).toMatchObject({
    added: 1,
    errors: [],
  })
})

it('a long import says how far it is, line by line, and ends with its report or what is wrong', async () => {
  const lines = async (file: Uint8Array) => {
    const response = await app.app.request(
      `http://127.0.0.1:8787/api/classes/${id}/roster`,
      {
        method: 'POST',
        headers: { ...(await cookie()), accept: 'application/x-ndjson', 'content-type': 'application/octet-stream' },
        body: new Uint8Array(file),
      },
      from('127.0.0.1'),
    )
    return (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
  const good = await lines(await sheet([['姓名', '身份证号'], ...many(1200)]))
  expect(good.map(({ step, done }) => [step, done])).toEqual([
    ['read', 0],
    ['check', 500],
    ['check', 1000],
    ['check', 1200],
    ['write', 0],
    [undefined, undefined],
  ])
  expect(good.at(-1)).toMatchObject({ report: { added: 1200 } })
  expect(
    (
      await lines(
        await sheet([
          ['姓名', '身份证号'],
          ['某', '1'],
        ]),
      )
    ).at(-1),
  ).toMatchObject({
    error: { code: 'roster-refused', places: [{ cell: 'B2' }] },
  })
})

const cookie = async (): Promise<Record<string, string>> => {
  const { openSession } = await import('../../access/sessions')
  return { cookie: `xueji-session=${await openSession(app.deps, opened.me.user.id)}` }
}

it('every number of the class goes on, also after who left', async () => {
  await report(await rosterXlsx([third]))
  expect((await opened.hr.class(id)).roster.map(({ number }) => number)).toEqual(['001', '002', '003'])
})
