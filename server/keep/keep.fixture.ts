import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { removeDir } from '../../test/support/server'
import { course, lesson, openApp } from '../app.fixture'
import { type BackupJob, makeBackup } from './make-backup'
import { defaultKeeping } from './names'
import { type Lock, newLock } from './passphrase'

export const PASSPHRASE = '云杉 1946 河水 7720'
/** The least work scrypt may be given; the real figure costs a second each time. */
let shared: Promise<Lock> | undefined
export const quickLock = (): Promise<Lock> => {
  shared ??= newLock(PASSPHRASE, 10)
  return shared
}

export function freshFolder(name = 'xueji-keep-'): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  onTestFinished(() => removeDir(folder))
  return folder
}

/** A server with a class of two, whose trainees handed in `entries` each, sealed. */
export async function studiedServer(entries = 5) {
  const app = await openApp()
  const school = await app.openedClass()
  const devices = []
  for (const n of [0, 1]) {
    const { device } = await school.joined(n)
    for (let i = 0; i < entries; i++) device.watch(course, lesson, [])
    await device.handIn()
    devices.push(device)
  }
  await app.deps.ledger.sequencer.sequence()
  return { ...app, ...school, devices }
}

export const jobFor = async (dataDir: string, folder: string, change: Partial<BackupJob> = {}): Promise<BackupJob> => ({
  dataDir,
  folder,
  lock: await quickLock(),
  keeping: defaultKeeping,
  address: 'http://127.0.0.1:8787',
  packages: [],
  now: Date.now(),
  ...change,
})

export const backUp = async (dataDir: string, folder: string, change?: Partial<BackupJob>) =>
  makeBackup(await jobFor(dataDir, folder, change))

export const namesIn = (folder: string) => readdirSync(folder).sort()
