// 启动学迹: starts the server on the data folder and opens the browser at the set-up link, or at the console once it is set up.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { dataFolder, home, pipeOf, say } from './control.mjs'

const data = dataFolder()
const pipe = pipeOf(data)
const args = process.argv.slice(2)

const running = await say(pipe, 'where')
if (running !== undefined) {
  console.log('学迹已经在运行，正在打开浏览器。')
  open(running)
} else start()

function start() {
  console.log('正在启动学迹，请稍候…… 学迹运行时请不要关闭本窗口；要停止，请双击“停止学迹”，或在本窗口按 Ctrl+C。')
  const app = join(home, 'app')
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', '--data', data, ...args], {
    cwd: app,
    // By the channel the server is told to stop: Windows knows no signal that would let it finish.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let printed = ''
  let address
  server.stdout.on('data', (text) => {
    process.stdout.write(text)
    if (address !== undefined) return
    printed += text
    const [, console_] = /console\s+(https?:\/\/\S+)/.exec(printed) ?? []
    if (!printed.includes('Ctrl-C') || console_ === undefined) return
    address = console_
    open(/(https?:\/\/\S+\/setup\S*)/.exec(printed)?.[1] ?? address)
  })
  const stop = () => server.connected && server.send('stop')
  const control = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined)
    socket.setEncoding('utf8')
    socket.on('data', (word) => {
      if (word.trim() !== 'stop') return socket.end(address ?? '')
      server.once('exit', () => socket.end('stopped'))
      stop()
    })
  })
  // One that died left its socket behind; a named pipe goes with its process.
  if (process.platform !== 'win32') rmSync(pipe, { force: true })
  control.on('error', () => console.error('“停止学迹”这次不能用，请在本窗口按 Ctrl+C 停止。'))
  control.listen(pipe)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  server.on('error', (error) => {
    console.error(`启动不了：${error.message}`)
    process.exit(1)
  })
  server.on('exit', (code) => {
    control.close()
    process.exitCode = code ?? 1
  })
}

/** Nothing is lost where no browser opens: the address stands in the window. */
function open(url) {
  const [command, ...rest] =
    process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', url] : ['xdg-open', url]
  spawn(command, rest, { stdio: 'ignore', detached: true })
    .on('error', () => console.log(`请在浏览器里打开 ${url}`))
    .unref()
}
