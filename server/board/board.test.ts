import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeatDetail } from '../../shared/api'
import type { Board, BoardCharts, BoardRow, Urge } from '../../shared/api/board'
import type { ListPage } from '../../shared/api/lists'
import { defaultPolicy } from '../../shared/study/policies'
import { inventedId } from '../../test/support/hr'
import { course, HOUR, School } from '../claim/school.fixture'

/** On 2026-11-22 half of the period is over. */
const period = { from: '2026-11-02', to: '2026-12-11' }
const MINUTE = 60_000
const HALF_HOUR = { site: 'px.class.com.cn', title: course.title, hours: '0.6' }
const shown = { site: 'px.class.com.cn', rule: `px.class.com.cn@1#${'0'.repeat(64)}`, course } as const

let school: School
let classId: string
let seats: string[]
beforeAll(async () => {
  school = await School.open()
  const policy = { ...defaultPolicy, completion: { ratio: 1000 }, sources: { 丙: 500 } }
  const people = ['王晓明', '李𠮷', '王晓明', '赵六'].map((name, i) => ({ name, id: inventedId(i + 1) }))
  const opened = await school.openClass(people, { courses: [HALF_HOUR], policy, period })
  classId = opened.id
  seats = (await school.hr.slips(classId)).map(({ seat }) => seat)
  const [first = '', second = '', third = ''] = opened.codes
  const early = await school.join(classId, first)
  await school.hour(early)
  await school.hour(early)
  early.device.write(
    'score',
    { ...shown, value: '45', max: '50', pass: true, source: 'page', raw: '0'.repeat(64) },
    school.clock.ms,
  )
  await school.handIn(early)
  await school.join(classId, third)
  const { t } = school.deps.store
  await school.deps.store.tx(async (q) => {
    const by = { by: school.member, at: school.clock.ms, evidence: 'a'.repeat(64), course: course.title, kind: 'scan' }
    await q
      .insert(t.imported)
      .values({ ...by, id: 'i-1', source: '丙', seat: seats[0] ?? '', seconds: 300, start: school.clock.ms + HOUR })
  })
  const late = await school.join(classId, second)
  await school.hour(late)
  await school.deps.deriver.settle()
  await school.hr.signIn()
})
afterAll(() => school.close())

const get = async <T>(path: string): Promise<T> => (await school.hr.get(`/api/classes/${classId}/board${path}`)).json()
const people = (query = '') => get<ListPage<BoardRow>>(`/people${query}`)
const names = ({ rows }: ListPage<BoardRow>) => rows.map(({ number }) => number)

describe('the board of a class', () => {
  it('counts every column’s states, who is behind, and hours by source apart', async () => {
    const board = await get<Board>('')
    expect(board.people).toBe(4)
    expect(board.columns).toEqual({
      signIn: { complete: 2, part: 0, none: 2, excepted: 0 },
      study: { complete: 0, part: 2, none: 2, excepted: 0 },
      answers: { complete: 0, part: 0, none: 4, excepted: 0 },
      tests: { complete: 1, part: 0, none: 3, excepted: 0 },
    })
    // Half of 27 minutes is 13.5: twenty and five by hand are in time, ten are not.
    expect(board.behind).toBe(3)
    expect(board.whole).toBe(0)
    expect(board.hours).toEqual({ own: 30 * MINUTE, platform: 0, byHand: 5 * MINUTE, offline: 0, whole: 35 * MINUTE })
    expect(board.sites.map(({ site, people }) => [site, people])).toEqual([['px.class.com.cn', 2]])
  })

  it('says who studies now by the last records, and no longer after seven minutes', async () => {
    const now = await get<Board>('')
    expect(now.live.studying.map(({ number, course, lesson }) => [number, course, lesson])).toEqual([
      ['002', course.title, '第一节 老年人生活照料'],
    ])
    const { clock } = school
    const before = clock.ms
    clock.ms += 8 * MINUTE
    expect((await get<Board>('')).live).toMatchObject({ studying: [], studyingNow: 0, signedInToday: 2 })
    clock.ms = before
  })

  it.each([
    ['records of last week that come now', { lastWatch: 7 * 24 * HOUR, lastReceipt: 0 }],
    ['records of a computer whose clock is ahead, which came last week', { lastWatch: 0, lastReceipt: 7 * 24 * HOUR }],
  ])('%s are no study now', async (_, ago) => {
    const { store } = school.deps
    const { t } = store
    const studying = eq(t.chainTotal.seat, seats[1] ?? '')
    const [before] = await store.read.select().from(t.chainTotal).where(studying)
    const put = (change: { lastWatch?: number | null; lastReceipt?: number | null }) =>
      store.tx(async (q) => void (await q.update(t.chainTotal).set(change).where(studying)))
    const now = school.clock.ms
    await put({ lastWatch: now - ago.lastWatch, lastReceipt: now - ago.lastReceipt })
    expect((await get<Board>('')).live.studying).toEqual([])
    await put(before ?? {})
  })

  it('who has signed out studies no longer', async () => {
    const { store } = school.deps
    const { signIn } = store.t
    const out = (at: number | null) =>
      store.tx(
        async (q) =>
          void (await q
            .update(signIn)
            .set({ out: at })
            .where(eq(signIn.seat, seats[1] ?? ''))),
      )
    await out(school.clock.ms)
    expect((await get<Board>('')).live).toMatchObject({ studying: [], studyingNow: 0 })
    await out(null)
    expect((await get<Board>('')).live.studyingNow).toBe(1)
  })

  it('puts who is behind first, the one who lacks most before all', async () => {
    expect(names(await people())).toEqual(['003', '004', '002', '001'])
    expect(names(await people('?sort=number'))).toEqual(['001', '002', '003', '004'])
    expect(names(await people('?sort=whole&order=down')).slice(0, 2)).toEqual(['001', '002'])
  })

  it.each([
    ['behind', ['002', '003', '004']],
    ['studying', ['002']],
    ['signIn', ['003', '004']],
    ['tests', ['002', '003', '004']],
    ['answers', ['001', '002', '003', '004']],
  ])('the filter %s finds exactly those', async (filter, found) => {
    expect(names(await people(`?sort=number&filter=${filter}`))).toEqual(found)
  })

  it('cuts pages, and finds by name as other lists do', async () => {
    expect(await people('?size=1&page=2&sort=number')).toMatchObject({ total: 4, page: 2, rows: [{ number: '002' }] })
    expect(names(await people(`?sort=number&search=${encodeURIComponent('王晓')}`))).toEqual(['001', '003'])
  })
})

describe('the page of one person', () => {
  it('says where they stand as the board does, and shows every record that no device of ours made', async () => {
    const seat: SeatDetail = await (await school.hr.get(`/api/seats/${seats[0]}`)).json()
    const row = (await people('?sort=number')).rows[0]
    expect([seat.columns, seat.hours, seat.pace]).toEqual([row?.columns, row?.hours, row?.pace])
    expect(seat.others).toMatchObject([{ source: '丙', seconds: 300, course: course.title, by: '王老师' }])
    expect(seat.results).toEqual([])
  })
})

describe('催学文字', () => {
  it('names each group, and tells namesakes apart by their number alone', async () => {
    const { groups, until } = await get<Urge>('/urge')
    expect(until).toBe(period.to)
    expect(groups).toEqual([
      { kind: 'not-joined', names: ['赵六'] },
      { kind: 'silent', names: ['王晓明（003）'] },
      { kind: 'behind', names: ['李𠮷'] },
      { kind: 'answers', names: ['王晓明（001）', '李𠮷'] },
      { kind: 'tests', names: ['李𠮷'] },
    ])
  })
})

describe('the charts of a class', () => {
  it('show hours by day, what was lost by reason, how far people are, and scores as a share of their maximum', async () => {
    const charts = await get<BoardCharts>('/charts')
    expect(charts.days).toEqual([{ day: '2026-11-22', credited: 30 * MINUTE, notCounted: 3 * MINUTE, people: 2 }])
    expect(charts.lost).toEqual([{ reason: 'hidden', ms: 3 * MINUTE }])
    expect(charts.completion?.map(({ people }) => people)).toEqual([2, 1, 0, 1, 0])
    expect(charts.scores).toEqual([
      { from: 0, to: 60, people: 0 },
      { from: 60, to: 70, people: 0 },
      { from: 70, to: 80, people: 0 },
      { from: 80, to: 90, people: 0 },
      { from: 90, people: 1 },
    ])
  })
})
