import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../shared/calendar/beijing'
import { type FourColumns, openColumns } from '../../shared/study/columns'
import { defaultPolicy } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'
import { inventedId } from '../../test/support/hr'
import { course, HOUR, type Pupil, School } from '../claim/school.fixture'
import { classOf } from '../training/class-of'
import { fourColumns } from './four-columns'

/** An hour at 45 minutes is what the course takes. */
const policy: Policy = { ...defaultPolicy, completion: { ratio: 1000 }, passMark: '60' }
const MINUTES_20 = { site: 'px.class.com.cn', title: course.title, hours: '0.4' }
const shown = { site: 'px.class.com.cn', rule: `px.class.com.cn@1#${'0'.repeat(64)}`, course } as const

let school: School
let classId: string
let seats: Record<'diligent' | 'asking' | 'absent' | 'on-paper', string>
beforeAll(async () => {
  school = await School.open()
  const people = [1, 2, 3, 4].map((n) => ({ name: `学员${n}`, id: inventedId(n) }))
  const opened = await school.openClass(people, { courses: [MINUTES_20], policy })
  classId = opened.id
  const slips = await school.hr.slips(classId)
  const seat = (i: number) => slips[i]?.seat ?? ''
  seats = { diligent: seat(0), asking: seat(1), absent: seat(2), 'on-paper': seat(3) }
  const diligent = await school.join(classId, opened.codes[0] ?? '')
  await school.hour(diligent)
  await school.hour(diligent)
  test(diligent, '90')
  ask(diligent, 'asked')
  ask(diligent, 'answered')
  await school.handIn(diligent)
  const asking = await school.join(classId, opened.codes[1] ?? '')
  await school.hour(asking)
  test(asking, '40')
  ask(asking, 'asked')
  await school.handIn(asking)
  await school.deps.store.tx(async (q) => {
    const { t } = school.deps.store
    const by = { by: 'm', at: school.clock.ms, evidence: 'a'.repeat(64), course: course.key }
    const row = { ...by, seat: seats['on-paper'], kind: 'platform', seconds: 3600, start: school.clock.ms }
    await q.insert(t.imported).values([
      { ...row, id: 'i-1', source: '乙' },
      { ...row, id: 'i-2', source: '丙', start: school.clock.ms + 48 * HOUR },
    ])
  })
  await school.deps.deriver.settle()
})
afterAll(() => school.close())

function test(pupil: Pupil, value: string): void {
  pupil.device.write('score', { ...shown, value, source: 'page', raw: '0'.repeat(64) }, school.clock.ms)
}
const ask = ({ device }: Pupil, role: 'asked' | 'answered') => device.write('qa', { ...shown, role }, school.clock.ms)

async function columns(): Promise<Map<string, FourColumns>> {
  return fourColumns(school.deps, await classOf(school.deps.store, classId))
}
const states = (of: FourColumns | undefined) => Object.values(of ?? {}).map(({ state }) => state)

it('whoever signed in, studied, was answered and passed has four complete columns', async () => {
  expect((await columns()).get(seats.diligent)).toEqual({
    signIn: { state: 'complete', said: '1 天有签到' },
    study: { state: 'complete', said: '计入 0.44 学时' },
    answers: { state: 'complete', said: '提问 1 次，得到答复 1 次' },
    tests: { state: 'complete', said: '成绩 1 项，已合格' },
  })
})

it('too few hours, a question without an answer and a failed test leave their columns open', async () => {
  const of = (await columns()).get(seats.asking) ?? expect.fail()
  expect(states(of)).toEqual(['complete', 'part', 'part', 'part'])
  expect(openColumns(of)).toEqual(['study', 'answers', 'tests'])
})

it('of who has not come there is nothing in any column, though nothing was ever folded of them', async () => {
  expect(states((await columns()).get(seats.absent))).toEqual(['none', 'none', 'none', 'none'])
})

it('a platform’s own record that says when somebody came is a sign-in; hours by hand are none', async () => {
  const of = (await columns()).get(seats['on-paper'])
  expect(of?.signIn).toEqual({ state: 'complete', said: '1 天有签到' })
})

it('a day of study without a sign-in leaves 签到 open, unless another record says that they came that day', async () => {
  const { t } = school.deps.store
  const seat = seats['on-paper']
  const studied = (day: string) => ({
    seat,
    day,
    credited: 60_000,
    notCounted: 0,
    folded: '{"deductions":{},"courses":[]}',
  })
  await school.deps.store.tx(async (q) => {
    await q.insert(t.studyDay).values([studied(dayOf(school.clock.ms)), studied('2026-11-29')])
    await q.insert(t.studyDay).values({ ...studied('2026-11-30'), credited: 0, notCounted: 60_000 })
  })
  expect((await columns()).get(seat)?.signIn).toEqual({ state: 'part', said: '1 天有签到，1 个学习日没有签到' })
  await school.deps.store.tx(async (q) => {
    await q.delete(t.studyDay).where(eq(t.studyDay.seat, seat))
  })
})

it('a column that the plan excepts is asked of nobody, with the plan’s own reason', async () => {
  const { t } = school.deps.store
  const trained = await classOf(school.deps.store, classId)
  const details = (exceptions: object[]) =>
    school.deps.store.tx(async (q) => {
      await q
        .update(t.plan)
        .set({ details: JSON.stringify({ exceptions }) })
        .where(eq(t.plan.id, trained.plan.id))
    })
  await details([{ column: 'answers', reason: '平台没有答疑' }])
  const of = await fourColumns(school.deps, trained)
  expect(of.get(seats.absent)?.answers).toEqual({ state: 'excepted', said: '培训方案写明不要求：平台没有答疑' })
  expect(of.get(seats.diligent)?.answers.state).toBe('complete')
  await details([])
})

it('answers for the seats that were asked for alone', async () => {
  const trained = await classOf(school.deps.store, classId)
  expect([...(await fourColumns(school.deps, trained, [seats.absent])).keys()]).toEqual([seats.absent])
  expect((await columns()).size).toBe(4)
})
