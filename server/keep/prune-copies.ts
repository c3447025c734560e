import { existsSync } from 'node:fs'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { madeAt } from './names'
import { listBeside } from './open-backup'
import { copiesFolder, copyNamed } from './package-list'

/**
 * Removes the copies of packages that no backup in this folder names any more, and what a killed run left. One made anew serves also the backups
 * that name the one before it, so what is named is the package and its lock. Where one backup cannot be read, nothing goes: it may name any of them.
 */
export async function pruneCopies(folder: string, server: string): Promise<void> {
  const place = join(folder, copiesFolder(server))
  if (!existsSync(place)) return
  const named = new Set<string>()
  for (const name of await readdir(folder)) {
    if (madeAt(server, name) === undefined) continue
    try {
      for (const { file, sha256 } of await listBeside(join(folder, name))) named.add(`${dirname(file)}/${sha256}`)
    } catch {
      return
    }
  }
  for (const lock of await readdir(place)) {
    const copies = await readdir(join(place, lock)).catch(() => [])
    const going = copies.filter((one) => {
      const is = copyNamed(one)
      return one.endsWith('.part') || (is && !named.has(`${lock}/${is.sha256}`))
    })
    for (const one of going) await rm(join(place, lock, one), { force: true })
    if (copies.length > 0 && going.length === copies.length) await rmdir(join(place, lock)).catch(() => undefined)
  }
}
