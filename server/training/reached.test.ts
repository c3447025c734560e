import { expect, it } from 'vitest'
import type { AppealDetail, PhonePage, RosterRow, SeatDetail } from '../../shared/api'
import { defaultPolicy } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'
import { reachedBy } from '../../shared/study/reached'
import { steady } from '../../test/support/device'
import { course, lesson, openApp } from '../app.fixture'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const MINUTE = 60_000
const WATCHED = 60_000

/** A trainee with a minute on record, who gets the 30 minutes by hand that overlap it by half a minute. */
async function added(sources: Policy['sources']) {
  const app = await openApp()
  const { hr, me } = await app.openedClass()
  const { id } = await hr.openClass({ name: '第2期', policy: { ...defaultPolicy, sources } })
  await hr.importRoster(id, [{ name: '王晓明', id: '11010519491231002X' }])
  const [slip] = await hr.slips(id)
  const device = app.device()
  await device.join({ code: slip?.code ?? '' })
  device.begin({ class: id, organisation: me.organisation.id })
  const from = Date.now() - 90_000
  device.watch(course, lesson, [[steady(from, WATCHED)]])
  await device.handIn()
  const about = { kind: 'missing' as const, from: from - 29.5 * MINUTE, to: from + 30_000, course: course.title }
  const line = device.appealLine(about, '扩展没有打开', PNG)
  await device.ask('/appeal', line)
  await app.deps.deriver.settle()
  const get = async <T>(path: string): Promise<T> => (await hr.get(path)).json()
  const before = (await hr.class(id)).roster[0]
  const { from: first, to } = about
  const add = { course: course.title, seconds: 1800 }
  const path = `/api/appeals/${line.appeal.id}`
  const reason = '有平台截图'
  const response = await hr.call('POST', path, { outcome: 'accept', reason, from: first, to, add })
  expect(response.status).toBe(200)
  await app.deps.deriver.settle()
  const seat = await get<SeatDetail>(`/api/seats/${slip?.seat}`)
  const row = (await hr.class(id)).roster[0] ?? expect.fail()
  const phone = String((await (await device.ask('/phone-link', {})).json()).link).split('#')[1] ?? ''
  const headers = { authorization: `Bearer ${phone}` }
  const page: PhonePage = await (await app.app.request('http://127.0.0.1:8787/api/my', { headers }, socket)).json()
  return { before, row, seat, page, hr, id, detail: await get<AppealDetail>(path) }
}
const socket = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }

it('hours by hand that the policy does not count stand in the person’s row, and everybody is told that they do not count', async () => {
  const { before, row, seat, page, detail } = await added({ 乙: 0, 丙: 0 })
  expect(before?.sources).toBeUndefined()
  expect(row.sources).toEqual({
    ...{ 甲: WATCHED, 乙: { stated: 0, counted: 0 }, 丙: { stated: 30 * MINUTE, counted: 0 }, whole: WATCHED },
  })
  expect(row.credited).toBe(WATCHED)
  expect(row.missing).toEqual(before?.missing)
  expect(seat.row).toEqual(row)
  expect([detail.byHandCounts, page.byHandCounts]).toEqual([false, false])
})

it('hours by hand that the policy counts count once where they overlap our record, and towards completion', async () => {
  const { before, row, seat, page, detail } = await added({ 丙: 1000 })
  expect(row.sources).toMatchObject({
    ...{ 甲: WATCHED, 丙: { stated: 30 * MINUTE, counted: 29.5 * MINUTE }, whole: WATCHED + 29.5 * MINUTE },
  })
  expect(row.credited).toBe(WATCHED)
  expect(seat.row).toEqual(row)
  expect([detail.byHandCounts, page.byHandCounts]).toEqual([true, true])
  // 24 class hours of 45 minutes: 1080 minutes less 1, then less 30.5.
  expect(before?.missing).toEqual([`“${course.title}”还差 23.98 学时（应完成计划学时的 100%）`])
  expect(row.missing).toEqual([`“${course.title}”还差 23.33 学时（应完成计划学时的 100%）`])
})

it('what is missing names each course and test of the plan, in the order in which tests were taken', () => {
  const score = (at: number, value: string) => ({ value, source: 'page', at, chain: 'c', seq: at })
  const day = (name: string, credited: number, ...scores: ReturnType<typeof score>[]) => ({
    day: name,
    credited,
    folded: {
      deductions: {},
      courses: [{ key: 'a', title: '甲课', lessons: [{ key: 'l', title: '一', credited }], scores }],
    },
  })
  const reached = (attempts: number, ...days: ReturnType<typeof day>[]): RosterRow['missing'] =>
    reachedBy(
      {
        ...{ id: 'k', organisation: 'o', organisationName: '', name: '', code: '', status: 'open', createdAt: 0 },
        plan: {
          ...{
            id: 'p',
            type: '',
            title: '',
            occupation: '',
            level: '',
            period: { from: '2026-01-01', to: '2026-12-31' },
          },
          courses: [{ key: 'a', site: 's', title: '甲课', aliases: [], hours: '1' }],
          policy: { ...defaultPolicy, passMark: '60', completion: { ratio: 1000, attempts } },
        },
      },
      's',
      days,
      { imported: [] },
    ).missing
  const first = day('2026-11-22', 45 * MINUTE, score(1, '50'), score(2, '50'))
  expect(reached(2, day('2026-11-22', 0))).toHaveLength(1)
  expect(reached(2, first)).toEqual(['“甲课”的考核还没有合格'])
  expect(reached(2, first, day('2026-11-23', 0, score(3, '80')))).toEqual([])
  expect(reached(1, first, day('2026-11-23', 0, score(3, '80')))).toEqual(['“甲课”的考核在 1 次内没有合格'])
})

const day = (name: string, course: string, credited: number) => ({
  day: name,
  credited,
  folded: {
    deductions: {},
    courses: [{ key: course, title: course, lessons: [{ key: 'l', title: '一', credited }], scores: [] }],
  },
})
const attended = (start: number, seconds: number, course = 'p') => ({
  ...{ id: String(start), seat: 's', session: 'x', course, practice: true, start, seconds },
  ...{ how: 'code' as const, by: 's', at: start },
})
/** 2 class hours of theory online, 4 of practice in a room. */
const mixed = (policy: Partial<Policy> = {}) => ({
  ...{ id: 'k', organisation: 'o', organisationName: '', name: '', code: '', status: 'open' as const, createdAt: 0 },
  plan: {
    ...{ id: 'p', type: '', title: '', occupation: '', level: '' },
    period: { from: '2026-01-01', to: '2026-12-31' },
    courses: [
      { key: 't', site: 's', title: '理论课', aliases: [], hours: '2' },
      { key: 'p', site: 'any', title: '实操课', aliases: [], hours: '4' },
    ],
    taught: [{ key: 'p', practice: true, online: false }],
    policy: { ...defaultPolicy, ...policy },
  },
})
const MORNING = Date.parse('2026-11-24T09:00:00+08:00')

it('who has all theory and not all practice is 理论完成，待实训, from the day on which the last hour of theory came', () => {
  const theory = [day('2026-11-20', 't', 45 * MINUTE), day('2026-11-23', 't', 45 * MINUTE)]
  const after = (days: typeof theory, ...seconds: number[]) =>
    reachedBy(mixed(), 's', days, { imported: [], attended: seconds.map((one, i) => attended(MORNING + i, one)) })
  expect(after(theory.slice(0, 1))).toMatchObject({ missing: { length: 2 } })
  expect(after(theory.slice(0, 1)).practiceDue).toBeUndefined()
  expect(after(theory)).toMatchObject({
    ...{ theoryOn: '2026-11-23', practiceDue: true },
    missing: ['“实操课”还差 4 学时（应完成计划学时的 100%）'],
  })
  expect(after(theory, 90 * 60)).toMatchObject({ offline: '2.00', practiceDue: true })
  const done = after(theory, 180 * 60)
  expect(done).toMatchObject({ offline: '4.00', missing: [] })
  expect(done.practiceDue).toBeUndefined()
})

it('practice before the theory was complete does not count where the policy says so', () => {
  const theory = [day('2026-11-25', 't', 90 * MINUTE)]
  const beyond = { imported: [], attended: [attended(MORNING, 180 * 60)] }
  expect(reachedBy(mixed(), 's', theory, beyond).missing).toEqual([])
  expect(reachedBy(mixed({ practiceAfterTheory: true }), 's', theory, beyond).missing).toEqual([
    '“实操课”还差 4 学时（应完成计划学时的 100%）',
    '2026-11-24 的线下实操在线上理论完成之前，不计入',
  ])
})

it('results on paper are tests of their own, every attempt in its turn', () => {
  const result = (attempt: number, pass: boolean) => ({
    ...{ id: String(attempt), seat: 's', part: 'theory' as const, pass, attempt, day: '2026-11-24' },
    ...{ source: 'entered' as const, by: 'm', at: 1 },
  })
  const missing = (...results: ReturnType<typeof result>[]) =>
    reachedBy(mixed(), 's', [day('2026-11-20', 't', 90 * MINUTE)], {
      imported: [],
      attended: [attended(MORNING, 180 * 60)],
      results,
    }).missing
  expect(missing(result(1, false))).toEqual(['“理论考试”的考核还没有合格'])
  expect(missing(result(2, true), result(1, false))).toEqual([])
})
