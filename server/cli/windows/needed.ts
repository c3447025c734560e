import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** What a program needs to run: files of ours, by their path in the project, and packages of others. */
export interface Needed {
  files: string[]
  packages: string[]
}

/** `from '…'`, `import '…'`, `import('…')`, and what is resolved by a name of its own; types alone are not needed. */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|resolve\(\s*[`'"]([^`'"]+)[`'"]|:\s*['"](\.\/[\w-]+\.ts)['"]/g
/** Folders of data, and single files: `new URL('./migrations/', …)`, `join(import.meta.dirname, 'public')`. */
const FOLDER = /new URL\(\s*['"](\.[^'"]*\/)['"]|import\.meta\.dirname,\s*['"]([^'"]+)['"]/g
const ENDINGS = ['', '.ts', '.tsx', '.mjs', '/index.ts']

/** Follows every import from these files on. Throws when one of ours leads nowhere. */
export function neededBy(root: string, entries: readonly string[]): Needed {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    if (!/\.(tsx?|mjs)$/.test(file)) return
    const text = readFileSync(file, 'utf8')
    for (const [, ...found] of text.matchAll(IMPORT)) {
      const name = found.find((one) => one !== undefined) ?? ''
      if (name.startsWith('.')) visit(fileAt(dirname(file), name))
      else if (isPackage(name)) packages.add(packageOf(name))
    }
    for (const [, url, path] of text.matchAll(FOLDER)) {
      const folder = resolve(dirname(file), url ?? path ?? '.')
      // What lies above is the project itself.
      if (!dirname(file).startsWith(folder)) for (const one of filesBelow(folder)) files.add(one)
    }
  }
  for (const entry of entries) visit(join(root, entry))
  return { files: [...files].map((file) => relative(root, file)).sort(), packages: [...packages].sort() }
}

function fileAt(folder: string, name: string): string {
  const found = ENDINGS.map((ending) => resolve(folder, name) + ending).find(
    (path) => existsSync(path) && statSync(path).isFile(),
  )
  if (found === undefined) throw new Error(`${name}, imported from ${folder}, is not there`)
  return found
}

const isPackage = (name: string): boolean => !name.startsWith('node:') && /^@?[a-z0-9]/.test(name)

/** `@scope/name/deep` and `name/deep` to the package. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

const filesBelow = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
