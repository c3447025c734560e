import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
/** What is kept under version control, and what is about to be. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .trim()
  .split('\n')
const code = files.filter((file) => /\.(tsx?|mjs)$/.test(file))
const tested = (file: string) => /\.test\.tsx?$|\/test\/|\.fixture\.ts$|^test\/|suite\.ts$|storm-child\.ts$/.test(file)

function mayImport(file: string, name: string): boolean {
  const [room = ''] = file.split('/')
  if (!name.startsWith('.')) return room !== 'shared' || tested(file) || !/^node:|^wxt|^webextension/.test(name)
  const target = path.posix.join(path.posix.dirname(file), name)
  if (target.startsWith('..')) return false
  const into = (...folders: string[]) => folders.some((folder) => target.startsWith(`${folder}/`))
  if (tested(file) || file === 'server/cli/demo.ts') return true
  if (file.startsWith('server/console/')) return into('server/console', 'shared')
  if (room === 'server')
    return into('server', 'shared', 'extension/sites') || ['extension/sites', 'package.json'].includes(target)
  // The build and the server must agree on whose extension it is.
  if (room === 'wxt.config.ts') return into('extension', 'shared') || target === 'server/deploy/publisher'
  return into(room, 'shared')
}

describe('what is installed', () => {
  it('is pinned to the exact version', () => {
    const { dependencies, devDependencies }: Record<string, Record<string, string>> = JSON.parse(read('package.json'))
    const versions = Object.entries({ ...dependencies, ...devDependencies })
    expect(versions.length).toBeGreaterThan(20)
    for (const [name, version] of versions) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('comes from whatever registry the machine is set up for', () => {
    const { packages }: { packages: Record<string, { resolved?: string; integrity?: string }> } = JSON.parse(
      read('package-lock.json'),
    )
    const entries = Object.entries(packages).filter(([name]) => name !== '')
    expect(entries.length).toBeGreaterThan(300)
    for (const [name, { resolved, integrity }] of entries) {
      expect(resolved, name).toBeUndefined()
      expect(integrity, name).toMatch(/^sha512-/)
    }
  })
})

describe('the house', () => {
  it('has one who answers messages in the worker: a second listener would swallow answers', () => {
    const listening = code
      .filter((file) => !tested(file) && /runtime\.onMessage\.addListener/.test(read(file)))
      .filter((file) => !file.endsWith('probe-extension.ts'))
    expect(listening).toEqual([
      'extension/entrypoints/background/index.ts',
      'extension/entrypoints/watch.content/index.ts',
    ])
  })

  it('has no rooms but those agreed on', () => {
    const top = new Set(files.map((file) => file.split('/')[0] ?? ''))
    expect([...top].sort()).toEqual([
      '.biome.json',
      '.ci',
      '.gitignore',
      'LICENSE',
      'README.md',
      'extension',
      'package-lock.json',
      'package.json',
      'server',
      'shared',
      'test',
      'tsconfig.json',
      'wxt.config.ts',
    ])
  })

  it('names no machine it was built on', () => {
    const local = new RegExp(['tmp', 'root', 'home', 'work', 'Users'].map((name) => `["'\`\\s(]/${name}/`).join('|'))
    for (const file of files.filter((name) => !/\.(png|svg|mp4|webm|m4a|pdf|zip|ttf)$/.test(name)))
      expect(local.exec(read(file))?.[0], file).toBeUndefined()
  })

  it('has doors only where they belong: shared/ runs everywhere, the console talks HTTP, nothing leans on tests', () => {
    const wrong = code.flatMap((file) =>
      [...read(file).matchAll(/(?:from|import) '([^']+)'/g)].flatMap(([, name = '']) =>
        mayImport(file, name) ? [] : [`${file} imports ${name}`],
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has files one can read at a sitting, tests and lists of routes apart', () => {
    const long = code.filter(
      (file) => !tested(file) && !file.startsWith('shared/api') && read(file).split('\n').length > 240,
    )
    expect(long).toEqual([])
  })

  it('says `any` nowhere, and casts nothing blindly', () => {
    const blind = code.filter((file) => /\bas any\b|: any\b|<any>|@ts-ignore|@ts-expect-error/.test(read(file)))
    expect(blind).toEqual(['test/conformance/house.test.ts'])
  })
})
