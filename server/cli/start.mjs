// npm start on a fresh clone: plain Node, no dependency. Installs, builds what has changed, then runs the server.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const at = (...path) => join(root, ...path)

/** Ends with what the failed step printed. */
class StepFailed extends Error {}

/** Runs one step quietly; its output is shown only when it fails. Ctrl-C reaches the step as well. */
export function step(title, command, args, env = {}) {
  process.stdout.write(`${title} …\n`)
  const started = Date.now()
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' })
  if (signal) process.exit(130)
  if (error || status !== 0) throw new StepFailed(`${title}：没有完成 failed\n${error?.message ?? ''}${stdout}${stderr}`)
  process.stdout.write(`${title}：完成 (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
}

/** SHA-256 over the files below these folders, names and contents. */
function hashOf(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    if (!existsSync(at(path))) return
    let entries
    try {
      entries = readdirSync(at(path), { withFileTypes: true })
    } catch {
      hash.update(`${path}\0`).update(readFileSync(at(path)))
      return
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) if (!/\.test\.tsx?$|^fixtures$/.test(entry.name)) visit(join(path, entry.name))
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** Builds when the inputs are not those of the last build, or the result is gone. */
function whenChanged(name, inputs, results, env, build) {
  const stamp = at('dist', `.${name}`)
  const hash = hashOf(inputs) + JSON.stringify(env)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && results.every((result) => existsSync(at(result)))) return
  build()
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(stamp, hash)
}

/** node_modules as the lock file says. */
export function install() {
  const stamp = at('node_modules', '.xueji-installed')
  const lock = createHash('sha256').update(readFileSync(at('package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  step('安装依赖 installing (首次约 3 分钟 about 3 minutes)', 'npm', ['ci', '--no-audit', '--no-fund'])
  writeFileSync(stamp, lock)
}

const extensionInputs = ['extension', 'shared', 'wxt.config.ts', 'package-lock.json']
const settingNames = ['XUEJI_EXTENSION_KEY', 'XUEJI_GECKO_ID']

function buildExtension(folder, title, extra) {
  const env = { ...Object.fromEntries(settingNames.map((name) => [name, process.env[name] ?? ''])), ...extra }
  const results = ['chrome-mv3', 'firefox-mv3'].map((kind) => `dist/${folder}/${kind}/manifest.json`)
  whenChanged(folder, extensionInputs, results, env, () => {
    step(`${title} (Chromium)`, 'npx', ['wxt', 'build'], extra)
    step(`${title} (Firefox)`, 'npx', ['wxt', 'build', '-b', 'firefox'], extra)
  })
}

/** Brings the project to where it can run: dependencies, and the builds that are asked for. A second call rebuilds nothing that has not changed. */
export function prepare({ extension = false, testExtension = false, console: withConsole = false } = {}) {
  install()
  if (extension) buildExtension('extension', '构建扩展 building the extension', {})
  if (testExtension) buildExtension('extension-test', '构建测试用扩展 building the test extension', { XUEJI_TEST_SERVER: 'http://127.0.0.1' })
  if (withConsole) {
    whenChanged('console', ['server/console', 'shared', 'package-lock.json'], ['dist/console/index.html'], {}, () => step('构建控制台 building the console', 'npx', ['vite', 'build', 'server/console']))
  }
}

/** Node as old as the project still supports; says so plainly otherwise. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`需要 Node 20.19 或更高，现在是 ${process.versions.node}。请从 nodejs.org 安装新版。\nNode 20.19 or later is needed.`)
  process.exit(1)
}

function main() {
  checkNode()
  const args = process.argv.slice(2)
  const demo = args[0] === '--demo'
  try {
    if (!args.includes('--help')) prepare(demo ? { testExtension: true, console: true } : { extension: true, console: true })
    else install()
  } catch (error) {
    console.error(error instanceof StepFailed ? error.message : error)
    process.exit(1)
  }
  const script = demo ? ['server/cli/demo.ts', ...args.slice(1)] : ['server/main.ts', ...args]
  const child = spawn(process.execPath, ['--import', 'tsx', ...script], { cwd: root, stdio: 'inherit' })
  // A terminal sends Ctrl-C to both; a signal sent to us alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
