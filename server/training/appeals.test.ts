import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { AppealRow, PhonePage } from '../../shared/api'
import { steady } from '../../test/support/device'
import type { Actor } from '../access/actor'
import { course, lesson, ORIGIN, openApp, refusal } from '../app.fixture'
import { listAppeals } from '../lists/appeals'
import { ALL } from '../lists/page'
import { appealDetail } from './appeals'
import { decideAppeal } from './decide-appeal'
import { readEvidence, uploadEvidence } from './evidence'
import { phoneLinks } from './phone-page'
import { withdrawTime } from './withdraw-time'

const open = { ...ALL, search: '', filter: 'open' as const }
const every = { ...open, filter: '' as const }
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const MINUTE = 60_000
/** Short enough to lie within the tolerance of a class that was opened just now. */
const PIECE = 40_000

/** A trainee with some time that counts and as much at double speed. */
async function studied() {
  const app = await openApp()
  const { hr, me, opened, slips, joined } = await app.openedClass()
  const { device } = await joined(0)
  const from = Date.now() - 90_000
  device.watch(course, lesson, [
    [steady(from, PIECE), { ...steady(from + PIECE, PIECE, PIECE), rate: 2000, to: 3 * PIECE }],
  ])
  await device.handIn()
  await app.deps.deriver.settle()
  const actor: Actor = {
    member: me.user.id,
    login: 'admin',
    name: '王老师',
    role: 'hr',
    organisation: me.organisation.id,
    kind: 'institution',
    organisationName: '',
  }
  const about = { kind: 'deduction' as const, from: from + PIECE, to: from + 2 * PIECE, reason: 'rate' }
  const get = async <T>(path: string): Promise<T> => (await hr.get(path)).json()
  return { ...app, hr, opened, slips, device, actor, about, seat: slips[0]?.seat ?? '', get, from }
}

it('an appeal from a device is taken once, with its picture, and waits for an answer in its class', async () => {
  const { hr, device, about, opened, actor, deps } = await studied()
  const line = device.appealLine(about, '没有倍速', PNG)
  expect([(await device.ask('/appeal', line)).status, (await device.ask('/appeal', line)).status]).toEqual([200, 200])
  const rows = await hr.all<AppealRow>(`/api/classes/${opened.id}/appeals`)
  expect(rows).toMatchObject([
    { id: line.appeal.id, state: 'open', name: '王晓明', how: 'device', text: '没有倍速', about },
  ])
  expect(await hr.all('/api/classes')).toMatchObject([{ appeals: 1 }])
  const detail = await appealDetail(deps, actor, line.appeal.id)
  expect(detail.days.flatMap(({ pieces }) => pieces.map(({ reason }) => reason))).toEqual([undefined, 'rate'])
  const shown = await readEvidence(deps, actor, line.appeal.picture?.hash ?? '')
  expect([shown.type, [...shown.bytes]]).toEqual(['image/png', [...PNG]])
})

it('what another key signed, another picture, or words of another chain are refused', async () => {
  const { device, about, joined } = await openAppWithTwo()
  const other = (await joined(1)).device
  const line = device.appealLine(about)
  expect(await refusal(await other.ask('/appeal', line))).toMatchObject({ code: 'bad-request' })
  const forged = { ...line, appeal: { ...line.appeal, text: '改过的话' } }
  expect(await refusal(await device.ask('/appeal', forged))).toMatchObject({ code: 'signature-refused' })
  const swapped = { ...device.appealLine(about, '附图', PNG), picture: 'AAAA' }
  expect(await refusal(await device.ask('/appeal', swapped))).toMatchObject({ code: 'bad-request' })
  const long = device.appealLine({ ...about, to: about.from + 3 * 86_400_000 })
  expect(await refusal(await device.ask('/appeal', long))).toMatchObject({ code: 'bad-request' })
  const program = device.appealLine(about, '附件', new Uint8Array([0x4d, 0x5a, 0, 0]))
  expect(await refusal(await device.ask('/appeal', program))).toMatchObject({ code: 'file-refused' })

  async function openAppWithTwo() {
    const app = await openApp()
    const { joined } = await app.openedClass()
    const { device } = await joined(0)
    await device.handIn()
    return { device, joined, about: { kind: 'deduction' as const, from: 1000, to: 2000 } }
  }
})

it('accepting a deduction becomes a correction over what was accepted; a later decision supersedes it', async () => {
  const { device, about, deps, actor, seat } = await studied()
  const { id } = device.appealLine(about).appeal
  await device.ask('/appeal', device.appealLine(about, '请核对', undefined, id))
  const { t, read } = deps.store
  const half = { from: about.from, to: about.from + 30_000 }
  await expect(
    decideAppeal(deps, actor, id, { outcome: 'accept', reason: '太多', from: about.from, to: about.to + 1 }),
  ).rejects.toMatchObject({ code: 'bad-request' })
  await decideAppeal(deps, actor, id, { outcome: 'accept', reason: '前半分钟属实', ...half })
  const [correction] = await read.select().from(t.correction).where(eq(t.correction.seat, seat))
  expect(correction).toMatchObject({ effect: 'restore', ...half, appeal: id, reason: '前半分钟属实', by: actor.member })
  expect((await device.sync('')).answer.extract?.body.appeals).toMatchObject([
    { id, state: 'partly', reason: '前半分钟属实', ...half },
  ])
  await decideAppeal(deps, actor, id, { outcome: 'reject', reason: '查看记录，确为倍速' })
  expect((await device.sync('')).answer.extract?.body.appeals).toMatchObject([
    { id, state: 'rejected', reason: '查看记录，确为倍速' },
  ])
  const { class: classId } = (await appealDetail(deps, actor, id)).appeal
  const [row] = (await listAppeals(deps, actor, every, classId)).rows
  expect(row?.decisions.map(({ outcome }) => outcome)).toEqual(['partly', 'rejected'])
  expect((await listAppeals(deps, actor, open)).rows).toEqual([])
})

it('a missing record that is accepted becomes hours by hand with evidence, within what was asked for', async () => {
  const { device, deps, actor, from, seat } = await studied()
  const about = { kind: 'missing' as const, from: from - 60 * MINUTE, to: from - 30 * MINUTE, course: course.title }
  const line = device.appealLine(about, '扩展没有打开')
  await device.ask('/appeal', line)
  const accept = { outcome: 'accept' as const, reason: '有平台截图', from: about.from, to: about.to }
  const add = { course: course.title, seconds: 1500 }
  const decide = (more: object) => decideAppeal(deps, actor, line.appeal.id, { ...accept, ...more })
  await expect(decide({ add })).rejects.toThrow('依据')
  const evidence = await uploadEvidence(deps, actor, PNG)
  await expect(decide({ evidence, add: { ...add, seconds: 1801 } })).rejects.toMatchObject({ code: 'bad-request' })
  await expect(decide({ evidence, add: { ...add, course: '没有的课' } })).rejects.toMatchObject({ code: 'bad-request' })
  await decide({ evidence, add })
  const { t, read } = deps.store
  expect(await read.select().from(t.imported)).toMatchObject([
    { source: '丙', seat, course: course.title, start: about.from, seconds: 1500, evidence },
  ])
  expect((await device.sync('')).answer.extract?.body.appeals).toMatchObject([{ state: 'partly', seconds: 1500 }])
})

it('nobody changes or deletes what was written and decided', async () => {
  const { device, about, deps, actor } = await studied()
  const line = device.appealLine(about, '请核对', PNG)
  await device.ask('/appeal', line)
  await decideAppeal(deps, actor, line.appeal.id, { outcome: 'reject', reason: '不属实' })
  const { store } = deps
  const { t } = store
  for (const table of [t.appeal, t.appealDecision, t.evidence]) {
    await expect(store.tx((q) => q.delete(table))).rejects.toThrow()
    await expect(store.tx((q) => q.update(table).set({ at: 1 }))).rejects.toThrow()
  }
})

it('rejects the wrong role, and shows another organisation nothing', async () => {
  const { device, about, deps, actor, seat, opened } = await studied()
  const line = device.appealLine(about, '请核对', PNG)
  await device.ask('/appeal', line)
  const { id, picture } = line.appeal
  const reject = { outcome: 'reject' as const, reason: '不属实' }
  const time = { from: about.from, to: about.to, reason: '核实' }
  const auditor: Actor = { ...actor, role: 'auditor' }
  for (const act of [
    decideAppeal(deps, auditor, id, reject),
    withdrawTime(deps, auditor, seat, time),
    uploadEvidence(deps, auditor, PNG),
    phoneLinks(deps, auditor, opened.id),
  ])
    await expect(act).rejects.toMatchObject({ code: 'not-allowed' })
  const foreign: Actor = { ...actor, organisation: 'somebody else' }
  for (const act of [
    decideAppeal(deps, foreign, id, reject),
    withdrawTime(deps, foreign, seat, time),
    appealDetail(deps, foreign, id),
    listAppeals(deps, foreign, every, opened.id),
    readEvidence(deps, foreign, picture?.hash ?? ''),
    phoneLinks(deps, foreign, opened.id),
  ])
    await expect(act).rejects.toMatchObject({ code: 'not-found' })
  expect((await listAppeals(deps, foreign, every)).rows).toEqual([])
})

it('HR takes time back with a reason: a correction, audited', async () => {
  const { deps, actor, seat, from, hr } = await studied()
  const response = await hr.call('POST', `/api/seats/${seat}/withdraw`, {
    from,
    to: from + 30_000,
    reason: '本人说明不在场',
  })
  expect(response.status).toBe(200)
  const { t, read } = deps.store
  expect(await read.select().from(t.correction)).toMatchObject([
    { seat, effect: 'withdraw', from, to: from + 30_000, reason: '本人说明不在场', by: actor.member, appeal: null },
  ])
  const audit = await read.select().from(t.audit).where(eq(t.audit.action, 'correction.withdraw'))
  expect(audit).toMatchObject([{ actor: actor.member, subject: seat }])
})

it('words go over encrypted connections alone: neither an appeal nor its answer crosses a network in the clear', async () => {
  const { device, about, deps } = await studied()
  await device.ask('/appeal', device.appealLine(about))
  const { extractFor } = await import('../study/extract')
  expect((await extractFor(deps, device.chain, false))?.body.appeals).toBeUndefined()
  expect((await extractFor(deps, device.chain, true))?.body.appeals).toHaveLength(1)
})

it('the phone page opens by its link alone, for one seat and thirty days, and takes appeals', async () => {
  const { device, deps, app, about, opened, actor, seat } = await studied()
  const { link } = await (await device.ask('/phone-link', {})).json()
  const token = String(link).split('#')[1] ?? ''
  const ask = (path: string, bearer: string, body?: object) =>
    app.request(
      ORIGIN + path,
      {
        headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      },
      { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
    )
  const page: PhonePage = await (await ask('/api/my', token)).json()
  expect(page).toMatchObject({
    name: '王晓明',
    number: '001',
    credited: PIECE,
    days: [{ credited: PIECE }],
    appeals: [],
  })
  expect(page.days[0]?.lost).toMatchObject([{ reason: 'rate', from: about.from, to: about.to, ms: PIECE }])
  const appeal = { v: 1, id: 'ab'.repeat(16), about, text: '手机上写的', at: Date.now() }
  expect((await ask('/api/my/appeals', token, { appeal })).status).toBe(200)
  expect((await listAppeals(deps, actor, every, opened.id)).rows).toMatchObject([
    { how: 'phone', text: '手机上写的', seat },
  ])
  const [, letter, until, proof] = token.split('.')
  const links = await phoneLinks(deps, actor, opened.id)
  const wrong = [
    '',
    `${links[1]?.seat}.${letter}.${until}.${proof}`,
    `${seat}.${letter}.${until}z.${proof}`,
    `${token}x`,
  ]
  for (const one of wrong) expect((await ask('/api/my', one)).status).toBe(403)
  deps.clock.now = () => Date.now() + 31 * 86_400_000
  expect(await refusal(await ask('/api/my', token))).toMatchObject({ status: 403, code: 'not-allowed' })
})
