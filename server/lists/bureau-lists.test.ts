import { randomUUID } from 'node:crypto'
import { readXlsx } from 'hucre'
import { expect, it, onTestFinished } from 'vitest'
import { bureauFindingsQuery } from '../../shared/api/bureau-across'
import { inspectionsQuery } from '../../shared/api/bureau-inspections'
import { intakeQuery, stagesQuery } from '../../shared/api/bureau-intake'
import { paymentsQuery } from '../../shared/api/bureau-payments'
import { dueQuery, publicitiesQuery, publicPeopleQuery } from '../../shared/api/bureau-publicity'
import { designationsQuery, filingsQuery, firmsQuery, platformsQuery } from '../../shared/api/bureau-register'
import { reviewPeopleQuery, reviewsQuery } from '../../shared/api/bureau-review'
import type { ListPage } from '../../shared/api/lists'
import { openSession } from '../access/sessions'
import { from, ORIGIN } from '../app.fixture'
import { replaceFindings } from '../bureau/across/replace-findings'
import { openBureau } from '../bureau/bureau.fixture'
import { recordIntake } from '../bureau/intake/intake-row'
import { publish } from '../bureau/publicity/publish'
import { addDesignation } from '../bureau/register/designations'
import { addPlatform } from '../bureau/register/platforms'
import { onPostgres } from '../db/each-database'
import { chunksOf } from '../training/roster/chunks'

type Bureau = Awaited<ReturnType<typeof openDesk>>

/** A bureau whose 负责人 asks over HTTP. */
async function openDesk(databaseUrl?: string) {
  const bureau = await openBureau({}, undefined, databaseUrl === undefined ? {} : { databaseUrl })
  onTestFinished(bureau.close)
  const head = await bureau.member('administrator', '王局长')
  const cookie = `xueji-session=${await openSession(bureau.deps, head.member)}`
  const get = async (path: string): Promise<Response> => {
    const response = await bureau.app.request(`${ORIGIN}/api${path}`, { headers: { cookie } }, from('127.0.0.1'))
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const list = async <Row>(path: string): Promise<ListPage<Row>> => (await get(path)).json()
  const sheet = async (path: string) => {
    const { sheets } = await readXlsx(new Uint8Array(await (await get(`/exports${path}`)).arrayBuffer()))
    return sheets[0]?.rows ?? []
  }
  return { ...bureau, head, list, sheet }
}

/** Something in every list; the claim that has findings, and the notice. */
async function filled({ deps, head, organisation, firm, claim, someone }: Bureau) {
  const { store, clock } = deps
  const { t } = store
  const now = clock.now()
  const school = await firm('绥化示范学校')
  await firm('北林家政公司', 'enterprise')
  const validity = { source: '通知', from: '2020-01-01', to: '2020-12-31' }
  const credit = '91110000600037341L'
  for (const batch of ['第一批', '第二批']) {
    const entry = { ...validity, name: `${batch}学校`, creditCode: credit, batch, occupations: [] }
    await addDesignation(deps, head, { ...entry, ...(batch === '第二批' && { to: '' }) })
  }
  for (const host of ['a.example.cn', 'b.example.cn'])
    await addPlatform(deps, head, { ...validity, name: host, host, firm: '', kind: 'third-party', documents: [] })
  const doubtful = await claim(school, [someone(1), someone(2)])
  await claim(school, [someone(3)], { source: 'manual', title: '手工的一份' })
  const shown = await claim(school, [someone(4), someone(5)], { status: 'agreed' })
  await claim(school, [someone(6)], { status: 'agreed' })
  await claim(school, [someone(7)], { status: 'cleared' })
  const notice = { title: '第一次公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5 }
  const publicity = await publish(deps, head, { ...notice, claims: [shown] })
  const found = (key: string) => ({
    ...{ code: 'in-list', key, severity: 'check' as const, label: '在比对名单中', cause: '', detail: `名单 ${key}` },
    ...{ people: [], records: [] },
  })
  const about = { organisation, firm: school, at: now, by: head.member }
  await store.tx(async (q) => {
    const of = { id: doubtful, version: 1, organisation }
    await replaceFindings(q, store, of, [found('甲'), found('乙'), found('丙')], { at: now, why: '' })
    await replaceFindings(q, store, of, [found('甲'), found('乙')], { at: now, why: '名单移除' })
    await q.insert(t.bureauFiling).values({
      ...{ id: 'filing', organisation, firm: school, kind: 'institution', plan: 'p', series: 's', version: 1 },
      ...{ hash: 'a'.repeat(64), key: 'b'.repeat(64), number: '开班受理〔2026〕1号', title: '养老护理', level: '五级' },
      ...{
        occupation: '养老护理员',
        trainees: 30,
        from: '2026-11-01',
        to: '2026-12-01',
        filedAt: now,
        receivedAt: now,
      },
      ...{ due: '2026-12-08', tentative: 0, status: 'received', statement: '{}', body: '{}', receipt: '{}', by: '-' },
    })
    for (const [n, result] of (['fine', 'rectify'] as const).entries())
      await q.insert(t.bureauInspection).values({
        ...{ ...about, id: `i${n}`, class: 'c', className: '第一期', number: `巡查${n}`, day: `2026-11-0${n + 1}` },
        ...{
          who: '经办周',
          how: 'phone',
          result,
          found: '',
          due: result === 'fine' ? null : '2020-01-01',
          evidence: null,
        },
      })
    await q.insert(t.bureauPayment).values({
      ...{
        id: 'payment',
        organisation,
        number: '拨付1号',
        title: '第一批',
        fund: '就业补助资金',
        remark: '',
        people: 1,
      },
      ...{ amount: 100_000, status: 'waiting', by: head.member, at: now },
    })
    for (const name of ['甲.zip', '乙.zip'])
      await recordIntake(...([q, deps, head, { id: name, path: '', name, source: 'upload', bytes: 1 }] as const), {
        outcome: 'refused',
        problem: '坏了',
      })
  })
  return { doubtful, publicity }
}

/** Every list of a bureau in every order, with every filter and a search, and the whole of each as a file. */
async function askEverything(databaseUrl?: string): Promise<Record<string, unknown>> {
  const bureau = await openDesk(databaseUrl)
  const { doubtful, publicity } = await filled(bureau)
  const lists = {
    firms: firmsQuery,
    filings: filingsQuery,
    designations: designationsQuery,
    platforms: platformsQuery,
    intake: intakeQuery,
    stages: stagesQuery,
    reviews: reviewsQuery,
    [`reviews/${doubtful}/people`]: reviewPeopleQuery,
    [`claims/${doubtful}/findings`]: bureauFindingsQuery,
    inspections: inspectionsQuery,
    publishable: dueQuery,
    publicities: publicitiesQuery,
    [`publicities/${publicity}/people`]: publicPeopleQuery,
    payable: dueQuery,
    payments: paymentsQuery,
  }
  const answers: Record<string, unknown> = {}
  for (const [name, { entries }] of Object.entries(lists)) {
    const path = `/bureau/${name}`
    const called = name.replace(doubtful, ':id').replace(publicity, ':id')
    for (const sort of entries.sort.wrapped.options)
      for (const order of ['up', 'down'])
        answers[`${called} ${sort} ${order}`] = (await bureau.list(`${path}?sort=${sort}&order=${order}`)).total
    for (const filter of entries.filter.wrapped.options) {
      const text = encodeURIComponent('一')
      answers[`${called} ${filter}`] = (await bureau.list(`${path}?filter=${filter}`)).total
      answers[`${called} ${filter} 一`] = (await bureau.list(`${path}?filter=${filter}&search=${text}`)).total
    }
    answers[`${called} as a file`] = (await bureau.sheet(path)).length - 1
  }
  const names = async (path: string) => (await bureau.list<{ name: string }>(path)).rows.map(({ name }) => name)
  answers.named = await names('/bureau/designations?sort=batch&order=down&filter=valid')
  answers.ordered = await names('/bureau/platforms?sort=host&order=down')
  return answers
}

const expected = {
  ...{ 'firms name up': 2, 'firms enterprise': 1, 'firms no-key': 2, 'firms as a file': 2 },
  ...{ 'filings received': 1, 'designations over': 1, 'designations valid': 1, 'platforms over': 2 },
  ...{
    'intake refused': 2,
    'reviews received': 2,
    'reviews manual': 1,
    'reviews manual 一': 1,
    'reviews as a file': 5,
  },
  ...{ 'reviews/:id/people as a file': 2, 'claims/:id/findings check': 2, 'claims/:id/findings lifted': 1 },
  ...{ 'claims/:id/findings as a file': 2, 'inspections late': 1, 'inspections fine': 1, 'inspections as a file': 2 },
  ...{ 'publishable package': 1, 'payable package': 1, 'publicities as a file': 1, 'publicities/:id/people shown': 2 },
  ...{ 'payments amount up': 1, 'payments as a file': 1, 'stages as a file': 0 },
  ...{ named: ['第二批学校'], ordered: ['b.example.cn', 'a.example.cn'] },
}

it('every list of a bureau answers in every order and with every filter, and goes whole into a file', async () => {
  expect(await askEverything()).toMatchObject(expected)
})

onPostgres('lists of a bureau', ({ open, url }) => {
  it('answer on PostgreSQL what they answer on SQLite', async () => {
    await (await open()).close()
    expect(await askEverything(url())).toEqual(await askEverything())
  })
})

it('10,000 单位 and 10,000 claims are paged to the last, found by name, and in the file each once', async () => {
  const bureau = await openDesk()
  const { deps, organisation, firm, claim, someone, list, sheet } = bureau
  const first = await claim(await firm('第一家'), [someone(1)], { status: 'paid', number: '受理00000' })
  const { t, tx, read } = deps.store
  const [like] = await read.select().from(t.bureauClaim)
  if (!like) return expect.fail()
  const numbers = Array.from({ length: 9_999 }, (_, n) => n + 1)
  const named = (n: number) => String(n).padStart(5, '0')
  const risk = (of: string) => ({ claim: of, version: 1, formula: '0', score: 0, reasons: '[]', at: 0 })
  await tx(async (q) => {
    await q.insert(t.bureauRisk).values(risk(first))
    for (const chunk of chunksOf(numbers)) {
      await q.insert(t.bureauFirm).values(
        chunk.map((n) => ({
          ...{ id: `f${n}`, organisation, kind: 'institution', name: `学校${named(n)}`, creditCode: '' },
          ...{ their: `t${n}`, by: '-', createdAt: n },
        })),
      )
      await q.insert(t.bureauClaim).values(
        chunk.map((n) => ({
          ...{ ...like, id: `c${n}`, firm: `f${n}`, their: randomUUID(), number: `受理${named(n)}`, asked: n },
        })),
      )
      await q.insert(t.bureauRisk).values(chunk.map((n) => risk(`c${n}`)))
    }
  })
  const last = await list<{ name: string }>('/bureau/firms?sort=name&size=50&page=200')
  expect([last.total, last.page, last.rows.length, last.rows[0]?.name]).toEqual([10_000, 200, 50, '学校09951'])
  expect((await list('/bureau/firms?size=50&page=9999')).page).toBe(200)
  const found = await list<{ firm: string }>(`/bureau/reviews?search=${encodeURIComponent('学校07777')}`)
  expect(found.rows.map((row) => row.firm)).toEqual(['学校07777'])
  const most = await list<{ number: string }>('/bureau/reviews?sort=number&order=down&size=2')
  expect([most.total, ...most.rows.map(({ number }) => number)]).toEqual([10_000, '受理09999', '受理09998'])
  for (const path of ['/bureau/firms?columns=name', '/bureau/reviews?columns=number']) {
    const rows = (await sheet(path)).slice(1).map(([one]) => one)
    expect([path, rows.length, new Set(rows).size]).toEqual([path, 10_000, 10_000])
  }
})
