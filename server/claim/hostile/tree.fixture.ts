import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below a folder, by its path there (`/` between names): what a file holds, as SHA-256, or what else it is. */
export function treeOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Map(names.toSorted().map((name) => [name.replaceAll('\\', '/'), contentOf(join(folder, name))]))
}

function contentOf(path: string): string {
  const what = lstatSync(path)
  if (what.isFile()) return createHash('sha256').update(readFileSync(path)).digest('hex')
  return what.isDirectory() ? 'folder' : 'neither file nor folder'
}
