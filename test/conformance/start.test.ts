import { execFile, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { selfMadeTls } from '../../server/tls'
import { freePort, freshDataDir, removeDir, startServer } from '../support/server'

const root = fileURLToPath(new URL('../..', import.meta.url))

function dataDir(): string {
  const folder = freshDataDir()
  onTestFinished(() => removeDir(folder))
  return folder
}

/** Starts a server that the test's end stops. */
async function serve(...args: string[]) {
  const server = await startServer({ dataDir: dataDir(), args })
  onTestFinished(() => server.stop().then(() => undefined))
  return server
}

/** What a server that must not start says. */
async function refusal(...args: string[]): Promise<string> {
  const command = promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/main.ts', ...args], { cwd: root })
  const failed = await command.then(
    () => undefined,
    (error: { code: number; stderr: string }) => error,
  )
  expect(failed).toMatchObject({ code: 1 })
  const said = failed?.stderr ?? ''
  expect(said, 'a message for people, not a stack').not.toMatch(/^\s+at /m)
  return said
}

/** `npm start` as in a terminal, until Ctrl-C after its block. */
async function npmStart(...args: string[]): Promise<{ output: string; code: number | null }> {
  const child = spawn(process.execPath, ['server/cli/start.mjs', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let output = ''
  let interrupted = false
  child.stdout.on('data', (data) => {
    output += String(data)
    if (interrupted || !output.includes('Ctrl-C')) return
    interrupted = true
    process.kill(-(child.pid ?? 0), 'SIGINT')
  })
  const [code] = await once(child, 'close')
  return { output, code }
}

it('npm start shows in Chinese and English where to go, ends cleanly with Ctrl-C, and the second start builds nothing', async () => {
  const folder = dataDir()
  const args = ['--port', String(await freePort()), '--data', folder]
  const first = await npmStart(...args)
  expect(first.code).toBe(0)
  const origin = `http://127.0.0.1:${args[1]}`
  for (const line of [
    '学迹已启动 Xueji is running',
    `控制台 console        ${origin}`,
    `首次设置 set-up       ${origin}/setup?token=`,
    `数据 data             ${folder}`,
    '已停止 stopped',
  ])
    expect(first.output).toContain(line)
  for (const file of ['chrome-mv3/manifest.json', 'firefox-mv3/manifest.json']) {
    const built = path.join(root, 'dist/extension', file)
    expect(first.output).toContain(file.startsWith('firefox') ? built : path.dirname(built))
    expect(existsSync(built)).toBe(true)
  }
  const second = await npmStart(...args)
  expect(second.code).toBe(0)
  expect(second.output).not.toMatch(/构建|安装依赖/)
  expect(second.output, 'the link is good until it is used').toContain('/setup?token=')
}, 300_000)

it.each([
  ['a port that is none', ['--port', '99999'], '端口 --port 应是 0 到 65535 的整数'],
  ['an address that is none', ['--public-url', 'xueji'], '访问网址 --public-url 应像 https://'],
  ['an unknown option', ['--prot', '1'], '不认识的选项'],
  ['a network without encryption', ['--host', '0.0.0.0'], '请任选一种：--tls-self'],
])('does not start with %s, and says what to do', async (_, args, message) => {
  expect(await refusal('--data', dataDir(), ...args)).toContain(message)
})

it('does not start on a port in use, nor on the data of a running server', async () => {
  const running = await serve()
  const port = String(running.port)
  expect(await refusal('--data', dataDir(), '--port', port)).toContain(`端口 ${port} 已被占用`)
  const free = String(await freePort())
  expect(await refusal('--data', running.dataDir, '--port', free)).toContain('正被另一个学迹服务器使用')
  expect((await fetch(running.url)).status).toBe(200)
})

/** GET over TLS, trusting only this CA. */
const secureGet = (url: string, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { ca }, (response) => {
      let body = ''
      response.on('data', (data) => (body += String(data))).on('end', () => resolve(body))
    }).on('error', reject)
  })

it('with --tls-self speaks TLS that its downloadable CA vouches for, the same CA after a restart', async () => {
  const first = await startServer({ dataDir: dataDir(), args: ['--tls-self'] })
  const address = `https://127.0.0.1:${first.port}`
  const ca = readFileSync(path.join(first.dataDir, 'tls/ca.pem'), 'utf8')
  expect(await secureGet(`${address}/ca.crt`, ca)).toBe(ca)
  expect(new X509Certificate(ca).ca).toBe(true)
  await expect(fetch(first.url)).rejects.toThrow()
  expect(await first.stop()).toBe(0)
  const again = await startServer({ dataDir: first.dataDir, port: first.port, args: ['--tls-self'] })
  onTestFinished(() => again.stop().then(() => undefined))
  expect(await secureGet(`${address}/ca.crt`, ca)).toBe(ca)
})

it('serves with a certificate of one’s own, and refuses one that does not fit its key', async () => {
  const [mine, other] = [await selfMadeTls(dataDir(), ['127.0.0.1']), await selfMadeTls(dataDir(), ['127.0.0.1'])]
  const folder = dataDir()
  const file = (name: string, content: string) => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const cert = ['--tls-cert', file('cert.pem', mine.cert)]
  const server = await serve(...cert, '--tls-key', file('key.pem', mine.key))
  expect(await secureGet(`https://127.0.0.1:${server.port}/`, mine.ca)).toContain('<title>')
  const port = String(await freePort())
  const said = await refusal('--data', dataDir(), '--port', port, ...cert, '--tls-key', file('other.pem', other.key))
  expect(said).toContain('请检查 --tls-cert 与 --tls-key 是否成对')
})

it('behind a proxy takes for private only what the proxy got over TLS', async () => {
  const { url } = await serve('--behind-proxy', '127.0.0.1')
  const ask = (proto: string, route: string, method = 'GET') =>
    fetch(url + route, { method, headers: { 'x-forwarded-proto': proto } })
  expect((await ask('https', '/api/me')).status).toBe(401)
  for (const [route, method] of [
    ['/api/me', 'GET'],
    ['/join', 'POST'],
    ['/sync', 'POST'],
  ] as const) {
    const refused = await ask('http', route, method)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({
      code: 'insecure-transport',
      message: expect.stringContaining('https'),
    })
  }
  expect(await (await ask('http', '/api/state')).json()).toEqual({ setUp: false, secure: false })
})
