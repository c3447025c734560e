import { rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { lockDataDir } from '../data-lock'
import { KeepRefused, refusedBy } from './refused'

const WORK = 'backup-work'

/**
 * Runs `work` with an empty folder in the data folder that is gone afterwards: what lies in it is not encrypted. One at a
 * time, whichever process asks. Throws KeepRefused `busy`, and whatever `work` throws.
 */
export async function withWorkFolder<T>(dataDir: string, work: (folder: string) => Promise<T>): Promise<T> {
  const release = alone(dataDir)
  const folder = join(dataDir, WORK)
  try {
    // What a killed run left behind.
    rmSync(folder, { recursive: true, force: true })
    await named(dataDir, () => mkdir(folder, { mode: 0o700 }))
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    release()
  }
}

/** Removes what a killed run left behind; nothing where one is under way. */
export async function clearWorkFolder(dataDir: string): Promise<void> {
  await withWorkFolder(dataDir, async () => undefined).catch((error: unknown) => {
    if (!(error instanceof KeepRefused)) throw error
  })
}

/** What the file system refuses is said of this folder. */
export async function named<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusedBy(error, folder)
  }
}

function alone(dataDir: string): () => void {
  try {
    return lockDataDir(dataDir, 'backup.lock')
  } catch {
    throw new KeepRefused('busy', '另一次备份正在进行，请等它做完')
  }
}
