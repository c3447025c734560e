import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { handInFile } from '../../extension/outbox/hand-in'
import { importReceipts } from '../../extension/outbox/receipts'
import { joinByCode, openDevice, openSchool } from '../../extension/test/seat'
import { until } from '../../test/e2e/drivers/until'
import { inventedId } from '../../test/support/hr'
import { startServer } from '../../test/support/server'
import { readZip } from '../claim/read-zip'
import { freshFolder, namesIn, PASSPHRASE } from './keep.fixture'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'server/cli/xueji.mjs')

type Device = Awaited<ReturnType<typeof openDevice>>

/** Writes so many entries, as studying would. */
const write = ({ desk: { recorder } }: Device, chain: string, count: number) =>
  recorder.turn(async () => {
    for (let i = 0; i < count; i++)
      await recorder.write(chain, [{ kind: 'gap', body: { reason: 'clock', from: i, to: i } }])
  })

it('a server whose data folder is gone comes back from its backup, devices and files: nothing receipted is missing, and no time moved', async () => {
  const school = await openSchool(3)
  onTestFinished(() => school.close())
  const { hr, classId, server } = school
  const folder = freshFolder()
  await hr.chooseBackup({ choice: 'folder', folder, passphrase: PASSPHRASE, knownBy: '刘敏' })
  await until('the first backup', async () => {
    const { rows, running } = await hr.backup()
    return rows.length > 0 && !running
  })

  // A class without network beside it: its records come by file.
  const { id: byFile } = await hr.openClass({ name: '电工第2期' })
  await hr.importRoster(byFile, [{ name: '孙三', id: inventedId(9) }])
  const classFile = Buffer.from(await hr.file('GET', `/api/classes/${byFile}/class-file?offline=1`)).toString()
  const [slip] = await hr.slips(byFile)

  const online = await openDevice()
  const chain = await joinByCode(online, school, 0)
  await write(online, chain, 4)
  await online.desk.sync.chain(chain, true)
  const offline = await openDevice()
  const joined = await offline.desk.joining.join({ by: 'file', file: classFile, code: slip?.code ?? '', name: '孙三' })
  if (!('chain' in joined)) return expect.fail(JSON.stringify(joined))
  const carry = async () => {
    const { recorder } = offline.desk
    const { text } = await handInFile(recorder.db, await recorder.db.getAll('chains'), Date.now())
    const report = await hr.handIn(byFile, text)
    expect(report.refused).toEqual([])
    await importReceipts(recorder, report.receipts)
    return report
  }
  await write(offline, joined.chain, 3)
  await carry()

  const second = spawnSync(process.execPath, [cli, 'backup', '--data', server.dataDir], { cwd: root, encoding: 'utf8' })
  expect([second.stderr, second.status]).toEqual(['', 0])

  // What comes after the backup: more of both, and somebody who joins.
  await write(online, chain, 5)
  await online.desk.sync.chain(chain, true)
  await write(offline, joined.chain, 5)
  await carry()
  const late = await openDevice()
  const lateChain = await joinByCode(late, school, 1)
  await write(late, lateChain, 2)
  await late.desk.sync.chain(lateChain, true)
  // A package seals the log; devices see the checkpoint that will be lost.
  await hr.package(classId)
  for (const [device, one] of [
    [online, chain],
    [late, lateChain],
  ] as const) {
    await write(device, one, 1)
    await device.desk.sync.chain(one, true)
  }
  const receipts = async ({ desk }: Device, one: string) =>
    (await desk.recorder.db.getAll('receipts')).filter((row) => row.chain === one).map(({ line }) => line)
  const kept = [
    ...(await receipts(online, chain)),
    ...(await receipts(offline, joined.chain)),
    ...(await receipts(late, lateChain)),
  ]
  expect(kept.length).toBeGreaterThanOrEqual(7)

  await server.kill()
  rmSync(server.dataDir, { recursive: true })
  const file = join(folder, namesIn(folder).at(-1) ?? '')
  const back = spawnSync(process.execPath, [cli, 'restore', file, '--data', server.dataDir], {
    cwd: root,
    env: { ...process.env, XUEJI_BACKUP_PASSPHRASE: PASSPHRASE },
    encoding: 'utf8',
  })
  expect([back.stderr, back.status]).toEqual(['', 0])
  const again = await startServer({ dataDir: server.dataDir, port: server.port })
  onTestFinished(() => again.stop().then(() => undefined))
  await hr.signIn()
  expect((await hr.backup()).restored).toBeDefined()

  for (const [device, one] of [
    [online, chain],
    [late, lateChain],
  ] as const) {
    await write(device, one, 1)
    await device.desk.sync.chain(one, true)
    const row = await device.desk.recorder.db.get('chains', one)
    expect(row).toMatchObject({ lastSync: { outcome: 'received' } })
    expect(row?.receipted).toBe((row?.next ?? 0) - 1)
  }
  await carry()
  const { text } = await handInFile(
    offline.desk.recorder.db,
    (await offline.desk.recorder.db.getAll('chains')).filter((row) => row.chain === joined.chain),
    Date.now(),
  )
  const held = (await hr.handIn(byFile, text)).receipts
  for (const line of await receipts(offline, joined.chain)) expect(held).toContain(line.signature)
  // Every receipt a device ever got is packed with its time, and both packages verify.
  const { fingerprint } = (await hr.keys()).package
  const packed = new Map<string, string>()
  for (const id of [classId, byFile]) {
    const bytes = await hr.package(id)
    const zip = join(folder, `${id}.package`)
    writeFileSync(zip, bytes)
    const verified = spawnSync(process.execPath, [cli, 'verify', zip, '--key', fingerprint], {
      cwd: root,
      encoding: 'utf8',
    })
    expect([verified.stdout, verified.status]).toEqual([expect.stringContaining('核验通过'), 0])
    for (const [name, data] of (await readZip(bytes)).files)
      if (name.startsWith('data/receipts/')) packed.set(name, Buffer.from(data).toString())
  }
  for (const { body } of kept) {
    const lines = packed.get(`data/receipts/${body.chain}.ndjson`)?.split('\n') ?? []
    expect(lines.map((line) => /"at":(\d+)(?=.*"to":(\d+))/.exec(line)?.slice(1).map(Number))).toContainEqual([
      body.at,
      body.to,
    ])
  }
  expect((await hr.findings(classId)).map(({ code }) => code)).toContain('log-restored')
}, 180_000)
