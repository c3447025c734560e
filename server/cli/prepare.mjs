// Brings a fresh clone to where it can run: dependencies, then the builds whose inputs have changed.
// Plain Node without a dependency: it runs before node_modules exists. Used by start.mjs and test/run.mjs.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const at = (...path) => join(root, ...path)
const posix = process.platform !== 'win32'

/** A step that did not work; its message holds what the step printed. */
export class StepFailed extends Error {}

/** Ends the process when Node is older than the project supports. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`需要 Node 20.19 或更高，现在是 ${process.versions.node}。请从 nodejs.org 安装新版，再试一次。`)
  console.error(`Node 20.19 or later is needed; this is ${process.versions.node}.`)
  process.exit(1)
}

/**
 * Runs a command in the project's folder, in a process group of its own: Ctrl-C and SIGTERM are passed on to the whole
 * group, and this process ends when it has ended. Resolves with the exit code and, when not shown, the output.
 */
export function run([command, ...args], { env = {}, show = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      detached: posix,
      shell,
    })
    let output = ''
    child.stdout?.on('data', (data) => (output += data))
    child.stderr?.on('data', (data) => (output += data))
    let stoppedBy
    const stop = (signal) => {
      stoppedBy = signal
      try {
        process.kill(posix ? -child.pid : child.pid, signal)
      } catch {
        // It has ended in between.
      }
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, stop)
    const done = () => {
      for (const signal of signals) process.off(signal, stop)
    }
    child.once('error', (error) => {
      done()
      reject(error)
    })
    child.once('close', (code) => {
      done()
      if (stoppedBy) {
        console.log('已停止 stopped')
        process.exit(stoppedBy === 'SIGINT' ? 130 : 143)
      }
      resolve({ code: code ?? 1, output })
    })
  })
}

/** One step with a line before and after it; what it printed is shown only when it failed. Throws StepFailed. */
export async function step(title, command, options) {
  console.log(`${title} …`)
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const alive = setInterval(() => console.log(`  还在进行 still running (${seconds()} s)`), 30_000)
  try {
    const { code, output } = await run(command, options)
    if (code !== 0) throw new StepFailed(`${title}：没有完成 failed\n\n${output.trim()}`)
    console.log(`${title}：完成 done (${seconds()} s)`)
  } catch (error) {
    if (error instanceof StepFailed) throw error
    throw new StepFailed(`${title}：没有完成 failed\n\n${error.message}`)
  } finally {
    clearInterval(alive)
  }
}

/** A package's own script, without npx between us and it. */
export const tool = (path, ...args) => [process.execPath, at('node_modules', path), ...args]
export const wxt = (...args) => tool('wxt/bin/wxt.mjs', ...args)
export const vite = (...args) => tool('vite/bin/vite.js', ...args)

/** node_modules exactly as the lock file says; does nothing when it is. */
export async function install() {
  const stamp = at('node_modules', '.xueji-stamp')
  const lock = hashOf(['package.json', 'package-lock.json'])
  if (holds(stamp, lock)) return
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const command = [...npm, 'ci', '--include=dev', '--no-audit', '--no-fund']
  try {
    await step('安装依赖 installing dependencies（首次约 3 分钟 about 3 minutes）', command, {
      shell: !posix && npm.length === 1,
    })
  } catch (error) {
    if (/gyp|node-gyp|prebuild/.test(error.message))
      error.message +=
        '\n\nbetter-sqlite3 需要现场编译，请先安装编译工具再试。Build tools are needed first:\n  apt-get install -y --no-install-recommends python3 make g++'
    throw error
  }
  writeFileSync(stamp, lock)
}

/** What decides how the extension is built, beside its sources. */
const buildSettings = ['XUEJI_PUBLISHER_KEY', 'XUEJI_EXTENSION_KEY', 'XUEJI_GECKO_ID', 'XUEJI_GECKO_UPDATES']
const common = ['shared', 'package.json', 'package-lock.json']
/** Beside its own folder: the one practice video, and how a publisher's key is read. */
const borrowed = ['server/reach/public/practice.webm', 'server/deploy/publisher.ts']

async function buildExtension(folder, title, testServer) {
  const env = { XUEJI_TEST_SERVER: testServer }
  const settings = buildSettings.map((name) => process.env[name] ?? '')
  const results = ['chrome-mv3', 'firefox-mv3'].map((target) => `dist/${folder}/${target}/manifest.json`)
  await whenChanged(
    folder,
    [...common, ...borrowed, 'extension', 'wxt.config.ts'],
    [testServer, ...settings],
    results,
    async () => {
      await step(`${title} (Chromium)`, wxt('build'), { env })
      await step(`${title} (Firefox)`, wxt('build', '-b', 'firefox'), { env })
    },
  )
}

/**
 * Installs, then builds what is asked for and not up to date: `extension` for people, `testExtension` whose only
 * difference is the loopback server among its hosts, `console`. One process at a time. Throws StepFailed.
 */
export async function prepare({ extension = false, testExtension = false, console: withConsole = false }) {
  const unlock = await lock()
  try {
    await install()
    if (extension) await buildExtension('extension', '构建扩展 building the extension', '')
    if (testExtension)
      await buildExtension('extension-test', '构建测试用扩展 building the test extension', 'http://127.0.0.1')
    if (withConsole) {
      await whenChanged('console', [...common, 'server/console'], [], ['dist/console/index.html'], () =>
        step('构建控制台 building the console', vite('build', 'server/console', '--logLevel', 'warn')),
      )
      const pageInputs = [...common, 'server/verify-page', 'server/sm2', 'extension/sites/released.json']
      await whenChanged('verify', pageInputs, [], ['dist/verify/verify.html'], () =>
        step('构建核验网页 building the verifier page', vite('build', 'server/verify-page', '--logLevel', 'warn')),
      )
    }
  } finally {
    unlock()
  }
}

/** Builds when the inputs are not those of the last finished build, or a result of it is gone. */
async function whenChanged(name, inputs, settings, results, build) {
  const stamp = at('dist', `.${name}-stamp`)
  const hash = hashOf(inputs, settings)
  if (holds(stamp, hash) && results.every((result) => existsSync(at(result)))) return
  rmSync(stamp, { force: true })
  await build()
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(stamp, hash)
}

const holds = (file, content) => existsSync(file) && readFileSync(file, 'utf8') === content

/** What no build reads. */
const notBuilt = /\.test\.tsx?$|\.md$|^fixtures$|^test$/

/** SHA-256 over these files and the files below these folders, names and contents. */
function hashOf(paths, settings = []) {
  const hash = createHash('sha256').update(JSON.stringify(settings))
  const visit = (path) => {
    if (!existsSync(at(path))) return
    if (!statSync(at(path)).isDirectory()) {
      const content = readFileSync(at(path))
      hash.update(JSON.stringify([path, content.length])).update(content)
      return
    }
    for (const name of readdirSync(at(path)).sort()) if (!notBuilt.test(name)) visit(`${path}/${name}`)
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** One process builds at a time; the next waits. Resolves with what gives the turn back. */
async function lock() {
  mkdirSync(at('dist'), { recursive: true })
  const file = at('dist', '.preparing')
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (abandoned(file)) {
      rmSync(file, { force: true })
      continue
    }
    if (!waited) console.log('另一个窗口正在安装或构建，等它完成 … another window is building, waiting')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  const unlock = () => rmSync(file, { force: true })
  process.once('exit', unlock)
  return () => {
    process.off('exit', unlock)
    unlock()
  }
}

/** True when the process that holds the turn is gone (killed, or the machine went down). */
function abandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // Made, but its number not yet written.
    if (pid === 0) return Date.now() - statSync(file).mtimeMs > 10_000
    if (pid !== process.pid) process.kill(pid, 0)
    return pid === process.pid
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
