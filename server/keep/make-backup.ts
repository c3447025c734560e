import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { showTime } from '../../shared/calendar/beijing'
import { DATABASE_FILE, openSqlite } from '../db/sqlite'
import { newestCheckpoint } from '../ledger/leaves'
import { encryptFolder, type Progress, writeZip } from './container'
import { copyPackages, type PackagesCopied } from './copy-packages'
import { countsOf, filesIn, type Manifest, type RowCounts } from './manifest'
import { backupName, type Keeping, superseded } from './names'
import { copiesFolder, PACKAGES, writeList } from './package-list'
import { type Lock, momentary } from './passphrase'
import { dumpPostgres } from './postgres-dump'
import { provenContent } from './proven'
import { pruneCopies } from './prune-copies'
import { KeepRefused } from './refused'
import { copyKeys, snapshotSqlite } from './snapshot'
import { named, withWorkFolder } from './work-folder'

export interface BackupJob {
  dataDir: string
  databaseUrl?: string | undefined
  /** Where the file goes. */
  folder: string
  lock: Lock
  keeping: Keeping
  /** Where people reach the server, for the note inside. */
  address: string
  /** SHA-256 of the packages that bureaus of this server keep by their rows. */
  packages: readonly string[]
  /** ms */
  now: number
}

export interface Made {
  name: string
  bytes: number
  sha256: string
  counts: RowCounts
  checkpoint?: string
  /** Received packages: how many are copied beside it, how many of them now, and how many could not be. */
  packages: { all: number; copied: number; lacking: number }
  /** Files that gave way to it. */
  removed: string[]
}

export type Step = 'copy' | 'packages' | 'encrypt' | 'write' | 'check'
export type OnStep = (step: Step, done: number, all: number) => void

const packageFile = fileURLToPath(new URL('../../package.json', import.meta.url))
export const programVersion = (): string => JSON.parse(readFileSync(packageFile, 'utf8')).version

/**
 * Makes one backup and proves it: copies the database and what packages have no copy yet, encrypts it with the keys, writes the file beside
 * its final name, opens that file again into an empty folder and judges it as a restored server would. Only then it gets its name, and what
 * it supersedes goes. Whatever fails, earlier backups stay. Throws KeepRefused.
 */
export async function makeBackup(job: BackupJob, onStep: OnStep = () => undefined): Promise<Made> {
  const unfinished = join(job.folder, '.xueji-backup.part')
  return withWorkFolder(job.dataDir, async (work) => {
    try {
      return await named(job.folder, async () => {
        // What a killed run left behind.
        await rm(unfinished, { force: true })
        return made(job, work, unfinished, onStep)
      })
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined)
      throw error
    }
  })
}

async function made(job: BackupJob, work: string, unfinished: string, onStep: OnStep): Promise<Made> {
  const { dataDir, folder, lock, keeping, now } = job
  if (!(await stat(folder)).isDirectory()) throw new KeepRefused('folder', `${folder} 不是文件夹，请重新选择`)
  const staging = join(work, 'files')
  await mkdir(staging, { mode: 0o700 })
  onStep('copy', 0, 1)
  const content = join(work, 'content.age')
  const opening = await momentary()
  const { listed, packages } = await stage(job, staging, opening, onStep)
  const names = ['manifest.json', ...Object.keys(listed.files)]
  const recipients = [lock.recipient, opening.recipient]
  await named(dataDir, () => encryptFolder(staging, names, content, recipients, stepOf(onStep, 'encrypt')))
  await rm(staging, { recursive: true })
  onStep('write', 0, 1)
  await refuseWithoutRoom(content, folder)
  const name = backupName(listed.server, now)
  const wrapped = Buffer.from(lock.wrapped, 'base64')
  const list = packages.copies.length > 0 ? writeList(packages.copies) : undefined
  const { sha256, bytes } = await writeZip(unfinished, { note: noteOf(listed, packages), wrapped, content, list }, now)
  await rm(content)
  const checked = join(work, 'opened')
  await mkdir(checked, { mode: 0o700 })
  await named(dataDir, () =>
    provenContent(unfinished, { identity: opening.identity }, checked, stepOf(onStep, 'check')),
  )
  await rename(unfinished, join(folder, name))
  await toDisk(folder)
  const removed = superseded(listed.server, await readdir(folder), keeping)
  for (const old of removed) await rm(join(folder, old), { force: true })
  await pruneCopies(folder, listed.server)
  const { copies, copied, lacking } = packages
  const all = copies.length + lacking
  return {
    name,
    bytes,
    sha256,
    counts: listed.counts,
    ...withCheckpoint(listed),
    packages: { all, copied, lacking },
    removed,
  }
}

const stepOf =
  (onStep: OnStep, step: Step): Progress =>
  (done, all) =>
    onStep(step, done, all)

const withCheckpoint = ({ checkpoint }: Manifest) => (checkpoint === undefined ? {} : { checkpoint })

/** Database, keys, which packages belong to it (copied after the rows that name them) and the manifest over them. */
async function stage(
  { dataDir, databaseUrl, folder, lock, address, packages: kept, now }: BackupJob,
  staging: string,
  opening: { identity: string; recipient: string },
  onStep: OnStep,
): Promise<{ listed: Manifest; packages: PackagesCopied }> {
  const told = await named(dataDir, async () => {
    const from = databaseUrl ? await dumpPostgres(databaseUrl, staging) : await copySqlite(dataDir, staging)
    await copyKeys(dataDir, staging)
    return from
  })
  const server = readFileSync(join(dataDir, 'keys', 'server-id'), 'utf8').trim()
  const reserve = Object.values(await filesIn(staging)).reduce((sum, { bytes }) => sum + bytes, 1 << 16)
  const where = { packages: join(dataDir, 'packages'), folder, server, kept }
  const packages = await named(folder, () =>
    copyPackages({ ...where, recipient: lock.recipient, opening, reserve, now }, stepOf(onStep, 'packages')),
  )
  if (packages.copies.length > 0) await writeFile(join(staging, PACKAGES), writeList(packages.copies), { mode: 0o600 })
  const listed: Manifest = {
    xuejiBackup: packages.copies.length > 0 ? 2 : 1,
    at: now,
    server,
    address,
    program: programVersion(),
    ...told,
    files: await filesIn(staging),
  }
  await writeFile(join(staging, 'manifest.json'), JSON.stringify(listed), { mode: 0o600 })
  return { listed, packages }
}

async function copySqlite(
  dataDir: string,
  staging: string,
): Promise<Pick<Manifest, 'database' | 'migrations' | 'counts' | 'checkpoint'>> {
  if (!existsSync(join(dataDir, DATABASE_FILE)))
    throw new KeepRefused('folder', `${dataDir} 里没有学迹的数据库，请用 --data 指明服务器的数据文件夹`)
  const migrations = snapshotSqlite(dataDir, staging)
  const store = openSqlite(staging)
  try {
    const newest = await newestCheckpoint(store)
    return {
      database: 'sqlite',
      migrations,
      counts: await countsOf(store),
      ...(newest && { checkpoint: newest.note }),
    }
  } finally {
    await store.close()
  }
}

/** Said before the disk is full, where it can be known. */
async function refuseWithoutRoom(content: string, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < (await stat(content)).size + (1 << 16))
    throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
}

/** A new name is there after a power cut only when the folder is on disk, too. Windows does that by itself and cannot be asked. */
async function toDisk(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** What somebody reads who finds the file and knows nothing. No names, no numbers of people. */
const noteOf = (
  { at, server, address, program, counts }: Manifest,
  { copies }: PackagesCopied,
) => `学迹 Xueji 服务器备份

时间：${showTime(at)}（北京时间）
服务器：${server}（${address}）
程序版本：${program}
内容：数据库（学习记录 ${counts.entries} 条、回执 ${counts.receipts} 个）、密钥、证书，全部加密
${copies.length > 0 ? `收到的资料包 ${copies.length} 个：不在本文件里，在同一文件夹的 ${copiesFolder(server)} 里，也已加密。搬动备份时请一起带走\n` : ''}
恢复：在装有学迹的电脑上运行
  npx xueji restore 本文件.zip --data 空的数据文件夹
按提示输入备份口令，再照常启动服务器。没有备份口令，任何人都打不开这份备份。

不用学迹程序也能打开（age：age-encryption.org）：
  age -d -i identity.age content.tar.gz.age | tar xz
`
