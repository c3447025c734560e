import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { DATABASE_FILE } from '../../server/db/sqlite'
import type { RosterRow } from '../../shared/api'
import { inventedId } from '../support/hr'
import { findChromium, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { until } from './drivers/until'
import { openLesson, playFor, truthSoFar, watched } from './lesson-script'
import { fill, handInNow, joinByCode, openPopup, welcomeTab } from './trainee'
import { courses, openWorld, testExtension, type World } from './world'

const binary = findChromium()
const root = fileURLToPath(new URL('../..', import.meta.url))
const SECOND = 1000
const PASSPHRASE = '云杉 1946 河水 7720'
const [甲, 乙, 丙] = ['甲一', '乙二', '丙三'] as const

const xueji = (...args: string[]) =>
  spawnSync(process.execPath, ['server/cli/xueji.mjs', ...args], {
    cwd: root,
    env: { ...process.env, XUEJI_BACKUP_PASSPHRASE: PASSPHRASE },
    encoding: 'utf8',
  })

describe.skipIf('missing' in binary)(suiteTitle('no network, no loss, in Chromium', binary), () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld([
      { name: 甲, id: inventedId(1) },
      { name: 乙, id: inventedId(2) },
    ])
  })
  afterAll(() => world?.close())

  async function start(): Promise<DrivenBrowser> {
    const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts })
    onTestFinished(() => browser.close())
    return browser
  }
  async function folder(): Promise<string> {
    const made = await mkdtemp(path.join(tmpdir(), 'xueji-backups-'))
    onTestFinished(() => rm(made, { recursive: true, force: true }))
    return made
  }
  const codeOf = async (classId: string, name: string): Promise<string> =>
    (await world.hr.slips(classId)).find((one) => one.name === name)?.code ?? expect.fail(`no slip for ${name}`)
  const rowOf = async (classId: string, name: string): Promise<RosterRow> =>
    (await world.hr.class(classId)).roster.find((one) => one.name === name) ?? expect.fail(`${name} is not there`)
  /** Verifies the package of a class by the command, with the key that was given on another way. */
  async function verified(classId: string): Promise<string> {
    const file = path.join(await folder(), 'package.zip')
    await writeFile(file, await world.hr.package(classId))
    const { fingerprint } = (await world.hr.keys()).package
    const { status, stdout } = xueji('verify', file, '--key', fingerprint)
    expect([stdout, status]).toEqual([expect.stringContaining('核验通过'), 0])
    return stdout
  }

  test('the data folder is deleted and comes back from the backup; the extension hands in again what came after, and the package verifies', async () => {
    const backups = await folder()
    const browser = await start()
    await joinByCode(await welcomeTab(browser), { server: world.server.url, code: await codeOf(world.opened.id, 甲) })
    const tab = await openLesson(browser)
    await playFor(tab, 3)
    await handInNow(browser)
    await world.hr.chooseBackup({ choice: 'folder', folder: backups, passphrase: PASSPHRASE })
    await until('a good backup', async () => {
      const { rows, running } = await world.hr.backup()
      return !running && rows[0]?.name !== undefined
    })

    await tab.activate()
    await playFor(tab, 4)
    await handInNow(browser)
    // Seals the log; the next hand-in sees the checkpoint that will be lost.
    await world.hr.package(world.opened.id)
    await tab.activate()
    await playFor(tab, 3)
    await handInNow(browser)
    const before = receiptTimes(world)

    await world.server.kill()
    await rm(world.server.dataDir, { recursive: true })
    const [file = ''] = await readdir(backups)
    const wrong = xueji(
      'restore',
      path.join(backups, file),
      '--data',
      world.server.dataDir,
      '--passphrase-file',
      thisFile,
    )
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('备份口令不对')])
    const back = xueji('restore', path.join(backups, file), '--data', world.server.dataDir)
    expect([back.stderr, back.status]).toEqual(['', 0])
    await world.startAgain()
    await world.hr.signIn()
    expect(receiptTimes(world).length).toBeLessThan(before.length)

    await tab.activate()
    await playFor(tab, 2)
    await handInNow(browser)
    expect(receiptTimes(world)).toEqual(expect.arrayContaining(before))
    const truth = watched(await truthSoFar(tab))
    const { credited } = await rowOf(world.opened.id, 甲)
    expect(Math.abs(credited - truth), `${credited} ms, in truth ${truth} ms`).toBeLessThanOrEqual(SECOND)
    expect((await world.hr.findings(world.opened.id)).map(({ code }) => code)).toContain('log-restored')
    await verified(world.opened.id)
  })

  test('a class run by files only, from the class file to the package: no byte goes between trainee and server', async () => {
    const { id } = await world.hr.openClass({ name: '电工第2期', occupation: '电工', courses })
    await world.hr.importRoster(id, [{ name: 丙, id: inventedId(3) }])
    const code = await codeOf(id, 丙)
    const classFile = await world.hr.file('GET', `/api/classes/${id}/class-file?offline=1`)
    expect(Buffer.from(classFile).toString()).not.toContain(world.server.url)
    // The server is away all the time the trainee studies.
    await world.server.stop()
    const browser = await start()
    const carried = browser.downloads
    await writeFile(path.join(carried, 'class-file.json'), classFile)
    const welcome = await welcomeTab(browser)
    await welcome.click('#by-file')
    await welcome.upload('#class-file', [path.join(carried, 'class-file.json')])
    await fill(welcome, '#file-code', code)
    await fill(welcome, '#file-name', 丙)
    await welcome.click('#next')
    await welcome.click('#agree')
    await welcome.waitFor(`document.querySelector('#joined')?.dataset.state === 'file'`)
    await welcome.close()
    const lesson = await openLesson(browser)
    await playFor(lesson, 5)
    const truth = watched(await truthSoFar(lesson))
    const popup = await openPopup(browser)
    await popup.click('#save-file')
    const handIn = await until('the hand-in file', async () => {
      const name = (await readdir(carried)).find((one) => one.endsWith('.xueji.ndjson'))
      return name && (await readFile(path.join(carried, name), 'utf8'))
    })

    await world.startAgain()
    const report = await world.hr.handIn(id, handIn)
    expect(report).toMatchObject({ chains: 1, refused: [], people: [{ name: 丙, late: false }] })
    const receipts = await world.hr.call('POST', `/api/classes/${id}/receipts`, {})
    const zip = path.join(carried, 'receipts.zip')
    await writeFile(zip, new Uint8Array(await receipts.arrayBuffer()))
    expect(spawnSync('unzip', ['-qo', zip], { cwd: carried }).status).toBe(0)
    const receipt = (await readdir(carried)).find((one) => one.startsWith('学迹回执-') && one.includes(丙)) ?? ''
    await popup.upload('#receipts-file', [path.join(carried, receipt)])
    await popup.waitFor(`document.querySelector('[data-waiting]').dataset.waiting === '0'`)
    expect(await popup.evaluate<string>(`document.querySelector('#handed-in').innerText`)).toContain('全部已收到')
    await popup.close()
    const credited = await until('the figure on the roster', async () => (await rowOf(id, 丙)).credited)
    expect(Math.abs(credited - truth), `${credited} ms, in truth ${truth} ms`).toBeLessThanOrEqual(SECOND)
    await verified(id)
  })
})

/** A file that holds no passphrase. */
const thisFile = fileURLToPath(import.meta.url)

/** Every receipt of the ledger with its time. */
function receiptTimes(world: World): object[] {
  const database = new Database(path.join(world.server.dataDir, DATABASE_FILE), { readonly: true })
  try {
    return database.prepare<[], object>('SELECT hex(hash) AS hash, at FROM receipt').all()
  } finally {
    database.close()
  }
}
