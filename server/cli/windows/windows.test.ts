import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { freePort, removeDir } from '../../../test/support/server'
import { neededBy } from './needed'
import { addonProblem, readPe } from './pe'
import { batches, notepad, readMe } from './texts'

const root = resolve(import.meta.dirname, '../../..')
const run = promisify(execFile)

/** The headers of a PE32+ file with one section and these exports, as far as Windows and we read them. */
function pe({ machine = 0x8664, library = true, exports = ['napi_x'] as string[] } = {}): Uint8Array {
  const bytes = Buffer.alloc(2048)
  const [header, optional, section, table] = [64, 88, 328, 512]
  bytes.write('MZ', 0)
  bytes.writeUInt32LE(header, 0x3c)
  bytes.write('PE\0\0', header)
  bytes.writeUInt16LE(machine, header + 4)
  bytes.writeUInt16LE(1, header + 6)
  bytes.writeUInt16LE(240, header + 20)
  bytes.writeUInt16LE(library ? 0x2022 : 0x22, header + 22)
  bytes.writeUInt16LE(0x20b, optional)
  bytes.writeUInt32LE(0x1000, optional + 112)
  bytes.writeUInt32LE(0x1000, section + 8)
  bytes.writeUInt32LE(0x1000, section + 12)
  bytes.writeUInt32LE(0x1000, section + 16)
  bytes.writeUInt32LE(table, section + 20)
  bytes.writeUInt32LE(exports.length, table + 24)
  bytes.writeUInt32LE(0x1000 + 40, table + 32)
  let at = table + 40 + exports.length * 4
  for (const [n, name] of exports.entries()) {
    bytes.writeUInt32LE(at - table + 0x1000, table + 40 + n * 4)
    at += bytes.write(`${name}\0`, at)
  }
  return bytes
}

describe('the module that has to be given', () => {
  it('is taken when it is a 64-bit library for this very Node', () => {
    expect(addonProblem(pe({ exports: ['a', 'node_register_module_v137'] }), '137')).toBeUndefined()
    expect(readPe(pe({ exports: ['a', 'b'] }))).toEqual({ machine: 'x64', library: true, exports: ['a', 'b'] })
  })

  it('is refused with the reason: of another system, another processor, a program, another Node, no module of Node', () => {
    const linux = readFileSync(join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'))
    expect(addonProblem(linux, '137')).toContain('PE32+')
    expect(addonProblem(pe({ machine: 0xaa64 }), '137')).toContain('ARM64')
    expect(addonProblem(pe({ library: false }), '137')).toContain('程序')
    expect(addonProblem(pe({ exports: ['node_register_module_v115'] }), '137')).toContain('v115')
    expect(addonProblem(pe(), '137')).toContain('没有 node_register_module_v137')
  })

  it('cut short anywhere is no module, and never an error', () => {
    const whole = pe({ exports: ['node_register_module_v137'] })
    for (let length = 0; length < 570; length += 7) expect(addonProblem(whole.subarray(0, length), '137')).toBeDefined()
  })
})

describe('what the folder holds', () => {
  const needed = neededBy(root, ['server/main.ts', 'server/cli/xueji.mjs'])

  it('is what a run imports: no test, no source of the console, nothing that only builds', () => {
    expect(needed.files).toContain('server/db/migrations/0001-first.sql')
    expect(needed.files).toContain('server/cli/verify.ts')
    expect(needed.files.filter((file) => /\.(test|fixture)\.|^server\/console\/|^test\//.test(file))).toEqual([])
    expect(needed.packages).toEqual(expect.arrayContaining(['better-sqlite3', 'tsx', '@node-rs/argon2']))
    expect(needed.packages.filter((name) => /^(vite|wxt|typescript|preact|playwright-core)$/.test(name))).toEqual([])
  })

  it('every package in it is one that people who run it get installed', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(needed.packages.filter((name) => !(name in dependencies))).toEqual([])
  })
})

describe('what people double-click', () => {
  it('is ASCII with CRLF: no code page can spoil it; every path is quoted and its own folder’s', () => {
    for (const [name, bytes] of Object.entries(batches)) {
      const text = Buffer.from(bytes).toString('latin1')
      expect(name).toMatch(/\.bat$/)
      expect(text).toMatch(/^[\x20-\x7e\r\n]+$/)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      expect(text).toMatch(/\r\n"%~dp0node\\node\.exe" "%~dp0app\\[\w\\.]+" %\*\r\n/)
    }
  })

  it('names scripts that are in the folder', () => {
    for (const bytes of Object.values(batches)) {
      const [, script = ''] = /"%~dp0app\\([\w\\.]+)"/.exec(Buffer.from(bytes).toString()) ?? []
      const path = script.replaceAll('\\', '/').replace(/^windows\//, 'server/cli/windows/folder/')
      expect(existsSync(join(root, path)), path).toBe(true)
    }
  })

  it('comes with words that Notepad shows as they are', () => {
    const bytes = Buffer.from(notepad(readMe({ version: '0.1.0', node: '24' })))
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString('utf8').replaceAll('\r\n', '')).not.toContain('\n')
  })
})

/** The folder as it is laid out, in a path with a space and Chinese; this machine's Node in the place of node.exe. */
function laidOut() {
  const home = join(mkdtempSync(join(tmpdir(), 'xueji-windows-')), '学 迹')
  onTestFinished(() => removeDir(resolve(home, '..')))
  const app = join(home, 'app')
  for (const file of neededBy(root, ['server/main.ts', 'server/cli/xueji.mjs']).files)
    cpSync(join(root, file), join(app, file))
  cpSync(join(root, 'server/cli/windows/folder'), join(app, 'windows'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'))
  // Stands for the browser: writes down what it is to open.
  const bin = join(home, 'bin')
  const opened = join(home, 'opened.txt')
  mkdirSync(bin)
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${opened}'\n`)
  chmodSync(join(bin, 'xdg-open'), 0o755)
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` }
  const script = (name: string) => join(app, 'windows', name)
  return {
    home,
    opened: () => (existsSync(opened) ? readFileSync(opened, 'utf8').trim().split('\n') : []),
    start: (...args: string[]) => spawn(process.execPath, [script('start.mjs'), ...args], { env, cwd: tmpdir() }),
    stop: () => run(process.execPath, [script('stop.mjs')], { env, cwd: tmpdir() }),
  }
}

describe.skipIf(process.platform === 'win32')('启动 and 停止, laid out as on Windows', () => {
  it('starts with nothing else installed, opens the browser at the set-up link, and keeps its data beside itself', async () => {
    const folder = laidOut()
    const port = String(await freePort())
    const started = folder.start('--port', port)
    const ended = once(started, 'exit')
    let printed = ''
    started.stdout.on('data', (text) => (printed += text))
    started.stderr.on('data', (text) => (printed += text))
    await vi.waitFor(() => expect(folder.opened(), printed).toHaveLength(1), { timeout: 30_000, interval: 100 })
    expect(folder.opened()[0]).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/setup\\?token=`))
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    expect(existsSync(join(folder.home, '数据', 'xueji.sqlite'))).toBe(true)

    const again = folder.start('--port', port)
    expect((await once(again, 'exit'))[0]).toBe(0)
    await vi.waitFor(() => expect(folder.opened()).toHaveLength(2), { timeout: 5_000 })
    expect(folder.opened()[1]).toBe(`http://127.0.0.1:${port}`)

    expect((await folder.stop()).stdout).toContain('学迹已停止')
    expect((await ended)[0]).toBe(0)
    expect(printed).toContain('已停止 stopped')
    expect((await folder.stop()).stdout).toContain('没有在运行')
  })

  it('what keeps it from starting stands in its window, and it ends with a failure, so that the window stays', async () => {
    const started = laidOut().start('--port', 'x')
    let printed = ''
    started.stderr.on('data', (text) => (printed += text))
    expect((await once(started, 'exit'))[0]).toBe(1)
    expect(printed).toContain('--port')
  })
})
