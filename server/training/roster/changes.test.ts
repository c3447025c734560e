import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import type { ChangeSheet, ClassChanges } from '../../../shared/api/roster'
import { dayOf } from '../../../shared/calendar/beijing'
import { verifyPackage } from '../../../shared/package/verify'
import { fingerprint } from '../../../shared/record/batch'
import { steady } from '../../../test/support/device'
import { inventedId, rosterXlsx } from '../../../test/support/hr'
import { course, lesson, openApp, refusal } from '../../app.fixture'
import { readZip } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'

let app: Awaited<ReturnType<typeof openApp>>
let opened: Awaited<ReturnType<typeof app.openedClass>>
const today = dayOf(Date.now())
const why = { reason: '本人辞职', day: today }

beforeEach(async () => {
  app = await openApp()
  opened = await app.openedClass()
})

const change = (body: object) => opened.hr.call('POST', `/api/classes/${opened.opened.id}/changes`, body)
const changes = async (id = opened.opened.id): Promise<ClassChanges> =>
  (await opened.hr.get(`/api/classes/${id}/changes`)).json()
const roster = async (id = opened.opened.id) => (await opened.hr.class(id)).roster
const seatOf = (n: number) => opened.slips[n]?.seat ?? ''
const approve = () =>
  app.deps.store.tx((q) => q.update(app.deps.store.t.plan).set({ status: 'approved', decidedAt: Date.now() }))

it('a class whose plan was agreed on paper changes by 名册变更 alone too, once the day of consent is recorded', async () => {
  const { id } = opened.opened
  const file = await rosterXlsx([{ name: '赵强', id: inventedId(5) }])
  const dry = async () => (await opened.hr.call('POST', `/api/classes/${id}/roster?dry=1`, file)).json()
  expect((await dry()).need).toBeUndefined()
  expect((await changes()).approved).toBe(false)
  await opened.hr.call('POST', `/api/classes/${id}/consent`, { date: today })
  expect((await dry()).need).toBe('change')
  expect((await changes()).approved).toBe(true)
  expect(await refusal(await opened.hr.call('POST', `/api/classes/${id}/roster`, file))).toMatchObject({
    code: 'conflict',
  })
  expect(await roster()).toHaveLength(2)
})

it('who leaves keeps number, hours and records, and earns nothing more; what still comes in is receipted', async () => {
  const { device } = await opened.joined(0)
  const now = Date.now()
  device.watch(course, lesson, [[steady(now - 60_000, 30_000)]])
  await device.handIn()
  expect((await change({ kind: 'leave', seat: seatOf(0), ...why })).status).toBe(200)
  device.watch(course, lesson, [[steady(Date.now() + 1000, 20_000)]], Date.now() + 21_000)
  expect((await device.handIn()).status).toBe(200)
  await app.deps.deriver.settle()
  const [row] = await roster()
  expect(row).toMatchObject({
    number: '001',
    credited: 30_000,
    notCounted: 20_000,
    left: { how: '已退出' },
    missing: [],
  })
  expect((await opened.hr.class(opened.opened.id)).summary).toMatchObject({ seats: 1, joined: 0 })
  const before = await roster()
  await app.deps.deriver.rebuild()
  expect(await roster()).toEqual(before)
  const { extract } = (await device.sync('')).answer
  expect(extract?.body).toMatchObject({ state: 'closed', closedOn: today, credited: 30_000 })
})

it('a class whose member left packs and verifies with the very same hours', async () => {
  const { device } = await opened.joined(0)
  device.watch(course, lesson, [[steady(Date.now() - 60_000, 30_000)]])
  await device.handIn()
  await change({ kind: 'leave', seat: seatOf(0), ...why })
  device.watch(course, lesson, [[steady(Date.now() + 1000, 20_000)]], Date.now() + 21_000)
  await device.handIn()
  const { bag, files } = await readZip(await opened.hr.package(opened.opened.id))
  const key = await app.deps.keys.package(opened.me.organisation.id)
  const trusted = { fingerprint: fingerprint(nodeCrypto, key.publicKey) }
  const report = await verifyPackage(nodeCrypto, files, { trusted, builtInRules: new Set() })
  expect(bag).toContain('xueji')
  expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
  expect(report.seats).toMatchObject([
    { number: '001', credited: 30_000 },
    { number: '002', credited: 0 },
  ])
})

it('the code, the phone page and the name of who left open nothing any more', async () => {
  const links = await (await opened.hr.get(`/api/classes/${opened.opened.id}/links`)).json()
  const [page] = links
  const token = String(page.link).split('#')[1]
  const ask = () =>
    app.app.request(
      'http://127.0.0.1:8787/api/my',
      { headers: { authorization: `Bearer ${token}` } },
      {
        incoming: { socket: { remoteAddress: '127.0.0.1' } },
      },
    )
  expect((await ask()).status).toBe(200)
  await change({ kind: 'leave', seat: page.seat, ...why })
  expect((await ask()).status).toBe(403)
  await expect(app.device().join({ code: opened.slips[0]?.code ?? '' })).rejects.toThrow(/join-refused/)
  await expect(
    app.device().join({ classCode: opened.opened.code, name: '王晓明', lastSix: inventedId(1).slice(-6) }),
  ).rejects.toThrow(/join-refused/)
  expect(await opened.hr.slips(opened.opened.id)).toHaveLength(1)
  expect((await opened.hr.health(opened.opened.id)).people.map(({ name }) => name)).toEqual(['李𠮷'])
})

it('who is replaced keeps what they studied; who comes in their place begins with nothing', async () => {
  const { device } = await opened.joined(0)
  device.watch(course, lesson, [[steady(Date.now() - 60_000, 30_000)]])
  await device.handIn()
  await change({ kind: 'replace', seat: seatOf(0), person: { name: '赵六', id: inventedId(6) }, ...why })
  await app.deps.deriver.settle()
  expect(await roster()).toMatchObject([
    { number: '001', name: '王晓明', credited: 30_000, left: { how: '已替换' } },
    { number: '002', name: '李𠮷' },
    { number: '003', name: '赵六', credited: 0 },
  ])
})

it('who goes to another class leaves the hours where they were made, and gets a seat with a code of its own there', async () => {
  const other = await opened.hr.openClass({ name: '第2期' })
  const { device } = await opened.joined(0)
  device.watch(course, lesson, [[steady(Date.now() - 60_000, 30_000)]])
  await device.handIn()
  await change({ kind: 'transfer', seat: seatOf(0), class: other.id, ...why })
  await app.deps.deriver.settle()
  expect(await roster()).toMatchObject([{ credited: 30_000, left: { how: '已转班' } }, {}])
  expect(await roster(other.id)).toMatchObject([{ name: '王晓明', credited: 0, state: 'waiting' }])
  expect((await changes(other.id)).forms).toMatchObject([
    { lines: [{ kind: 'transfer', fromClass: '养老护理员第1期', toClass: '第2期' }] },
  ])
})

it('who comes back takes their seat again, and earns from then on', async () => {
  const { device } = await opened.joined(0)
  await change({ kind: 'leave', seat: seatOf(0), ...why })
  expect((await change({ kind: 'add', person: { name: '王晓明', id: inventedId(1) }, ...why })).status).toBe(200)
  const [row] = await roster()
  expect(row).toMatchObject({ number: '001', state: 'joined' })
  expect(row?.left).toBeUndefined()
  device.watch(course, lesson, [[steady(Date.now() + 1000, 20_000)]], Date.now() + 21_000)
  await device.handIn()
  await app.deps.deriver.settle()
  expect((await roster())[0]?.credited).toBe(20_000)
})

it('a change that the bureau was not told of stays open until it was, and its form has the full numbers', async () => {
  await change({ kind: 'leave', seat: seatOf(0), ...why })
  const [form] = (await changes()).forms
  expect(form?.notice).toBeUndefined()
  expect(form?.lines[0]?.person.id).toContain('****')
  await opened.hr.call('POST', `/api/changes/${form?.form}/notice`, { number: '变更1号', day: today })
  expect((await changes()).forms).toMatchObject([{ reason: '本人辞职', notice: { number: '变更1号', by: '王老师' } }])
  const sheet: ChangeSheet = await (await opened.hr.get(`/api/changes/${form?.form}`)).json()
  expect(sheet).toMatchObject({ className: '养老护理员第1期', lines: [{ person: { id: inventedId(1) } }] })
  const { t, read } = app.deps.store
  expect(await read.select().from(t.audit).where(eq(t.audit.action, 'roster.change.show'))).toHaveLength(1)
  expect(JSON.stringify(await read.select().from(t.rosterChange))).not.toContain('辞职')
})

it('says nothing ahead, nothing before the class, and nothing of who is not in it', async () => {
  expect(
    await refusal(await change({ kind: 'leave', seat: seatOf(0), reason: '辞职', day: '2099-01-01' })),
  ).toMatchObject({
    code: 'bad-request',
    message: expect.stringContaining('不能晚于今天'),
  })
  expect(
    await refusal(await change({ kind: 'leave', seat: seatOf(0), reason: '辞职', day: '2001-01-01' })),
  ).toMatchObject({
    message: expect.stringContaining('早于开班'),
  })
  await change({ kind: 'leave', seat: seatOf(0), ...why })
  expect(await refusal(await change({ kind: 'leave', seat: seatOf(0), ...why }))).toMatchObject({ code: 'conflict' })
  expect(
    await refusal(await change({ kind: 'add', person: { name: '赵六', id: '231202199001011' }, ...why })),
  ).toMatchObject({ code: 'roster-refused', places: [{ column: '身份证号' }] })
})

it('after the bureau agreed, a roster file adds and corrects only as a 名册变更, for all of it at once', async () => {
  await approve()
  const { hr } = opened
  const file = await rosterXlsx([
    { name: '王小明', id: inventedId(1) },
    { name: '赵六', id: inventedId(6) },
  ])
  const path = (dry: boolean, choices?: object) =>
    `/api/classes/${opened.opened.id}/roster?${new URLSearchParams({ ...(dry && { dry: '1' }), ...(choices && { choices: JSON.stringify(choices) }) })}`
  expect(await (await hr.call('POST', path(true), file)).json()).toMatchObject({ need: 'change', added: 1, renamed: 1 })
  expect(await refusal(await hr.call('POST', path(false), file))).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('名册变更'),
  })
  expect(await roster()).toHaveLength(2)
  const choices = { change: { reason: '新入职', day: today, notice: { number: '变更2号', day: today } } }
  expect((await hr.call('POST', path(false, choices), file)).status).toBe(200)
  expect((await changes()).forms).toMatchObject([
    {
      reason: '新入职',
      notice: { number: '变更2号' },
      lines: [
        { kind: 'add', person: { name: '赵六' } },
        { kind: 'correct', changed: '姓名：王晓明 → 王小明' },
      ],
    },
  ])
  expect((await changes()).approved).toBe(true)
  // The same file again changes nothing, and so needs no reason.
  expect((await hr.call('POST', path(false), file)).status).toBe(200)
})

it('a roster that names who left is refused by cell: bringing them back is a decision', async () => {
  await change({ kind: 'leave', seat: seatOf(0), ...why })
  const file = await rosterXlsx([{ name: '王晓明', id: inventedId(1) }])
  expect(await refusal(await opened.hr.call('POST', `/api/classes/${opened.opened.id}/roster`, file))).toMatchObject({
    code: 'roster-refused',
    places: [{ cell: 'B2', message: expect.stringContaining('办增补') }],
  })
})

it('no change is ever changed: the database refuses', async () => {
  await change({ kind: 'leave', seat: seatOf(0), ...why })
  const { store } = app.deps
  await expect(store.tx((q) => q.update(store.t.rosterChange).set({ day: '2020-01-01' }))).rejects.toThrow()
  await expect(store.tx((q) => q.delete(store.t.rosterChange))).rejects.toThrow()
})
