import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { neededBy } from './needed'
import { NODE, type Target } from './target'
import { batches, notepad, READ_ME, readMe } from './texts'

const packageSchema = v.looseObject({
  version: v.string(),
  license: v.string(),
  dependencies: v.record(v.string(), v.string()),
})
const lockSchema = v.looseObject({
  packages: v.record(v.string(), v.looseObject({ integrity: v.optional(v.string()) })),
})

/** Where a run begins: the server, and the commands. */
const ENTRIES = ['server/main.ts', 'server/cli/xueji.mjs']
/** What is built and not imported. */
const BUILT = ['dist/console', 'dist/extension']
/** Sources of native modules, which nobody compiles there, and tools that only installing needs. */
const DROPPED = ['better-sqlite3/deps', 'better-sqlite3/src', 'better-sqlite3/build']

export interface Assembling {
  root: string
  /** The folder to make; what was there is gone. */
  folder: string
  target: Target
  /** Runs npm in a folder. Throws when it fails. */
  npm(args: readonly string[], cwd: string): void
}

/** Puts everything together but better-sqlite3's own binary, which no package of the registry holds. Returns the version. */
export function assemble({ root, folder, target, npm }: Assembling): string {
  rmSync(folder, { recursive: true, force: true })
  const app = join(folder, 'app')
  mkdirSync(app, { recursive: true })
  const { files, packages } = neededBy(root, ENTRIES)
  for (const file of [...files, ...BUILT]) {
    if (file === 'package.json') continue
    cpSync(join(root, file), join(app, file), { recursive: true })
  }
  cpSync(join(root, 'server/cli/windows/folder'), join(app, 'windows'), { recursive: true })
  const { version } = installPackages({ root, app, packages, target, npm })
  installNode({ folder, target, npm })
  for (const [name, bytes] of Object.entries(batches)) writeFileSync(join(folder, name), bytes)
  writeFileSync(join(folder, READ_ME), notepad(readMe({ version, node: NODE })))
  return version
}

/** Exactly the versions of the project's lock file, with the binaries of the target's platform. */
function installPackages({
  root,
  app,
  packages,
  target,
  npm,
}: Omit<Assembling, 'folder'> & { app: string; packages: readonly string[] }): { version: string } {
  const { version, license, dependencies } = v.parse(
    packageSchema,
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  )
  const needed = Object.fromEntries(packages.map((name) => [name, dependencies[name] ?? missing(name)]))
  const manifest = { name: 'xueji', version, license, private: true, type: 'module', dependencies: needed }
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  cpSync(join(root, 'package-lock.json'), join(app, 'package-lock.json'))
  npm(['install', ...forPlatform(target)], app)
  for (const path of DROPPED) rmSync(join(app, 'node_modules', path), { recursive: true, force: true })
  return { version }
}

function installNode({ folder, target, npm }: Pick<Assembling, 'folder' | 'target' | 'npm'>): void {
  const { nodePackage, program, integrity } = target
  const stage = join(folder, 'node-stage')
  mkdirSync(stage)
  // Of what is optional npm takes what fits the platform it is told; of anything else what fits this one.
  const manifest = { name: 'stage', private: true, optionalDependencies: { [nodePackage]: NODE } }
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest))
  npm(['install', ...forPlatform(target)], stage)
  const lock = v.parse(lockSchema, JSON.parse(readFileSync(join(stage, 'package-lock.json'), 'utf8')))
  if (lock.packages[`node_modules/${nodePackage}`]?.integrity !== integrity)
    throw new Error(`${nodePackage}@${NODE} 的内容与选定时不同，没有采用`)
  const to = join(folder, 'node', program)
  mkdirSync(dirname(to))
  renameSync(join(stage, 'node_modules', nodePackage, 'bin', program), to)
  rmSync(stage, { recursive: true })
}

/** Nothing is run at installation: what it would fetch or compile is for this machine, not for that one. */
const forPlatform = ({ os }: Target): string[] => [
  '--omit=dev',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  `--os=${os}`,
  '--cpu=x64',
  ...(os === 'linux' ? ['--libc=glibc'] : []),
]

function missing(name: string): never {
  throw new Error(`${name} 被服务器引用，但不在 package.json 的 dependencies 里`)
}
