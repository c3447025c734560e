// npm test: does all its own set-up, runs every check, ends with one plain line. Plain Node, no dependency.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkNode, install, prepare, root, step, tool, wxt } from '../server/cli/prepare.mjs'

const args = process.argv.slice(2)
const long = args.includes('--long')
const wanted = args.filter((arg) => !arg.startsWith('--'))
const runs = (name) => wanted.length === 0 || wanted.includes(name)

/** What tests use of the system: a Debian package and how to see that it is there. */
const system = [
  ['chromium', ['chromium', 'chromium-browser', 'google-chrome']],
  ['firefox-esr', ['firefox-esr', 'firefox']],
  ['ffmpeg', ['ffmpeg']],
  ['fonts-noto-cjk', ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc']],
  ['poppler-utils', ['pdftoppm']],
  ['libreoffice-calc', ['soffice', 'libreoffice']],
  ['postgresql', ['/usr/lib/postgresql']],
  ['unzip', ['unzip']],
  ['openssl', ['openssl']],
  ['age', ['age']],
]
const quiet = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0
const present = (names) => names.some((name) => (name.startsWith('/') ? existsSync(name) : quiet('which', [name])))

async function systemPackages() {
  const missing = system.filter(([, names]) => !present(names)).map(([name]) => name)
  if (missing.length === 0) return
  const sudo = process.getuid?.() === 0 ? [] : quiet('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
  if (sudo && quiet('which', ['apt-get'])) {
    const apt = (...rest) => [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...rest]
    try {
      await step('读取系统软件目录 reading the package lists', apt('update'))
      await step(
        `安装系统软件 installing ${missing.join(' ')}`,
        apt('install', '-y', '--no-install-recommends', ...missing),
      )
      return
    } catch (error) {
      console.log(String(error.message).slice(0, 2000))
    }
  }
  console.log(
    `缺少系统软件，用到它们的测试会按名字跳过。请安装 install:\n  apt-get install -y --no-install-recommends ${missing.join(' ')}\n`,
  )
}

const counts = { passed: 0, failed: 0, skipped: 0 }
/** What failed, said again at the end, where somebody who has only the last lines of a long log finds it. */
const failures = []
/** What failed first and passed when it was run once more. Green, and perhaps not in order: named at the end, with what the first run failed with. */
const retried = []

/** A check that passes or fails as a whole. */
function check(title, [command, ...commandArgs]) {
  console.log(`\n── ${title}`)
  const { status } = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit' })
  counts[status === 0 ? 'passed' : 'failed']++
  if (status !== 0) failures.push(title)
}

function vitest(project) {
  console.log(`\n── ${project}`)
  const folder = mkdtempSync(join(tmpdir(), 'xueji-test-'))
  const report = join(folder, 'report.json')
  const [command, ...vitestArgs] = tool('vitest/vitest.mjs', 'run', '-c', 'test/vitest.config.ts', '--project', project)
  vitestArgs.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
  const { status } = spawnSync(command, vitestArgs, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CI: 'true' },
  })
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    // A file that could not even be loaded holds no test, and fails.
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
    )
    counts.passed += numPassedTests
    counts.failed += numFailedTests + broken.length
    counts.skipped += numPendingTests + numTodoTests
    failures.push(...broken.map(({ name, message }) => `${name}\n${message}`))
    for (const { name, assertionResults } of testResults)
      for (const { status, fullName, failureMessages } of assertionResults) {
        const title = `${name} › ${fullName}`
        if (status === 'failed') failures.push(`${title}\n${failureMessages.join('\n').slice(0, 3000)}`)
        else if (status === 'passed' && failureMessages.length > 0)
          retried.push(`${title}\n  ${failureMessages[0].split('\n', 1)[0].slice(0, 300)}`)
      }
    if (status !== 0 && numFailedTests + broken.length === 0) {
      counts.failed++
      failures.push(`${project}: vitest ended with ${status}, see above`)
    }
  } catch (error) {
    counts.failed++
    failures.push(`${project}: ${error.message}`)
  }
  rmSync(folder, { recursive: true, force: true })
}

checkNode()
const started = Date.now()
try {
  await systemPackages()
  await install()
  await step('准备类型 preparing types', wxt('prepare'))
  await prepare({ extension: true, testExtension: true, console: true })
} catch (error) {
  counts.failed++
  failures.push(error.message)
}
if (runs('types')) check('types', tool('typescript/bin/tsc', '--noEmit'))
if (runs('lint')) check('lint', tool('@biomejs/biome/bin/biome', 'check', '.'))
if (runs('unit')) vitest('unit')
if (runs('browser')) vitest('browser')
if (long) vitest('long')

for (const failure of failures) console.log(`\nFAILED ${failure}`)
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`)
for (const test of retried) console.log(`PASSED ONLY WHEN RUN ONCE MORE ${test}`)
const { passed, failed, skipped } = counts
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
