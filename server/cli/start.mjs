// npm start on a fresh clone: installs, builds what has changed, then runs the server (or the demo).
// Plain Node without a dependency. Options are the server's: npm start -- --help
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { checkNode, install, prepare, root, StepFailed } from './prepare.mjs'

checkNode()
const args = process.argv.slice(2)
const demo = args[0] === '--demo'
// The extension is built with the id of the key that signs it.
const given = args.findIndex((arg) => /^--publisher-key(=|$)/.test(arg))
if (given >= 0) process.env.XUEJI_PUBLISHER_KEY = resolve(args[given].split('=')[1] ?? args[given + 1] ?? '')
try {
  if (args.includes('--help')) await install()
  else await prepare({ extension: !demo, testExtension: demo, console: true })
} catch (error) {
  console.error(error instanceof StepFailed ? error.message : error)
  process.exit(1)
}

const script = demo ? ['server/cli/demo.ts', ...args.slice(1)] : ['server/main.ts', ...args]
const child = spawn(process.execPath, ['--import', 'tsx', ...script], { cwd: root, stdio: 'inherit' })
// A terminal sends Ctrl-C to both; a signal sent to us alone is passed on, and the child decides how to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
