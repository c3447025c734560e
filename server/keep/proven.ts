import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkRestored } from './check-restored'
import type { Progress } from './container'
import type { Manifest } from './manifest'
import { openBackup } from './open-backup'
import { openCopies } from './open-copy'
import { copiesFolder, PACKAGES, type PackageCopy, readList } from './package-list'
import { checkDump } from './postgres-dump'

/** A backup as somebody with its secret finds it. */
export interface Proven {
  listed: Manifest
  /** Packages whose copies open, and how many do not or are not there. */
  packages: { good: number; missing: number }
}

/** Opens a backup into an empty folder and judges it as a restored server would meet it. Throws KeepRefused. */
export async function provenContent(
  file: string,
  opener: Parameters<typeof openBackup>[1],
  folder: string,
  progress: Progress,
): Promise<{ listed: Manifest; identity: string }> {
  const opened = await openBackup(file, opener, folder, progress)
  if (opened.listed.database === 'sqlite') await checkRestored(folder, opened.listed)
  else await checkDump(folder, opened.listed)
  return opened
}

/** The same, and every copy of a package it names is opened and compared. Throws KeepRefused. */
export async function proven(file: string, passphrase: string, folder: string, progress: Progress): Promise<Proven> {
  const { listed, identity } = await provenContent(file, { passphrase }, folder, progress)
  const { good, missing } = await openCopies(copiesBeside(file, listed), packagesOf(folder), identity, { progress })
  return { listed, packages: { good, missing: missing.length } }
}

/** Where the copies of packages lie that this backup names. */
export const copiesBeside = (file: string, { server }: Pick<Manifest, 'server'>): string =>
  join(dirname(file), copiesFolder(server))

/** What an opened backup names, as it was hashed with it. */
export function packagesOf(folder: string): PackageCopy[] {
  const list = join(folder, PACKAGES)
  return existsSync(list) ? readList(readFileSync(list, 'utf8')) : []
}
