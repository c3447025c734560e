import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listIntake } from '../../lists/intake'
import { listStages } from '../../lists/stages'
import { readDesk } from '../desk'
import { openIntake } from './intake.fixture'
import { intakeSettings, setFolder } from './settings'
import { readStage } from './stages'
import { FolderWatch } from './watch-folders'

let at: Awaited<ReturnType<typeof openIntake>>
beforeAll(async () => {
  at = await openIntake()
})
afterAll(() => at.close())

const ask = { page: 1, size: 50, search: '', filter: '' } as const

describe('a folder that the bureau named', () => {
  it('is read alone: a package is taken once it stands still, once, and nothing else of it', async () => {
    const { deps } = at.school
    const folder = join(at.folder, '收件')
    mkdirSync(folder)
    const manager = await at.bureau.member('manager', '王科长')
    await expect(setFolder(deps, at.clerk, folder)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(setFolder(deps, manager, 'relative')).rejects.toMatchObject({ code: 'bad-request' })
    await expect(setFolder(deps, manager, join(folder, 'none'))).rejects.toMatchObject({ code: 'bad-request' })
    await expect(setFolder(deps, manager, deps.packages.folder)).rejects.toMatchObject({ code: 'bad-request' })
    expect(await setFolder(deps, manager, folder)).toMatchObject({
      folder,
      own: true,
      recipient: expect.stringMatching(/^age1/),
    })
    const path = join(folder, '申报资料包.zip')
    copyFileSync(await at.packed(), path)
    // The clock of the test is another than that of the disk.
    utimesSync(path, at.school.clock.ms / 1000, at.school.clock.ms / 1000)
    writeFileSync(join(folder, '说明.txt'), 'nothing')
    const watch = new FolderWatch(deps, at.desk)
    await watch.look()
    const { total } = await listIntake(deps, at.clerk, ask)
    expect(total, 'somebody may still be copying').toBe(0)
    await watch.look()
    await watch.look()
    const { rows } = await listIntake(deps, at.clerk, ask)
    expect(rows).toMatchObject([{ outcome: 'claim', source: 'folder', name: '申报资料包.zip', by: '王科长' }])
    expect(readdirSync(folder).toSorted()).toEqual(['申报资料包.zip', '说明.txt'])
    const restarted = new FolderWatch(deps, at.desk)
    await restarted.look()
    await restarted.look()
    expect((await listIntake(deps, at.clerk, ask)).total).toBe(1)
    expect(await setFolder(deps, manager, '')).not.toHaveProperty('folder')
  })

  it('has no links that are followed: neither to a file elsewhere on the server nor to a folder', async () => {
    const { deps } = at.school
    const folder = join(at.folder, '有链接')
    mkdirSync(folder)
    const manager = await at.bureau.member('manager')
    await setFolder(deps, manager, folder)
    const elsewhere = await at.packed({ id: 'claim-elsewhere' })
    symlinkSync(elsewhere, join(folder, '链接.zip'))
    symlinkSync(at.folder, join(folder, '文件夹.zip'))
    copyFileSync(await at.packed({ id: 'claim-beside-links' }), join(folder, '文件.zip'))
    const before = (await listIntake(deps, at.clerk, ask)).total
    const watch = new FolderWatch(deps, at.desk)
    for (let looks = 0; looks < 3; looks++) await watch.look()
    const { rows, total } = await listIntake(deps, at.clerk, ask)
    expect(total).toBe(before + 1)
    expect(rows.map(({ name }) => name)).toContain('文件.zip')
    expect(rows.map(({ name }) => name)).not.toContain('链接.zip')
    await setFolder(deps, manager, '')
  })

  it('takes a file that was refused once more when it changes, whatever time it then has, and once more after some minutes', async () => {
    const { deps, clock } = at.school
    const folder = join(at.folder, '没传完')
    mkdirSync(folder)
    await setFolder(deps, await at.bureau.member('manager'), folder)
    const watch = new FolderWatch(deps, at.desk)
    const now = () => clock.ms / 1000
    /** At its full size from the beginning, as a copy over the network reserves it. */
    const put = async (name: string, whole: Buffer, part: number, time: number) => {
      const bytes = Buffer.alloc(whole.length)
      whole.copy(bytes, 0, 0, part)
      writeFileSync(join(folder, name), bytes)
      utimesSync(join(folder, name), time, time)
    }
    const came = async (name: string) =>
      (await listIntake(deps, at.clerk, ask)).rows.filter((row) => row.name === name).map(({ outcome }) => outcome)
    const looks = async () => {
      for (let n = 0; n < 3; n++) await watch.look()
    }

    const first = readFileSync(await at.packed({ id: 'claim-stalled' }))
    await put('停了又传.zip', first, 5000, now())
    await looks()
    expect(await came('停了又传.zip')).toEqual(['refused'])
    expect((await readDesk(deps, at.clerk)).steps).toContainEqual({ step: 'not-taken', count: 1 })
    await put('停了又传.zip', first, first.length, now() - 86_400)
    await looks()
    expect(await came('停了又传.zip')).toEqual(['claim', 'refused'])
    expect((await readDesk(deps, at.clerk)).steps.map(({ step }) => step)).not.toContain('not-taken')

    const second = readFileSync(await at.packed({ id: 'claim-same-time' }))
    const time = now()
    await put('大小时间都没变.zip', second, 5000, time)
    await looks()
    await put('大小时间都没变.zip', second, second.length, time)
    await looks()
    expect(await came('大小时间都没变.zip')).toEqual(['refused'])
    clock.ms += 300_000
    await looks()
    expect(await came('大小时间都没变.zip')).toEqual(['claim', 'refused'])

    await put('坏的.zip', second, 5000, now())
    for (let n = 0; n < 4; n++) {
      await looks()
      clock.ms += 300_000
    }
    expect(await came('坏的.zip')).toEqual(['refused', 'refused'])
    await setFolder(deps, await at.bureau.member('manager'), '')
  })

  it('is not for a bureau that somebody else hosts, and another bureau sees nothing of it', async () => {
    const { deps } = at.school
    const other = await at.bureau.member('manager')
    const { store } = deps
    await store.tx((q) =>
      q
        .update(store.t.organisation)
        .set({ hostedBy: at.school.organisation })
        .where(eq(store.t.organisation.id, at.bureau.organisation)),
    )
    await expect(setFolder(deps, other, at.folder)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await intakeSettings(deps, other)).toMatchObject({ own: false })
    const stranger = { ...at.clerk, organisation: 'another' }
    expect((await listIntake(deps, stranger, ask)).total).toBe(0)
  })
})

describe('a 阶段包', () => {
  it('shows per class who studied, how recording went and what was found, week by week', async () => {
    const { deps } = at.school
    const first = await at.take(await at.stage())
    expect(first).toMatchObject({ outcome: 'stage', kind: 'class', stage: { className: '养老护理员第1期' } })
    for (const pupil of at.pupils.slice(0, 1)) await at.school.hour(pupil)
    at.later(24 * 7)
    const second = await at.take(await at.stage())
    const { rows, total } = await listStages(deps, at.clerk, ask)
    expect(total).toBe(1)
    expect(rows).toMatchObject([{ packages: 2, seats: 2, studied: 2, status: 'open', package: second.package }])
    const { summary, history } = await readStage(deps, at.clerk, second.package ?? '')
    expect(history.map(({ credited }) => credited)).toEqual([1_200_000, 1_800_000])
    expect(summary.seats).toMatchObject([
      { number: '001', credited: 1_200_000, days: 1, week: 0 },
      { number: '002', credited: 600_000 },
    ])
    expect(summary.sites).toMatchObject([{ people: 2, troubles: [] }])
    expect((await listStages(deps, at.clerk, { ...ask, filter: 'late' })).total).toBe(0)
    at.later(24 * 9)
    expect((await listStages(deps, at.clerk, { ...ask, filter: 'late' })).total).toBe(1)
    await expect(readStage(deps, { ...at.clerk, organisation: 'other' }, second.package ?? '')).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
