import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockDataDir } from '../data-lock'
import { encryptFolder, writeZip } from './container'
import { backUp, freshFolder, jobFor, namesIn, PASSPHRASE, quickLock, studiedServer } from './keep.fixture'
import type { Manifest } from './manifest'
import { openBackup } from './open-backup'
import { restore } from './restore'

const cli = fileURLToPath(new URL('../cli/xueji.mjs', import.meta.url))
const has = (tool: string) => spawnSync(tool, ['--version']).status === 0

/** A file system of so many MB that is full soon; undefined where mounting is not allowed. */
function tinyDisk(megabytes: number): string | undefined {
  const folder = freshFolder('xueji-tiny-')
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]).status !== 0) return undefined
  onTestFinished(() => void spawnSync('umount', [disk]))
  return disk
}

describe('what goes wrong with a backup', () => {
  it('a full disk: said in words, the earlier backup stays, nothing half is left', async (context) => {
    const { dataDir } = await studiedServer(1)
    const disk = tinyDisk(2)
    if (!disk) return context.skip()
    const { name } = await backUp(dataDir, disk)
    const before = readFileSync(join(disk, name))
    const filler = 2 * 1024 * 1024 - before.length - 8192
    writeFileSync(join(disk, 'filler'), Buffer.alloc(filler))
    await expect(backUp(dataDir, disk, { now: Date.now() + 5000 })).rejects.toMatchObject({
      reason: 'full',
      message: expect.stringContaining('磁盘已满'),
    })
    expect(namesIn(disk).sort()).toEqual(['filler', name].sort())
    expect(readFileSync(join(disk, name)).equals(before)).toBe(true)
  })

  it('a folder that is gone: said in words; and a second backup at the same time waits its turn', async () => {
    const { dataDir } = await studiedServer(1)
    await expect(backUp(dataDir, '/nowhere/usb')).rejects.toMatchObject({ reason: 'folder' })
    const release = lockDataDir(dataDir, 'backup.lock')
    await expect(backUp(dataDir, freshFolder())).rejects.toMatchObject({ reason: 'busy' })
    release()
    expect(namesIn(dataDir)).not.toContain('backup-work')
  })

  it('a log that does not agree with its checkpoint is no good backup, and replaces none', async () => {
    const { dataDir, deps } = await studiedServer(2)
    const folder = freshFolder()
    const { name } = await backUp(dataDir, folder)
    await deps.store.close()
    const db = new Database(join(dataDir, 'xueji.sqlite'))
    for (const trigger of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
      db.exec(`DROP TRIGGER "${String(trigger)}"`)
    db.exec('UPDATE leaf SET hash = zeroblob(32) WHERE position = 0')
    db.close()
    await expect(backUp(dataDir, folder, { now: Date.now() + 5000 })).rejects.toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining('封存记录与封存点不符'),
    })
    expect(namesIn(folder)).toEqual([name])
  })

  it('a directory that calls stored bytes deflated is refused, and takes no server down', async () => {
    const { dataDir } = await studiedServer(1)
    const folder = freshFolder()
    const file = join(folder, (await backUp(dataDir, folder)).name)
    const bytes = readFileSync(file)
    // The method of the last entry in the central directory: the encrypted content.
    bytes.writeUInt16LE(8, bytes.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 10)
    writeFileSync(file, bytes)
    const job = { file, passphrase: PASSPHRASE, dataDir: freshFolder(), now: 1 }
    await expect(restore(job)).rejects.toMatchObject({ reason: 'damaged' })
  })

  it('keys that do not open what was encrypted are no good backup', async () => {
    const { dataDir } = await studiedServer(1)
    writeFileSync(join(dataDir, 'keys', 'cipher-1'), '0'.repeat(64))
    await expect(backUp(dataDir, freshFolder())).rejects.toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining('解不开身份证号'),
    })
  })

  it('a newer program: refused with what to do, whether it made another kind of file or another database', async () => {
    const { dataDir } = await studiedServer(1)
    const folder = freshFolder()
    const { name } = await backUp(dataDir, folder)
    const later = async (change: (listed: Manifest) => object) => {
      const [work, file] = [freshFolder(), join(freshFolder(), 'later.zip')]
      const { listed } = await openBackup(join(folder, name), { passphrase: PASSPHRASE }, work)
      writeFileSync(join(work, 'manifest.json'), JSON.stringify(change(listed)))
      const { recipient, wrapped } = await quickLock()
      const content = join(freshFolder(), 'content')
      const names = ['manifest.json', ...Object.keys(listed.files)]
      await encryptFolder(work, names, content, [recipient], () => undefined)
      await writeZip(file, { note: '', wrapped: Buffer.from(wrapped, 'base64'), content, list: undefined }, 1)
      return restore({ file, passphrase: PASSPHRASE, dataDir: freshFolder(), now: 1 })
    }
    expect(await later((listed) => listed)).toMatchObject({ xuejiBackup: 1 })
    const refused = { reason: 'newer', message: expect.stringContaining('请先升级程序') }
    await expect(later((listed) => ({ ...listed, xuejiBackup: 3, more: 1 }))).rejects.toMatchObject(refused)
    await expect(
      later((listed) => ({ ...listed, migrations: [...listed.migrations, '9999-later.sql'] })),
    ).rejects.toMatchObject(refused)
  })

  it('kill -9 at any moment leaves only whole backups behind, and the next run clears what was half', async () => {
    const { dataDir } = await studiedServer(3)
    const folder = freshFolder()
    const script = join(freshFolder(), 'run.mts')
    const job = await jobFor(dataDir, folder, { keeping: { daily: 366, weekly: 0, monthly: 0 } })
    writeFileSync(
      script,
      `import { makeBackup } from ${JSON.stringify(fileURLToPath(new URL('./make-backup.ts', import.meta.url)))}
for (let i = 0; ; i++) {
  await makeBackup({ ...${JSON.stringify(job)}, now: ${job.now} + (100 * Number(process.argv[2]) + i) * 86_400_000 }, (step) => process.stdout.write(step + '\\n'))
}`,
    )
    const moments = ['copy', 'encrypt', 'check', 'write']
    for (const [turn, moment] of moments.entries()) {
      const child = spawn(process.execPath, ['--import', 'tsx', script, String(turn)], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let left = turn
      for await (const data of child.stdout) if (String(data).includes(moment) && left-- <= 0) break
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      expect(child.signalCode).toBe('SIGKILL')
    }
    const { name } = await backUp(dataDir, folder, { ...job, now: job.now - 86_400_000 })
    expect(namesIn(dataDir)).not.toContain('backup-work')
    const files = namesIn(folder)
    expect(files).toContain(name)
    expect(files.length).toBeGreaterThan(1)
    expect(files.filter((one) => !/^xueji-.*\.zip$/.test(one))).toEqual([])
    for (const file of files)
      await restore({ file: join(folder, file), passphrase: PASSPHRASE, dataDir: freshFolder(), now: 1 })
  })
})

describe('without this program', () => {
  it('standard unzip, age and tar open it with the same passphrase', async (context) => {
    if (!['age', 'script', 'tar'].every(has)) return context.skip()
    const { dataDir } = await studiedServer(1)
    const [folder, out] = [freshFolder(), freshFolder()]
    const { name } = await backUp(dataDir, folder)
    expect(spawnSync('unzip', ['-q', join(folder, name)], { cwd: out }).status).toBe(0)
    expect(namesIn(out)).toEqual(['content.tar.gz.age', 'identity.age', '说明.txt'].sort())
    // age asks on the terminal: `script` gives it one.
    const command = 'age -d -i identity.age -o content.tar.gz content.tar.gz.age'
    const opened = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: out, input: `${PASSPHRASE}\n` })
    expect(opened.status).toBe(0)
    expect(spawnSync('tar', ['xzf', 'content.tar.gz'], { cwd: out }).status).toBe(0)
    expect(readFileSync(join(out, 'keys', 'log.pem'), 'utf8')).toBe(
      readFileSync(join(dataDir, 'keys', 'log.pem'), 'utf8'),
    )
  })
})

describe('npx xueji', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, ...args], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, XUEJI_BACKUP_PASSPHRASE: PASSPHRASE },
      encoding: 'utf8',
    })

  it('backup and restore: into a folder, from a file, saying what to do next; refusing a folder that is not empty', async () => {
    const { dataDir } = await studiedServer(1)
    const [folder, empty] = [freshFolder(), freshFolder()]
    const made = run('backup', '--data', dataDir, '--to', folder)
    expect([made.stderr, made.status]).toEqual(['', 0])
    const [name = ''] = namesIn(folder)
    expect(made.stdout).toContain(`已备份并打开核对：${join(folder, name)}`)
    expect(run('restore', join(folder, name), '--check')).toMatchObject({ status: 0 })
    const back = run('restore', join(folder, name), '--data', empty)
    expect([back.stderr, back.status]).toEqual(['', 0])
    expect(back.stdout).toContain('下一步')
    expect(run('restore', join(folder, name), '--data', empty)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('不是空的'),
    })
    expect(run('restore')).toMatchObject({ status: 1, stderr: expect.stringContaining('npx xueji restore') })
  })
})

it('the lock of every backup is the one that was chosen: its public half stands in no file in the clear', async () => {
  const { recipient, wrapped } = await quickLock()
  expect(recipient).toMatch(/^age1[a-z0-9]{58}$/)
  expect(Buffer.from(wrapped, 'base64').toString('latin1')).toContain('-> scrypt ')
})
