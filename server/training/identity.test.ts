import { writeXlsx } from 'hucre'
import { expect, it } from 'vitest'
import type { AttendanceRow, DeviceRow, SeatDetail } from '../../shared/api'
import type { ListPage } from '../../shared/api/lists'
import { Device } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import type { Actor } from '../access/actor'
import { RotatingCode } from '../access/second-factor'
import { openApp, refusal } from '../app.fixture'
import { attendanceWorkbook } from '../claim/attendance-workbook'
import { unzipped } from '../claim/school.fixture'
import { listAttendance } from '../lists/attendance'
import { listDevices } from '../lists/devices'
import { ALL } from '../lists/page'
import { decideDevice } from './devices'
import { requireFactor } from './second-factor'

async function opened() {
  const app = await openApp()
  const training = await app.openedClass()
  const { me } = training
  const actor: Actor = {
    member: me.user.id,
    login: 'admin',
    name: '王老师',
    role: 'hr',
    organisation: me.organisation.id,
    kind: 'institution',
    organisationName: '',
  }
  return { ...app, ...training, actor, id: training.opened.id }
}

const roster = (rows: string[][]) =>
  writeXlsx({ sheets: [{ name: '学员名册', rows: [['姓名', '身份证号', '平台账号'], ...rows] }] })

const every = { ...ALL, search: '', filter: '' as const }
type AttendancePage = ListPage<AttendanceRow> & { secondFactor: boolean }

it('the column 平台账号 reaches the device in its extract, masked on screens, encrypted at rest', async () => {
  const { hr, id, joined, deps, slips } = await opened()
  const file = await roster([
    ['王晓明', inventedId(1), 'px.class.com.cn=13812345678；skills.kjcxchina.com＝wxm'],
    ['李𠮷', inventedId(2), ''],
  ])
  expect(await hr.importRosterFile(id, file)).toMatchObject({ added: 0, unchanged: 2, accounts: 1 })
  const { device } = await joined(0)
  await device.handIn()
  expect((await device.sync('')).answer.extract?.body.accounts).toEqual([
    { site: 'px.class.com.cn', account: '13812345678' },
    { site: 'skills.kjcxchina.com', account: 'wxm' },
  ])
  const shown: SeatDetail = await (await hr.get(`/api/seats/${slips[0]?.seat}`)).json()
  expect(shown.accounts).toEqual([
    { site: 'px.class.com.cn', masked: '1****5678' },
    { site: 'skills.kjcxchina.com', masked: 'w*m' },
  ])
  const { t, read } = deps.store
  for (const { accountsCipher } of await read.select().from(t.person)) expect(accountsCipher ?? '').not.toContain('138')
})

it('a platform that is no address is refused with its place; an account that two people have is a warning', async () => {
  const { hr, id } = await opened()
  const bad = await hr.call(
    'POST',
    `/api/classes/${id}/roster`,
    await roster([['王晓明', inventedId(1), '技能强国=wxm']]),
  )
  expect(await refusal(bad)).toMatchObject({ code: 'roster-refused', places: [{ row: 2, column: '平台账号' }] })
  const twice = await roster([
    ['王晓明', inventedId(1), 'wxm'],
    ['李𠮷', inventedId(2), 'wxm'],
  ])
  expect((await hr.importRosterFile(id, twice, true)).warnings).toMatchObject([{ row: 3, column: '平台账号' }])
})

it('devices show who shares them; stopping one and letting it in again are rows of their own, audited', async () => {
  const { joined, hr, id, deps, actor } = await opened()
  const { device } = await joined(0)
  await device.handIn()
  const path = `/api/classes/${id}/devices`
  const list = () => hr.all<DeviceRow>(path)
  expect(await list()).toMatchObject([
    { device: device.id, state: 'undecided', people: [{ name: '王晓明', devices: 1 }] },
  ])
  const decide = (decision: string) => hr.call('POST', `${path}/${device.id}`, { decision, reason: '电脑遗失' })
  expect((await decide('revoked')).status).toBe(200)
  expect(await list()).toMatchObject([{ state: 'revoked' }])
  expect((await decide('approved')).status).toBe(200)
  expect(await list()).toMatchObject([{ state: 'approved' }])
  const { t, read } = deps.store
  expect((await read.select().from(t.deviceDecision)).map(({ decision }) => decision)).toEqual(['revoked', 'approved'])
  const input = { class: id, device: device.id, decision: 'revoked' as const, reason: 'x' }
  await expect(decideDevice(deps, { ...actor, role: 'auditor' }, input)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(decideDevice(deps, { ...actor, organisation: 'other' }, input)).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(listDevices(deps, { ...actor, organisation: 'other' }, id, every)).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(decideDevice(deps, actor, { ...input, device: '0'.repeat(32) })).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('attendance leaves sign-ins that a chain wrote again where they were: only the one that is still open is its own', async () => {
  const { joined, hr, id, fetcher, deps } = await opened()
  const { device: old } = await joined(0)
  await old.handIn()
  const next = new Device(old.server, { fetcher })
  await next.join({ old, seq: 2 })
  const at = Date.now()
  const organisation = String(old.entries[0]?.body.organisation)
  next.begin({ class: id, organisation, at, replaces: { chain: old.chain, seq: 2 } })
  next.write('signout', { reason: 'popup' }, at)
  next.write('signin', { method: 'popup' }, at)
  next.write('signin', { method: 'join' }, at)
  const out = next.write('signout', { reason: 'popup' }, at + 1000)
  await next.handIn()
  await deps.deriver.settle()
  const rows = await hr.all<AttendanceRow>(`/api/classes/${id}/attendance`)
  expect(rows.find(({ device }) => device === next.id)).toMatchObject({ in: at, out: out.at, signIns: 1, open: 0 })
})

it('attendance tells sign-ins, sign-outs, what was never signed out, and what a second factor confirmed', async () => {
  const { joined, hr, id, deps, actor, slips } = await opened()
  await requireFactor(deps, actor, { class: id, required: true })
  const { device } = await joined(0)
  const out = device.write('signout', { reason: 'popup' })
  const again = device.write('signin', { method: 'popup' })
  device.write('signout', { reason: 'browser-closed' })
  await device.handIn()
  expect((await device.sync('')).answer.extract?.body.secondFactor).toBe(true)
  const { code } = new RotatingCode(deps.secrets).show(slips[0]?.seat ?? '', deps.clock.now())
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await refusal(await device.ask('/second-factor', { signin: again.hash, code: wrong }))).toMatchObject({
    code: 'not-allowed',
  })
  expect((await device.ask('/second-factor', { signin: again.hash, code })).status).toBe(200)
  await deps.deriver.settle()
  const { rows, secondFactor }: AttendancePage = await (await hr.get(`/api/classes/${id}/attendance`)).json()
  expect({ secondFactor, rows }).toMatchObject({
    secondFactor: true,
    rows: [{ name: '王晓明', device: device.id, out: out.at, method: 'join', signIns: 2, open: 1, confirmed: 1 }],
  })
  const { file } = await attendanceWorkbook(deps, actor, id)
  const sheet = [...(await unzipped(file))].map(([, bytes]) => new TextDecoder().decode(bytes)).join('')
  for (const text of ['签到考勤', '王晓明', '未签退 1 次', '确认 1 次，未确认 1 次']) expect(sheet).toContain(text)
  await expect(attendanceWorkbook(deps, { ...actor, role: 'auditor' }, id)).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(listAttendance(deps, { ...actor, organisation: 'other' }, id, every)).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(
    requireFactor(deps, { ...actor, role: 'auditor' }, { class: id, required: false }),
  ).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

it('guessing at codes is slowed down', async () => {
  const { joined, deps, actor, id } = await opened()
  await requireFactor(deps, actor, { class: id, required: true })
  const { device } = await joined(0)
  await device.handIn()
  const signin = device.entries[2]?.hash ?? ''
  const codes = []
  for (let i = 0; i < 8; i++) codes.push((await device.ask('/second-factor', { signin, code: `12345${i}` })).status)
  expect(codes.at(-1)).toBe(429)
})
