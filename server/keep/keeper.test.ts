import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { BackupState } from '../../shared/api/keep'
import { type Actor, type Role, roles } from '../access/actor'
import { openApp } from '../app.fixture'
import { readHome } from '../training/home'
import { alertOf, backupAlert } from './alert'
import { writeChoice } from './choice'
import { freshFolder, namesIn, PASSPHRASE, quickLock } from './keep.fixture'
import { Keeper } from './keeper'
import { defaultKeeping } from './names'
import { newestRecords } from './records'

const HOUR = 3_600_000

/** A server whose clock is set by hand, with a folder chosen. */
async function chosenServer() {
  const app = await openApp()
  const school = await app.openedClass()
  const { store } = app.deps
  const clock = { at: Date.now(), now: () => clock.at }
  const folder = freshFolder()
  const lock = await quickLock()
  await store.tx((q) =>
    writeChoice(q, store, {
      choice: 'folder',
      ...{ folder, lock, keeping: defaultKeeping, knownBy: '', at: clock.now(), by: '' },
    }),
  )
  const keeper = new Keeper({ ...app.deps.keeper.deps, clock })
  return { ...app, ...school, clock, folder, keeper, store }
}

describe('the backups of a server', () => {
  it('are made when none is there, again after a day, after changes within an hour, and not for nothing', async () => {
    const { keeper, clock, folder, hr, store, opened } = await chosenServer()
    const count = async () => (await newestRecords(store)).length
    await keeper.look()
    expect(await count()).toBe(1)
    clock.at += 2 * HOUR
    await hr.importRoster(opened.id, [{ name: '新学员', id: '231202199003030071' }]).catch(() => undefined)
    await hr.slips(opened.id)
    await keeper.look()
    expect(await count()).toBe(2)
    clock.at += 10 * HOUR
    await keeper.look()
    expect(await count()).toBe(2)
    clock.at += 14 * HOUR
    await keeper.look()
    expect(await count()).toBe(3)
    // Of one day only the last stays.
    expect(namesIn(folder).length).toBeLessThanOrEqual(2)
    await keeper.close()
  }, 60_000)

  it('that fail are kept in mind with the sentence, shown red, and tried again', async () => {
    const { keeper, folder, clock, store } = await chosenServer()
    await keeper.look()
    expect(await alertOf(keeper.deps)).toEqual({ state: 'none' })
    rmSync(folder, { recursive: true })
    clock.at += 24 * HOUR
    await keeper.look()
    expect(await alertOf(keeper.deps)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('移动硬盘或网络盘是不是没有接好'),
    })
    clock.at += HOUR
    await keeper.look()
    expect((await newestRecords(store)).filter(({ problem }) => problem !== null)).toHaveLength(2)
    await keeper.close()
  }, 60_000)

  it('are overdue after two days without a good one, also where none was ever made', async () => {
    const { keeper, clock } = await chosenServer()
    clock.at += 49 * HOUR
    expect(await alertOf(keeper.deps)).toMatchObject({ state: 'overdue', message: expect.stringContaining('2 天') })
    await keeper.close()
  })
})

it('a backup that is missing is said to everybody: what to do to who can act, whom to tell to the rest, no more to hosted organisations', async () => {
  const { keeper, clock, folder, store, me } = await chosenServer()
  const { t } = store
  const other = 'hosted'
  await store.tx(async (q) => {
    const named = { id: other, kind: 'enterprise', name: '另一家企业', createdAt: 1 } as const
    await q.insert(t.organisation).values({ ...named, hostedBy: me.organisation.id })
  })
  const as = (role: Role, organisation = me.organisation.id): Actor => ({
    ...{ member: '', login: '', name: '', organisationName: '', kind: 'enterprise' },
    ...{ role, organisation },
  })
  const needs = { store, clock }
  const server = async (actor: Actor) => (await readHome(needs, actor, 1)).server
  for (const role of roles) expect(await backupAlert(needs, as(role)), role).toEqual({ state: 'none' })
  expect(await server(as('administrator'))).toEqual([])

  clock.at += 49 * HOUR
  for (const role of ['administrator', 'manager', 'hr'] as const)
    expect(await backupAlert(needs, as(role)), role).toMatchObject({ state: 'overdue', mayAct: true })
  const message = '请告诉管理员：服务器已有 2 天没有成功的备份'
  for (const role of ['teacher', 'auditor', 'finance'] as const) {
    expect(await backupAlert(needs, as(role)), role).toEqual({ state: 'overdue', message })
    expect(await server(as(role))).toEqual([{ code: 'backup', turn: 'administrator', title: message }])
  }
  const hosted = { state: 'overdue', message: '服务器已有 49 小时没有成功备份，请联系托管单位' }
  for (const role of roles) expect(await backupAlert(needs, as(role, other)), role).toEqual(hosted)
  expect(await server(as('administrator', other))).toEqual([])

  rmSync(folder, { recursive: true })
  await keeper.look()
  expect((await backupAlert(needs, as('hr'))).message).toContain(folder)
  for (const actor of [as('teacher'), as('administrator', other)])
    expect(JSON.stringify([await backupAlert(needs, actor), await server(actor)])).not.toContain(folder)
  expect(await backupAlert(needs, as('teacher'))).toEqual({
    state: 'failed',
    message: '请告诉管理员：服务器最近一次备份没有成功',
  })
  expect(await backupAlert(needs, as('hr', other))).toEqual(hosted)
  await keeper.close()
}, 60_000)

describe('the choice', () => {
  it('stands open until it is made, is recorded as 以后再说 with its consequence, and begins with a backup that the passphrase opens', async () => {
    const app = await openApp()
    const { hr, deps } = { ...(await app.openedClass()), deps: app.deps }
    const { t } = deps.store
    const alert = async () => (await hr.get('/api/backup/alert')).json()
    expect(await alert()).toMatchObject({ state: 'later', message: expect.stringContaining('找不回来') })
    await deps.store.tx(async (q) => void (await q.delete(t.setting)))
    expect(await alert()).toMatchObject({ state: 'unchosen' })

    const refused = async (body: object) => (await hr.call('POST', '/api/backup', body)).json()
    const folder = freshFolder()
    expect(await refused({ choice: 'folder', folder, passphrase: 'short' })).toMatchObject({ code: 'bad-request' })
    expect(await refused({ choice: 'folder', folder })).toMatchObject({ message: '请输入备份口令' })
    for (const bad of ['relative/path', '/nowhere/usb', deps.keeper.deps.dataDir])
      expect(await refused({ choice: 'folder', folder: bad, passphrase: PASSPHRASE })).toMatchObject({
        code: 'bad-request',
      })
    expect(await (await hr.call('POST', '/api/backup/folder', { folder })).json()).toMatchObject({
      problems: [],
      warnings: [expect.stringContaining('同一块磁盘')],
    })

    await hr.chooseBackup({ choice: 'folder', folder, passphrase: PASSPHRASE, knownBy: '刘敏、王会计' })
    await deps.keeper.settle()
    const state: BackupState = await hr.backup()
    expect(state).toMatchObject({ choice: 'folder', alert: { state: 'none' }, rows: [{ askedBy: '王老师' }] })
    const id = state.rows[0]?.id ?? ''
    const open = async (passphrase: string) => (await hr.call('POST', '/api/backup/open', { id, passphrase })).json()
    expect(await open('云杉 1946 河水 7721')).toMatchObject({ message: expect.stringContaining('备份口令不对') })
    expect(await open(PASSPHRASE)).toMatchObject({ entries: state.rows[0]?.entries })
    expect((await hr.backup()).rows[0]?.openedAt).toBeDefined()
    // Without a passphrase the rest changes and the lock stays.
    await hr.chooseBackup({ choice: 'folder', folder, knownBy: '李会计' })
    await deps.keeper.settle()
    const sheet = await (await hr.call('POST', '/api/backup/sheet', {})).json()
    expect(sheet).toMatchObject({ folder, knownBy: '李会计', server: deps.keys.server })
    expect(JSON.stringify(sheet)).not.toContain(PASSPHRASE)
    const stored = JSON.stringify([
      await deps.store.read.select().from(t.setting),
      await deps.store.read.select().from(t.audit),
    ])
    expect(stored).not.toContain(PASSPHRASE)
    expect(stored).not.toContain('AGE-SECRET-KEY')
  }, 60_000)
})

it('工作移交 lists open classes with what is due and open, members, keys, what is kept, and remembers who printed it for whom', async () => {
  const app = await openApp()
  const { hr, joined } = await app.openedClass()
  const { device } = await joined(0)
  await device.handIn()
  const list = async () => (await hr.get('/api/hand-over')).json()
  expect(await list()).toMatchObject({
    classes: [
      { name: '养老护理员第1期', seats: 2, openedBy: '王老师', deadlines: [{ day: '2027-12-31', what: '培训结束' }] },
    ],
    members: [{ name: '王老师', role: 'administrator', stopped: false }],
    keys: expect.arrayContaining([expect.objectContaining({ purpose: 'log' })]),
    retained: expect.arrayContaining([
      expect.objectContaining({ what: expect.stringContaining('学习记录'), count: 3, until: '2030-12-31' }),
    ]),
    printed: [],
  })
  const request = { to: '李会计', knownBy: '刘敏', keysKept: '保险柜', remarks: '第2期等批复' }
  expect((await hr.call('POST', '/api/hand-over', request)).status).toBe(200)
  expect(await list()).toMatchObject({
    printed: [{ by: '王老师', to: '李会计' }],
    filledIn: { knownBy: '刘敏', keysKept: '保险柜', remarks: '第2期等批复' },
  })
  const { t, read } = app.deps.store
  expect((await read.select().from(t.audit)).map(({ action }) => action)).toContain('hand-over.print')
})
