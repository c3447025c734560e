import { execFileSync } from 'node:child_process'
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import yazl from 'yazl'
import { assemble } from './assemble'
import { problemsOf } from './check'
import { addonProblem } from './pe'
import { ABI, NODE, windows } from './target'
import { incomplete, notepad } from './texts'

const root = resolve(import.meta.dirname, '../../..')
const NAME = '学迹'
const NOT_YET = '还不能运行，请看我.txt'
const ADDON = 'app/node_modules/better-sqlite3/build/Release/better_sqlite3.node'

const usage = `npm run build:windows -- --better-sqlite3 文件 [--out 文件夹]

  --better-sqlite3 FILE  better-sqlite3 的 Windows 模块（better_sqlite3.node，x64，Node ${NODE} 即 ABI ${ABI}）
  --out FOLDER           放在哪里（默认 dist/windows）
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { 'better-sqlite3': { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const out = resolve(values.out ?? join(root, 'dist/windows'))
  const folder = join(out, NAME)
  console.log('正在准备文件夹（下载 Node 和依赖）……')
  const version = assemble({ root, folder, target: windows, npm })
  const addon = addonOf(values['better-sqlite3'])
  if ('file' in addon) {
    mkdirSync(join(folder, ADDON, '..'), { recursive: true })
    cpSync(addon.file, join(folder, ADDON))
  }
  const problems = [...problemsOf(folder), ...('problem' in addon ? [addon.problem] : [])]
  if (problems.length > 0) {
    writeFileSync(join(folder, NOT_YET), notepad(incomplete(problems.join('\n'), howToGet())))
    console.error(`文件夹没有完成：${folder}\n${problems.map((one) => `  - ${one}`).join('\n')}\n\n${howToGet()}`)
    return 2
  }
  const zip = join(out, `xueji-windows-${version}.zip`)
  await zipFolder(folder, zip)
  console.log(
    `完成：${zip}\n文件夹：${folder}\n这里没有 Windows，没有运行过；检查了什么、发布前要在真机上试什么，见 server/cli/windows/README.md。`,
  )
  return 0
}

function addonOf(file: string | undefined): { file: string } | { problem: string } {
  if (file === undefined) return { problem: '缺少 better-sqlite3 的 Windows 模块（--better-sqlite3）' }
  if (!existsSync(file)) return { problem: `--better-sqlite3 的文件不存在：${file}` }
  const problem = addonProblem(readFileSync(file), ABI)
  return problem === undefined ? { file } : { problem: `--better-sqlite3 的文件不能用：${problem}` }
}

function howToGet(): string {
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies['better-sqlite3']
  return `better-sqlite3 的 Windows 模块不在 npm 的包里。请从 https://github.com/WiseLibs/better-sqlite3/releases 下载
better-sqlite3-v${version}-node-v${ABI}-win32-x64.tar.gz，解开后把 build/Release/better_sqlite3.node 交给 --better-sqlite3；
或者在装了 Node ${NODE} 的 Windows 上运行 npm install better-sqlite3@${version}，取同一个文件。`
}

function npm(args: readonly string[], cwd: string): void {
  const [command, first] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []]
  // The npm that called us says which project it is in, and this one would believe it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_|^npm_config_local_prefix$/.test(name)),
  )
  execFileSync(command, [...first, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32' && first.length === 0,
  })
}

async function zipFolder(folder: string, file: string): Promise<void> {
  rmSync(file, { force: true })
  const archive = new yazl.ZipFile()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    archive.addFile(path, `${NAME}/${relative(folder, path).replaceAll('\\', '/')}`)
  }
  archive.end()
  await pipeline(archive.outputStream, createWriteStream(file))
}

process.exitCode = await main()
