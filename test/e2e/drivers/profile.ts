import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** What marks a profile as in use by a running browser. A copy that keeps these would talk to the browser it was copied from. */
const locks = [
  'SingletonLock',
  'SingletonSocket',
  'SingletonCookie',
  'DevToolsActivePort',
  '.parentlock',
  'lock',
  'MarionetteActivePort',
]

const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })

export interface Profile {
  folder: string
  downloads: string
  /** Removes the folder when it was made here. */
  leave(): Promise<void>
}

/** The given profile folder, or a fresh temporary one. Downloads lie inside it. */
export async function useProfile(given: string | undefined): Promise<Profile> {
  const folder = given ?? (await mkdtemp(path.join(os.tmpdir(), 'xueji-profile-')))
  const downloads = path.join(folder, 'downloads')
  await mkdir(downloads, { recursive: true })
  return { folder, downloads, leave: async () => (given === undefined ? removeFolder(folder) : undefined) }
}

/** 开发者模式 on, as everybody has it who loads an unpacked extension: without it Chromium does not load one again when it restarts. */
export async function allowUnpacked(folder: string): Promise<void> {
  const file = path.join(folder, 'Default', 'Preferences')
  await mkdir(path.dirname(file), { recursive: true })
  const preferences = JSON.stringify({ extensions: { ui: { developer_mode: true } } })
  await writeFile(file, preferences, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

/** Removes a profile that a killed browser left behind. */
export const removeProfile = removeFolder

/** A second machine with the same disk image: copies a profile so that both can run at once. Returns the new folder. */
export async function cloneProfile(folder: string): Promise<string> {
  const clone = await mkdtemp(path.join(os.tmpdir(), 'xueji-profile-'))
  await cp(folder, clone, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !locks.includes(path.basename(file)),
  })
  return clone
}
