import { eq } from 'drizzle-orm'
import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import type { AbsenceRow, LessonPlan, LessonRow, RetrainingRow } from '../../shared/api/lessons'
import { dayOf } from '../../shared/calendar/beijing'
import { readKnown } from '../../shared/record/entry'
import { inventedId } from '../../test/support/hr'
import { refusal } from '../app.fixture'
import { storedEntries } from '../ledger/line'
import { importedOf } from '../study/standing'
import { ownChainOf } from '../training/own-chain'
import { attendedOf } from './attended'
import { classroom, HOUR, SHEET } from './lessons.fixture'

const MINUTE = 60_000
type Room = Awaited<ReturnType<typeof classroom>>
const attended = ({ deps, seat }: Room, n: number) => attendedOf(deps.store.read, deps.store.t, [seat(n)])

describe('signing in by the code on the trainer’s screen', () => {
  it('writes the times into the seat’s own chain and gives the class hours of the lesson', async () => {
    const room = await classroom()
    const id = await room.plan()
    expect((await room.sign(0, 'signin', await room.code(id))).status).toBe(200)
    expect(await room.mine(0)).toMatchObject([{ id, open: true, content: '翻身与移位' }])
    await room.later(3 * HOUR)
    expect((await room.sign(0, 'signout', await room.code(id))).status).toBe(200)
    const [mine] = await room.mine(0)
    const digest = (await ownChainOf(room.deps, room.seat(0))) ?? ''
    const { t, read } = room.deps.store
    const [chain] = await read.select().from(t.chain).where(eq(t.chain.digest, digest))
    const entries = await storedEntries(room.deps.store, { id: chain?.id ?? -1, digest })
    const written = entries.flatMap((entry) => readKnown(entry) ?? [])
    expect(
      written.map(({ kind, body }) => [kind, 'method' in body ? body.method : 'reason' in body && body.reason]),
    ).toEqual([
      ['join', false],
      ['consent', false],
      ['signin', 'lesson'],
      ['signout', 'lesson'],
    ])
    expect([mine?.in, mine?.out]).toEqual([written[2]?.at, written[3]?.at])
    const [fact] = await attended(room, 0)
    expect(fact).toMatchObject({ session: id, course: 'practice', practice: true, how: 'code', start: written[2]?.at })
    // 4 class hours of 45 minutes, however long the lesson was.
    expect(fact?.seconds).toBeLessThanOrEqual(180 * 60)
    expect(fact?.seconds).toBeGreaterThan(179 * 60)
    expect((await room.roster())[0]?.offline).toMatch(/^3\.99|4\.00$/)
  })

  it('takes the code that stands there and the one before it, and no other: not an older one, not another lesson’s', async () => {
    const room = await classroom()
    const id = await room.plan()
    const old = await room.code(id)
    room.clock.ms += 31_000
    expect((await room.sign(0, 'signin', old)).status).toBe(200)
    room.clock.ms += 61_000
    expect(await refusal(await room.sign(1, 'signin', old))).toMatchObject({ status: 403, code: 'not-allowed' })
    expect((await room.sign(1, 'signout', await room.code(id))).status).toBe(409)
    const before = await room.plan({ from: room.clock.ms + 2 * HOUR, to: room.clock.ms + 3 * HOUR })
    expect(await room.code(before)).toBe('')
  })

  it('counts what lies within the lesson: coming late and going early shortens it, staying on does not lengthen it', async () => {
    const room = await classroom()
    const id = await room.plan({ hours: '8' })
    await room.later(HOUR)
    await room.sign(0, 'signin', await room.code(id))
    await room.later(3 * HOUR)
    await room.sign(0, 'signout', await room.code(id))
    const [fact] = await attended(room, 0)
    expect(fact?.seconds).toBeLessThanOrEqual(2 * 3600)
    expect(fact?.seconds).toBeGreaterThan(2 * 3600 - 5)
  })

  it('is no sign-in for study: the attendance sheet and a phone sign-in around it stay as they are', async () => {
    const room = await classroom()
    const id = await room.plan()
    await room.sign(0, 'signin', await room.code(id))
    await room.phone(0, 'attendance', { act: 'signin' })
    await room.sign(0, 'signout', await room.code(id))
    const desk = await (await room.phone(0, 'desk')).json()
    expect(desk.signedInAt).toBeDefined()
    await room.deps.deriver.settle()
    const sheet = await room.send<{ rows: { method: string }[] }>('GET', `/classes/${room.class}/attendance`)
    expect(sheet.rows.map(({ method }) => method)).toEqual(['phone'])
  })
})

describe('a roll', () => {
  it('gives hours in a room by a scanned sheet alone, and takes them away when somebody was said to be absent', async () => {
    const room = await classroom()
    const id = await room.plan()
    const people = [
      { seat: room.seat(0), present: true },
      { seat: room.seat(1), present: false },
    ]
    expect((await room.hr.call('POST', `/api/lessons/${id}/roll`, { how: 'sheet', people })).status).toBe(400)
    await room.send('POST', `/lessons/${id}/roll`, { how: 'roll', people })
    expect(await attended(room, 0)).toEqual([])
    const { hash: evidence } = await room.send<{ hash: string }>('POST', `/lessons/${id}/evidence`, SHEET)
    await room.send('POST', `/lessons/${id}/roll`, { how: 'sheet', evidence, people })
    expect(await attended(room, 0)).toMatchObject([{ how: 'sheet', evidence, seconds: 180 * 60 }])
    expect((await room.roster())[0]).toMatchObject({ offline: '4.00' })
    expect((await room.lesson(id)).lesson).toMatchObject({ expected: 3, present: 1, absent: 2, unmarked: false })
    await room.send('POST', `/lessons/${id}/roll`, { how: 'roll', people: [{ seat: room.seat(0), present: false }] })
    expect(await attended(room, 0)).toEqual([])
    expect((await room.roster())[0]?.offline).toBeUndefined()
  })

  it('of a live class, with a file that shows it, is hours by hand (丙); without one nobody’s hours', async () => {
    const room = await classroom()
    const id = await room.plan({ form: 'live', practice: false, course: 'theory', hours: '2', place: '腾讯会议' })
    const people = [{ seat: room.seat(0), present: true }]
    const { t, read } = room.deps.store
    const byHand = () => importedOf(read, t, [room.seat(0)], new Set())
    await room.send('POST', `/lessons/${id}/roll`, { how: 'roll', people })
    expect(await byHand()).toEqual([])
    const { hash: evidence } = await room.send<{ hash: string }>('POST', `/lessons/${id}/evidence`, SHEET)
    await room.send('POST', `/lessons/${id}/roll`, { how: 'roll', evidence, people })
    expect(await byHand()).toMatchObject([{ source: '丙', kind: 'live', course: 'theory', seconds: 90 * 60, evidence }])
    expect(await attended(room, 0)).toEqual([])
    expect((await room.roster())[0]?.sources).toMatchObject({ 丙: { stated: 90 * MINUTE } })
  })

  it('is refused for who is not of the class, for a lesson to come, and for one that was cancelled', async () => {
    const room = await classroom()
    const later = await room.plan({ from: room.clock.ms + 26 * HOUR, to: room.clock.ms + 28 * HOUR })
    const roll = (id: string, seat: string) =>
      room.hr.call('POST', `/api/lessons/${id}/roll`, { how: 'roll', people: [{ seat, present: true }] })
    expect((await roll(later, room.seat(0))).status).toBe(409)
    const id = await room.plan()
    expect((await roll(id, 'somebody')).status).toBe(400)
    await room.send('POST', `/lessons/${id}/cancel`, { reason: '停电' })
    expect((await roll(id, room.seat(0))).status).toBe(409)
  })
})

it('a lesson that is corrected is reckoned anew for everybody who was there; one that was cancelled gives nothing', async () => {
  const room = await classroom()
  const id = await room.plan()
  const { hash: evidence } = await room.send<{ hash: string }>('POST', `/lessons/${id}/evidence`, SHEET)
  const people = [{ seat: room.seat(0), present: true }]
  await room.send('POST', `/lessons/${id}/roll`, { how: 'sheet', evidence, people })
  await room.send('POST', `/lessons/${id}`, room.request({ hours: '2', from: room.clock.ms - 60_000 }))
  expect((await room.roster())[0]).toMatchObject({ offline: '2.00' })
  expect((await room.lesson(id)).lesson.changes).toBe(1)
  await room.send('POST', `/lessons/${id}/cancel`, { reason: '登记错了' })
  expect((await room.roster())[0]?.offline).toBeUndefined()
})

it('two lessons at one time give their common time once', async () => {
  const room = await classroom()
  const people = [{ seat: room.seat(0), present: true }]
  for (const shift of [0, HOUR]) {
    const from = Date.parse('2026-11-22T09:00:00+08:00') + shift
    room.clock.ms = from
    const id = await room.plan({ hours: '8', from, to: from + 2 * HOUR })
    const { hash: evidence } = await room.send<{ hash: string }>('POST', `/lessons/${id}/evidence`, SHEET)
    await room.send('POST', `/lessons/${id}/roll`, { how: 'sheet', evidence, people })
  }
  expect((await attended(room, 0)).map(({ seconds }) => seconds)).toEqual([7200, 3600])
})

it('who missed a lesson stands among the absent until it is made up for: on leave, by another lesson, or as written down', async () => {
  const room = await classroom()
  const id = await room.plan({ to: room.clock.ms + HOUR })
  const rows = async (filter = '') =>
    (await room.send<{ rows: AbsenceRow[] }>('GET', `/classes/${room.class}/absences?filter=${filter}&sort=number`))
      .rows
  const absence = (kind: string, n: number, reason = '住院') =>
    room.send('POST', `/classes/${room.class}/absences`, { kind, seat: room.seat(n), lessons: [id], reason })
  await absence('leave', 1)
  expect(await rows()).toMatchObject([{ name: '李𠮷', coming: true, leave: { reason: '住院', by: '王老师' } }])
  expect(await rows('open')).toEqual([])
  await room.later(2 * HOUR)
  await room.send('POST', `/lessons/${id}/roll`, { how: 'roll', people: [{ seat: room.seat(0), present: true }] })
  expect((await rows('open')).map(({ name }) => name)).toEqual(['李𠮷', '赵未到'])
  expect((await room.lesson(id)).lesson).toMatchObject({ leave: 1, absent: 1 })
  const again = await room.plan({ makesUp: id, to: room.clock.ms + HOUR })
  await room.send('POST', `/lessons/${again}/roll`, { how: 'roll', people: [{ seat: room.seat(1), present: true }] })
  expect(await rows('made-up')).toMatchObject([{ name: '李𠮷', madeUp: { lesson: again } }])
  await absence('made-up', 2, '看录像')
  expect((await rows('open')).map(({ lesson }) => lesson)).not.toContain(id)
  await absence('withdrawn', 2, '登记错了')
  expect((await rows('open')).map(({ lesson }) => lesson)).toContain(id)
  const { t, read } = room.deps.store
  expect(JSON.stringify(await read.select().from(t.lessonAbsence))).not.toContain('住院')
})

it('who trained for the same occupation and level before is warned about, and who had another training in the year', async () => {
  const room = await classroom()
  const people = [{ name: '王晓明', id: inventedId(1) }]
  const { hr } = room
  for (const occupation of ['养老护理员', '电工']) {
    const other = await hr.openClass({ name: `${occupation}第2期`, occupation })
    await hr.importRoster(other.id, people)
  }
  const { rows } = await room.send<{ rows: RetrainingRow[] }>('GET', `/classes/${room.class}/retraining`)
  expect(rows.map(({ name, kind, className }) => [name, kind, className])).toEqual([
    ['王晓明', 'same', '养老护理员第2期'],
    ['王晓明', 'year', '电工第2期'],
  ])
})

it('lessons are held against the plan: hours, period, and courses without any', async () => {
  const room = await classroom()
  await room.plan({ hours: '3' })
  await room.plan({
    from: Date.parse('2028-01-03T09:00:00+08:00'),
    to: Date.parse('2028-01-03T10:00:00+08:00'),
    hours: '2',
  })
  const { notes, courses } = await room.send<LessonPlan>('GET', `/classes/${room.class}/lesson-plan`)
  expect(courses).toMatchObject([
    { key: 'theory', lessons: 0 },
    { key: 'practice', lessons: 2, held: '0', coming: '5' },
  ])
  expect(notes).toEqual(['2028-01-03 的“翻身与移位”不在培训期（2026-01-01 至 2027-12-31）内'])
})

it('the 签到表 has everybody who is expected, with room to sign twice', async () => {
  const room = await classroom()
  const id = await room.plan()
  const response = await room.hr.get(`/api/lessons/${id}/sheet`)
  const [sheet] = (await readXlsx(new Uint8Array(await response.arrayBuffer()))).sheets
  const text = JSON.stringify(sheet?.rows)
  expect(text).toContain(`${dayOf(room.clock.ms)} 08:00-11:00`)
  for (const name of ['王晓明', '李𠮷', '赵未到', '签退（本人签名）']) expect(text).toContain(name)
  expect(text).not.toContain(inventedId(1))
})

it('a class’s lessons are listed in their order and found by what stands on them', async () => {
  const room = await classroom()
  await room.plan({ from: room.clock.ms + HOUR, content: '第二次' })
  await room.plan({ content: '第一次' })
  const rows = async (query: string) =>
    (await room.send<{ rows: LessonRow[] }>('GET', `/classes/${room.class}/lessons?${query}`)).rows
  expect((await rows('')).map(({ content }) => content)).toEqual(['第一次', '第二次'])
  expect(await rows(`search=${encodeURIComponent('第二')}`)).toHaveLength(1)
  expect(await rows('filter=cancelled')).toEqual([])
})
