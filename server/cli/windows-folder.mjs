// npm run build:windows: builds what is not up to date, then makes the folder that starts with a double click on Windows.
import { spawn } from 'node:child_process'
import { checkNode, prepare, root, StepFailed } from './prepare.mjs'

checkNode()
const args = process.argv.slice(2)
try {
  if (!args.includes('--help')) await prepare({ extension: true, console: true })
} catch (error) {
  console.error(error instanceof StepFailed ? error.message : error)
  process.exit(1)
}
const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/windows/main.ts', ...args], {
  cwd: root,
  stdio: 'inherit',
})
child.on('exit', (code) => process.exit(code ?? 1))
