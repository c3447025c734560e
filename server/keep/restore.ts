import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { lockDataDir } from '../data-lock'
import { openStore } from '../db/open'
import { DATABASE_FILE, openSqlite } from '../db/sqlite'
import { checkRestored, refuseNewer } from './check-restored'
import type { Progress } from './container'
import type { Manifest } from './manifest'
import { noteRestored } from './note-restored'
import { openBackup } from './open-backup'
import { openCopies } from './open-copy'
import { PACKAGES } from './package-list'
import { checkDump, DUMP_FILE, refuseTables, restoreDump } from './postgres-dump'
import { copiesBeside, packagesOf } from './proven'
import { KeepRefused, refusedBy } from './refused'

export const RESTORING = 'restoring'
/** What a lock leaves in a folder that holds nothing. */
const ours = new Set([RESTORING, 'server.lock', 'server.lock-journal'])

/** True where a restore was begun and not finished: a server must not start on half of it. */
export const isHalfRestored = (dataDir: string): boolean => existsSync(join(dataDir, RESTORING))

export interface RestoreJob {
  file: string
  passphrase: string
  /** Empty, or not there yet. */
  dataDir: string
  /** An empty database, where the backup is of PostgreSQL. */
  databaseUrl?: string | undefined
  /** Goes on where copies of packages are not there or damaged: the database knows them as missing then. */
  withoutPackages?: boolean
  /** ms */
  now: number
}

export interface Restored extends Manifest {
  /** Packages that came, and those that did not: their copy was bad or not there, or they had none. */
  packages: { good: number; missing: number }
}

/**
 * Puts a backup into an empty data folder. It is opened and judged in a folder inside first; the database moves last, so
 * that a restore that is killed is either begun anew or done. Whoever was signed in then signs in again. Throws KeepRefused.
 */
export async function restore(job: RestoreJob, progress: Progress = () => undefined): Promise<Restored> {
  const { dataDir } = job
  await mkdir(dataDir, { recursive: true }).catch((error: unknown) => {
    throw refusedBy(error, dataDir)
  })
  if ((await readdir(dataDir)).some((name) => !ours.has(name))) throw notEmpty(dataDir)
  const unlock = alone(dataDir)
  try {
    const work = join(dataDir, RESTORING)
    await rm(work, { recursive: true, force: true })
    await mkdir(work, { mode: 0o700 })
    try {
      return await restoreInto(job, work, progress)
    } catch (error) {
      await rm(work, { recursive: true, force: true })
      throw error instanceof KeepRefused ? error : refusedBy(error, dataDir)
    }
  } finally {
    unlock()
  }
}

async function restoreInto(job: RestoreJob, work: string, progress: Progress): Promise<Restored> {
  const { file, passphrase, dataDir, databaseUrl, now } = job
  const { listed, identity } = await openBackup(file, { passphrase }, work, progress)
  refuseNewer(listed)
  if (listed.database === 'postgres') {
    if (!databaseUrl)
      throw new KeepRefused('program', '这份备份来自 PostgreSQL：请新建一个空的数据库，用 --database 指明它的地址')
    await refuseTables(databaseUrl)
    await checkDump(work, listed)
  } else if (databaseUrl) {
    throw new KeepRefused('program', '这份备份来自内置数据库，恢复时不要用 --database')
  } else await checkRestored(work, listed)
  const copies = packagesOf(work)
  if (copies.length > 0) await mkdir(join(work, 'packages'), { mode: 0o700 })
  const into = join(work, 'packages')
  const { good, missing } = await openCopies(copiesBeside(file, listed), copies, identity, { into, progress })
  if (missing.length > 0 && !job.withoutPackages) throw lacking(missing.length, copiesBeside(file, listed))
  await rm(join(work, PACKAGES), { force: true })
  if (databaseUrl) {
    // After all that may be refused: what is poured into a database of its own does not go with the folder, and the next try would find it full.
    await restoreDump(work, databaseUrl)
    await rm(join(work, DUMP_FILE))
  }
  const store = databaseUrl ? await openStore({ dataDir: work, databaseUrl }) : openSqlite(work)
  const lost = new Set(missing.map(({ sha256 }) => sha256))
  try {
    const there = new Set(copies.length > 0 ? await readdir(into) : [])
    // Also those that had no copy when it was made: nothing put beside the backup would bring them, so they hold nothing up.
    for (const sha256 of await noteRestored(store, listed, there, now)) lost.add(sha256)
  } finally {
    await store.close()
  }
  // Keys first: with them alone a server would not know that it had ever been set up.
  const names = (await readdir(work)).sort((a, b) => Number(a === DATABASE_FILE) - Number(b === DATABASE_FILE))
  for (const name of names) await rename(join(work, name), join(dataDir, name))
  await rmdir(work)
  return { ...listed, packages: { good, missing: lost.size } }
}

const lacking = (count: number, folder: string) =>
  new KeepRefused(
    'folder',
    `没有恢复：${count} 个收到的资料包没有备份或已损坏。请把 ${folder} 放在备份文件旁边再试；确实找不到的，加 --without-packages，只恢复其余的，缺的会标为“文件不在”`,
  )

const notEmpty = (dataDir: string) =>
  new KeepRefused(
    'not-empty',
    `${dataDir} 不是空的，没有恢复，里面的东西一样没动。请用 --data 另指一个空文件夹，或者先把原来的文件夹改名留着`,
  )

function alone(dataDir: string): () => void {
  try {
    return lockDataDir(dataDir)
  } catch {
    throw new KeepRefused('busy', `${dataDir} 正被一个学迹服务器使用，请先停止它`)
  }
}
