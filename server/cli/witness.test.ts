import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readWitnessKey } from '../../shared/log/cosignature'
import { fingerprint } from '../../shared/record/batch'
import { run } from '../claim/school.fixture'
import { nodeCrypto } from '../crypto'
import { Town } from '../witness/town.fixture'
import { main as logMain } from './log'
import { main as witnessMain } from './witness'

const cli = fileURLToPath(new URL('xueji.mjs', import.meta.url))

describe('xueji witness and xueji log', () => {
  let town: Town
  let server: ReturnType<typeof serve>
  let address: string
  let key: string
  const file = (name: string) => join(town.folder, name)
  /** Exit code and what was said. */
  async function said(main: (args: string[]) => Promise<number>, ...args: string[]) {
    const lines: string[] = []
    const keep = (line: unknown) => void lines.push(String(line))
    const spies = [
      vi.spyOn(console, 'log').mockImplementation(keep),
      vi.spyOn(console, 'error').mockImplementation(keep),
    ]
    try {
      return { code: await main(args), text: lines.join('\n') }
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  }
  const witness = (...args: string[]) => said(witnessMain, ...args, '--data', file('bureau'))
  const log = (...args: string[]) => said(logMain, ...args, '--server', address)
  const online = () => witness('--log', address, '--key', key)

  beforeEach(async () => {
    town = await Town.open()
    const { fetcher } = town.source
    const app = new Hono().all('*', async (c) => {
      const { pathname, search } = new URL(c.req.url)
      const body = c.req.method === 'POST' ? await c.req.text() : undefined
      return fetcher(`http://127.0.0.1${pathname}${search}`, {
        method: c.req.method,
        ...(body !== undefined && { body }),
      })
    })
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    await once(server, 'listening')
    const bound = server.address()
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`
    key = fingerprint(nodeCrypto, town.keys.log.publicKey)
    await town.handIn(2)
  })
  afterEach(async () => {
    server.close()
    await town.close()
  })

  /** The witness made its key, and the server was told of it. */
  async function introduced(): Promise<void> {
    const { text } = await witness('--name', '省人社厅')
    town.believes = [readWitnessKey(nodeCrypto, /备查公钥：(.+)/.exec(text)?.[1] ?? '')]
    await town.stop()
    await town.start()
  }

  it('names itself once, then cosigns what grows and hands it over: exit code 0', async () => {
    const { code, text } = await witness('--name', '省人社厅')
    expect(code).toBe(0)
    expect(text).toContain('备查方：省人社厅')
    expect(await witness('--name', '别的名字')).toMatchObject({ code: 2, text: expect.stringContaining('名称不能改') })
    await introduced()
    for (let visit = 0; visit < 2; visit++) {
      const { code, text } = await online()
      expect([code, text]).toEqual([
        0,
        expect.stringMatching(/✓ .* 已见证 xueji\/test\/0：\d 条[\s\S]*见证已交给对方服务器/),
      ])
      await town.handIn(1)
    }
    expect(readdirSync(file('bureau/witness')).sort()).toContain(`${key}.ndjson`)
    expect((await log('key')).text).toContain(key)
  })

  it('refuses a log that was cut, in words, with exit code 1', async () => {
    await introduced()
    await town.handIn(3)
    await online()
    await town.edit(
      'DELETE FROM receipt WHERE leaf >= 2',
      'DELETE FROM leaf WHERE position >= 2',
      'DELETE FROM checkpoint WHERE size > 2',
    )
    const { code, text } = await online()
    expect(code).toBe(1)
    expect(text).toContain('✗ 拒绝见证：日志变短了：上次见到 xueji/test/0 的 5 条，现在出示的是 xueji/test/0 的 2 条')
    expect(text).toContain('都有对方日志密钥的签名，可作证据')
    expect(text).toContain('它承认日志自备份恢复，另起一代')
    const next = await online()
    expect([next.code, next.text]).toEqual([0, expect.stringContaining('疑点：日志自备份恢复，另起第 1 代')])
  })

  it('refuses a server whose key is not the one it was given', async () => {
    const { code, text } = await witness('--name', 'a', '--log', address, '--key', '0'.repeat(64))
    expect([code, text]).toEqual([1, expect.stringContaining('不是您指定的那一把')])
    expect(existsSync(file(`bureau/witness/${key}.ndjson`))).toBe(false)
  })

  it('works by files where no network joins them', async () => {
    await introduced()
    for (let visit = 0; visit < 2; visit++) {
      expect(await log('export', '--out', file('log.json'))).toMatchObject({ code: 0 })
      const seen = await witness('--in', file('log.json'), '--key', key, '--out', file('seen.txt'))
      expect([seen.code, seen.text]).toEqual([0, expect.stringContaining('已见证 xueji/test/0')])
      expect(await log('import', file('seen.txt'))).toMatchObject({ code: 0, text: '见证已收下' })
      expect(await log('import', file('seen.txt'))).toMatchObject({ code: 0, text: '这个见证以前已收下' })
      await town.handIn(2)
    }
  })

  it('says what is missing, with exit code 2', async () => {
    writeFileSync(file('text'), 'hello')
    const cases: [string, string[]][] = [
      ['--key', ['--name', 'a', '--log', address]],
      ['--log 应是网址', ['--name', 'a', '--log', 'xueji', '--key', key]],
      ['找不到文件', ['--name', 'a', '--in', file('nowhere'), '--key', key]],
      ['不像学迹的封存日志', ['--name', 'a', '--in', file('text'), '--key', key]],
      ['连不上', ['--name', 'a', '--log', 'http://127.0.0.1:9', '--key', key]],
      ['--every', ['--name', 'a', '--log', address, '--key', key, '--every', '5s']],
      ['用法', ['--nonsense']],
    ]
    for (const [why, args] of cases) {
      const { code, text } = await witness(...args)
      expect([why, code, text]).toEqual([why, 2, expect.stringContaining(why === '用法' ? 'npx xueji witness' : why)])
    }
    const { status, stderr } = run(process.execPath, [cli, 'witness', '--data', file('other')], town.folder)
    expect([status, stderr]).toEqual([2, expect.stringContaining('第一次使用请先给备查方起名')])
  })
})
