import { eq } from 'drizzle-orm'
import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import type { ClassSummary, HandInRow, RosterRow } from '../../shared/api'
import type { ListPage, PersonRow } from '../../shared/api/lists'
import type { PlanAnswer, PlanRow } from '../../shared/api/plans'
import type { QuestionRow } from '../../shared/api/reach'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { course, lesson, openApp } from '../app.fixture'
import { desk } from '../training/plan/plans.fixture'

/** A class of twelve, of whom the first has studied for half a minute and the second has joined. */
async function twelve() {
  const app = await openApp()
  const { hr, opened, joined } = await app.openedClass()
  const more = Array.from({ length: 10 }, (_, n) => ({ name: `学员${n + 3}`, id: inventedId(n + 3) }))
  await hr.importRoster(opened.id, more)
  const first = (await joined(0)).device
  first.watch(course, lesson, [[steady(Date.now() - 60_000, 30_000)]])
  await first.handIn()
  await (await joined(1)).device.handIn()
  await app.deps.deriver.settle()
  const path = `/api/classes/${opened.id}/roster`
  const roster = async (query: string) => hr.list<RosterRow>(path, query)
  const numbers = async (query: string) => (await roster(query)).rows.map(({ number }) => number)
  return { ...app, hr, opened, path, roster, numbers }
}

describe('lists that the server cuts', () => {
  it('give one page, all that fit in number, and the last page where somebody asks behind the end', async () => {
    const { roster } = await twelve()
    expect(await roster('size=5&page=2')).toMatchObject({ total: 12, page: 2, rows: { length: 5 } })
    const last = await roster('size=5&page=9')
    expect([last.page, last.rows.length]).toEqual([3, 2])
  })

  it('sort numbers as people count, amounts either way, and keep the order of numbers among equals', async () => {
    const { deps, numbers } = await twelve()
    const { t } = deps.store
    const [seat] = await deps.store.read.select().from(t.seat).where(eq(t.seat.number, '001'))
    await deps.store.tx((q) =>
      q
        .update(t.seat)
        .set({ number: '1000' })
        .where(eq(t.seat.id, seat?.id ?? '')),
    )
    expect((await numbers('sort=number')).at(-1)).toBe('1000')
    expect((await numbers('sort=number&order=down'))[0]).toBe('1000')
    expect((await numbers('sort=credited&order=down')).slice(0, 3)).toEqual(['1000', '002', '003'])
    expect((await numbers('sort=last&order=up'))[0]).toBe('003')
  })

  it('find by number, name, last signs of the ID in any width, and by the whole ID without showing it', async () => {
    const { numbers, hr } = await twelve()
    const find = (text: string) => numbers(`search=${encodeURIComponent(text)}`)
    expect(await find('晓明')).toEqual(['001'])
    expect(await find('００２')).toContain('002')
    const id = inventedId(5)
    expect(await find(id.slice(-4))).toContain('005')
    expect(await find(`${id.slice(0, 6)} ${id.slice(6)}`)).toEqual(['005'])
    expect(await find('100%')).toEqual([])
    const people = await hr.list<PersonRow>('/api/people', `search=${id}`)
    expect(people).toMatchObject({ total: 1, rows: [{ name: '学员5', seats: [{ number: '005', state: 'waiting' }] }] })
    expect(JSON.stringify(people)).not.toContain(id)
  })

  it('filter by who joined, who is silent after two days, and who lacks something', async () => {
    const { deps, numbers } = await twelve()
    expect(await numbers('filter=joined')).toEqual(['001', '002'])
    expect(await numbers('filter=silent')).toEqual([])
    const { t } = deps.store
    await deps.store.tx((q) => q.update(t.claim).set({ createdAt: Date.now() - 3 * 86_400_000 }))
    expect(await numbers('filter=silent')).toEqual(['002'])
    expect(await numbers('filter=lacking')).toHaveLength(12)
  })

  it('refuse a column or a filter that is not theirs, and classes of others', async () => {
    const { hr, path } = await twelve()
    for (const query of ['sort=id_cipher', 'filter=all', 'size=0', 'size=100000', 'page=-1', 'order=desc'])
      expect((await hr.get(`${path}?${query}`)).status).toBe(400)
    expect((await hr.get('/api/classes/other/roster')).status).toBe(404)
  })

  it('sum classes up as their rosters have it', async () => {
    const { hr, roster } = await twelve()
    const { rows } = await hr.list<ClassSummary>('/api/classes', 'sort=credited')
    const seats = (await roster('size=200')).rows
    expect(rows).toMatchObject([
      { seats: 12, joined: 2, credited: seats.reduce((sum, { credited }) => sum + credited, 0) },
    ])
    expect(rows[0]?.lastReceivedAt).toBe(Math.max(...seats.map(({ lastAt = 0 }) => lastAt)))
    expect((await hr.list<ClassSummary>('/api/classes', `search=${encodeURIComponent('没有')}`)).total).toBe(0)
  })

  it('export what is shown: columns, filter and order, IDs masked, audited without what was searched', async () => {
    const { hr, deps, opened } = await twelve()
    const query = `columns=name,id,hours&sort=name&order=down&search=${inventedId(5)}`
    const file = await hr.file('GET', `/api/exports/classes/${opened.id}/roster?${query}`)
    const { sheets } = await readXlsx(file)
    expect(sheets[0]?.rows).toEqual([
      ['姓名', '身份证号（掩码）', '折算学时'],
      ['学员5', expect.stringMatching(/^231202\*{8}/), 0],
    ])
    const { t, read } = deps.store
    const [audited] = await read.select().from(t.audit).where(eq(t.audit.action, 'list.export'))
    expect(audited).toMatchObject({ subject: opened.id })
    expect(JSON.parse(audited?.detail ?? '')).toEqual({
      list: '/classes/:id/roster',
      rows: 1,
      filter: '',
      searched: true,
    })
  })

  it('export more than a page, every row once', async () => {
    const { hr, deps, opened } = await twelve()
    const { t } = deps.store
    const [person] = await deps.store.read.select().from(t.person).limit(1)
    const [seat] = await deps.store.read.select().from(t.seat).limit(1)
    if (!person || !seat) return expect.fail()
    await deps.store.tx(async (q) => {
      for (let n = 0; n < 450; n++) {
        await q.insert(t.person).values({ ...person, id: `p${n}`, idIndex: `i${n}` })
        const number = String(1000 + n)
        await q.insert(t.seat).values({ ...seat, id: `s${n}`, person: `p${n}`, number, codeIndex: `c${n}` })
      }
    })
    const file = await hr.file('GET', `/api/exports/classes/${opened.id}/roster?columns=number`)
    const rows = (await readXlsx(file)).sheets[0]?.rows.slice(1).map(([number]) => number) ?? []
    expect([rows.length, new Set(rows).size]).toEqual([462, 462])
  })
})

describe('the list of plans', () => {
  it('has one row a plan, its newest version, with the agreed one and the classes of all versions', async () => {
    const { hr, send, organisation, filed, decide, draft } = await desk()
    await organisation()
    const first = await filed()
    await decide(first)
    await send('POST', '/api/classes', { plan: first })
    const { id: second } = await send<PlanAnswer>('POST', `/api/plans/${first}/change`, {})
    const other = await draft({ title: '电工培训', occupation: { code: '', edition: '2022', name: '电工' } })
    const list = (query = '') => hr.list<PlanRow>('/api/plans', query)
    const ids = async (query: string) => (await list(query)).rows.map(({ id }) => id)
    expect(await list('sort=classes')).toMatchObject({
      total: 2,
      rows: [
        { id: second, version: 2, status: 'draft', missing: 0, classes: 1, agreed: { id: first, version: 1 } },
        { id: other, version: 1, status: 'draft', classes: 0 },
      ],
    })
    expect(await ids('size=1&page=2&sort=classes')).toEqual([other])
    expect(await ids(`search=${encodeURIComponent('养老')}`)).toEqual([second])
    expect(await ids('filter=approved')).toEqual([])
    expect(await send('GET', '/api/agreed-plans')).toMatchObject({ any: true, plans: [{ id: first }] })
    await send('POST', `/api/plans/${second}/file`, {})
    await decide(second)
    expect(await ids('filter=approved')).toEqual([second])
    expect(await send('GET', '/api/agreed-plans')).toMatchObject({ plans: [{ id: second }] })
  })

  it('is exported with its columns', async () => {
    const { hr, draft } = await desk()
    await draft()
    const file = await hr.file('GET', '/api/exports/plans?columns=title,version,level,status,classes')
    expect((await readXlsx(file)).sheets[0]?.rows).toEqual([
      ['名称', '版本', '等级', '状态', '培训班'],
      ['养老护理员培训', 1, '五级/初级工', '草稿', 0],
    ])
  })
})

it('what folding keeps of a seat for lists is what a rebuild from nothing gives', async () => {
  const { deps } = await twelve()
  const { t, read } = deps.store
  const kept = async () => [
    await read.select().from(t.seatTotal),
    await read.select().from(t.signIn),
    await read.select().from(t.chainTotal),
  ]
  const before = await kept()
  await deps.deriver.rebuild()
  expect(await kept()).toEqual(before)
  expect(before.map((rows) => rows.length)).toEqual([2, 2, 2])
})

describe('questions', () => {
  /** 250 that wait, asked a minute apart, and three that were answered, of which one was asked before all others. */
  async function asked() {
    const { deps, hr } = await twelve()
    const { t, read } = deps.store
    const [seat] = await read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.number, '003'))
    const [member] = await read.select({ id: t.member.id }).from(t.member)
    const entry = '0'.repeat(64)
    const ask = (id: string, at: number) => ({ id, seat: seat?.id ?? '', course: '', body: `问题 ${id}`, entry, at })
    const answered = ['a0', 'a1', 'a2']
    await deps.store.tx(async (q) => {
      for (let n = 0; n < 250; n++) await q.insert(t.question).values(ask(`w${n}`, 1_000_000 + n * 60_000))
      for (const [n, id] of answered.entries()) {
        await q.insert(t.question).values(ask(id, n * 20_000_000))
        const row = { id, question: id, body: '好', entry, by: member?.id ?? '', at: 30_000_000 }
        await q.insert(t.answer).values([row, { ...row, id: `${id}-again`, at: 40_000_000 }])
      }
    })
    const ids = async (query: string) => (await hr.list<QuestionRow>('/api/questions', query)).rows.map(({ id }) => id)
    return { hr, ids }
  }

  it('that wait stand first, the longest waiting before all others, however many came after it', async () => {
    const { hr, ids } = await asked()
    expect((await hr.list('/api/questions')).total).toBe(253)
    expect((await ids('')).slice(0, 2)).toEqual(['w0', 'w1'])
    expect((await ids('filter=open&size=200'))[0]).toBe('w0')
    expect((await ids('page=2&size=200')).slice(-4)).toEqual(['w249', 'a2', 'a1', 'a0'])
    expect((await ids('sort=at'))[0]).toBe('a2')
    expect(await ids('filter=answered')).toEqual(['a2', 'a1', 'a0'])
    expect(await ids(`search=${encodeURIComponent('问题 w17')}&sort=at&order=up`)).toEqual([
      ...['w17', 'w170', 'w171', 'w172', 'w173', 'w174', 'w175', 'w176', 'w177', 'w178', 'w179'],
    ])
    const [row] = (await hr.list<QuestionRow>('/api/questions', 'filter=answered')).rows
    expect(row).toMatchObject({ number: '003', answers: [{ at: 30_000_000 }, { at: 40_000_000 }] })
  })

  it('are exported whole, each once, and that is audited', async () => {
    const { hr } = await asked()
    const { sheets } = await readXlsx(await hr.file('GET', '/api/exports/questions?columns=text,state&filter='))
    const rows = sheets[0]?.rows.slice(1) ?? []
    expect([rows.length, new Set(rows.map(([text]) => text)).size]).toEqual([253, 253])
    expect([rows[0], rows.at(-1)]).toEqual([
      ['问题 w0', '等待答复'],
      ['问题 a0', '已答复'],
    ])
  })
})

describe('imported files of a class', () => {
  it('are all there beyond a thousand, found by whose they are, and exported with an audit line', async () => {
    const { deps, hr, opened } = await twelve()
    const { t, read } = deps.store
    const [chain] = await read
      .select({ digest: t.chain.digest })
      .from(t.chain)
      .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
      .innerJoin(t.seat, eq(t.seat.id, t.claim.seat))
      .where(eq(t.seat.number, '001'))
    const [member] = await read.select({ id: t.member.id }).from(t.member)
    const row = { class: opened.id, by: member?.id ?? '', entries: 1, firstAt: null, lastAt: null, late: 0 }
    await deps.store.tx(async (q) => {
      for (let n = 0; n < 1005; n++)
        await q.insert(t.handIn).values({ ...row, id: `h${n}`, chain: 'f'.repeat(64), at: n })
      const own = { ...row, id: 'own', chain: chain?.digest ?? '', entries: 9, late: 1, at: 5000 }
      await q.insert(t.handIn).values({ ...own, firstAt: 1000, lastAt: 2000 })
    })
    const path = `/classes/${opened.id}/hand-ins`
    const list = async (query: string) => hr.list<HandInRow>(`/api${path}`, query)
    expect(await list('size=2')).toMatchObject({ total: 1006, rows: [{ id: 'own', number: '001' }, { id: 'h1004' }] })
    expect((await list('page=99')).rows.at(-1)?.id).toBe('h0')
    const mine = { total: 1, rows: [{ number: '001', name: '王晓明', late: true, firstAt: 1000, lastAt: 2000 }] }
    for (const query of ['filter=late', `search=${inventedId(1)}`, `search=${encodeURIComponent('晓明')}`])
      expect(await list(query)).toMatchObject(mine)
    for (const query of ['sort=entries', 'sort=made&order=down', 'sort=number&order=down'])
      expect((await list(query)).rows[0]?.id).toBe('own')
    expect((await list('filter=unbound')).total).toBe(1005)
    const { sheets } = await readXlsx(await hr.file('GET', `/api/exports${path}?columns=name,result&filter=late`))
    expect(sheets[0]?.rows).toEqual([
      ['姓名', '结果'],
      ['王晓明', '补交'],
    ])
    const [audited] = await read.select().from(t.audit).where(eq(t.audit.action, 'list.export'))
    expect(audited).toMatchObject({ subject: opened.id })
    expect(JSON.parse(audited?.detail ?? '')).toMatchObject({ list: '/classes/:id/hand-ins', rows: 1, filter: 'late' })
  })
})

it('pages of another organisation show nobody of this one', async () => {
  const { deps, hr } = await twelve()
  const { t } = deps.store
  const { total }: ListPage<PersonRow> = await hr.list('/api/people')
  expect(total).toBe(12)
  await deps.store.tx(async (q) => {
    await q.insert(t.organisation).values({ id: 'other', kind: 'enterprise', name: '别家', createdAt: 0 })
    await q.update(t.member).set({ organisation: 'other' })
  })
  for (const path of ['/api/people', '/api/classes', '/api/plans', '/api/appeals', '/api/questions'])
    expect((await hr.list(path)).total).toBe(0)
})
