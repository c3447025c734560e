import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BadSetting } from './bad-setting'
import { readSettings } from './settings'

const data = mkdtempSync(join(tmpdir(), 'xueji-settings-'))
const read = (argv: string[], env: NodeJS.ProcessEnv = {}) => readSettings(['--data', data, ...argv], env)

it('defaults to loopback, port 8787 and SQLite', () => {
  expect(read([])).toMatchObject({
    port: 8787,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:8787',
    databaseUrl: undefined,
    tls: { kind: 'none' },
  })
})

it('takes options before the environment', () => {
  expect(read(['--port', '9000'], { XUEJI_PORT: '9001', XUEJI_PUBLIC_URL: 'https://a.cn' })).toMatchObject({
    port: 9000,
    publicUrl: 'https://a.cn',
  })
})

it.each([
  ['--port', ['--port', '70000']],
  ['--port', ['--port', 'eighty']],
  ['--host', ['--host', 'not a host']],
  ['--public-url', ['--public-url', 'a.cn']],
  ['--public-url', ['--public-url', 'https://a.cn/path']],
  ['DATABASE_URL', ['--database', 'mysql://x']],
  ['--behind-proxy', ['--behind-proxy', 'proxy']],
  ['--tls-key', ['--tls-cert', 'x.pem']],
  ['--tls-self', ['--tls-self', '--tls-cert', 'x.pem', '--tls-key', 'y.pem']],
  ['--tls-cert', ['--tls-cert', 'missing.pem', '--tls-key', 'missing.pem']],
  ['--witness', ['--witness', '绥化市人社局+00000000+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2']],
  ['--timestamp-url', ['--timestamp-url', 'ftp://tsa.example']],
  ['--store', ['--store', 'opera=https://addons.opera.com/xueji']],
  ['--store', ['--store', 'edge=http://store.example']],
  ['--publisher-key', ['--publisher-key', 'missing.pem']],
  ['--signed-xpi', ['--signed-xpi', 'missing.xpi']],
  ['unknown option', ['--prot', '1']],
])('names %s when it cannot be used', (name, argv) => {
  expect(() => read(argv)).toThrow(BadSetting)
  expect(() => read(argv)).toThrow(name)
})

it('takes any number of witnesses, by option or environment', () => {
  const key = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'
  const names = (...args: Parameters<typeof read>) => {
    const settings = read(...args)
    return settings !== 'help' && settings.witnesses.map(({ name }) => name)
  }
  expect(names(['--witness', key, '--witness', key])).toHaveLength(2)
  expect(names([], { XUEJI_WITNESS: `${key} ${key}` })).toEqual(['remora.n621.de', 'remora.n621.de'])
  expect(names([])).toEqual([])
})

it('refuses a data folder it cannot write', () => {
  const file = join(data, 'file')
  writeFileSync(file, '')
  expect(() => readSettings(['--data', join(file, 'below')], {})).toThrow('--data')
})

it('does not start off loopback without encryption, and says how', () => {
  expect(() => read(['--host', '0.0.0.0'])).toThrow('--tls-self')
  for (const way of [['--tls-self'], ['--behind-proxy', '10.0.0.2'], ['--open-device-routes']]) {
    expect(read(['--host', '192.168.1.5', ...way])).toMatchObject({ host: '192.168.1.5' })
  }
})

it('gives out an address other computers can reach where it listens on every one', () => {
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const other = own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? 'localhost'
  expect(read(['--host', '0.0.0.0', '--tls-self'])).toMatchObject({ publicUrl: `https://${other}:8787` })
})

it('knows the publisher of the extension: its stores, by option or environment, and its key', () => {
  const edge = 'https://microsoftedge.microsoft.com/addons/detail/xueji/abcdefghijklmnopabcdefghijklmnop?hl=zh-CN'
  const file = join(data, 'publisher.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const publisher = (...args: Parameters<typeof read>) => {
    const settings = read(...args)
    return settings !== 'help' && settings.publisher
  }
  expect(publisher([])).toEqual({ stores: {} })
  expect(publisher(['--store', `edge=${edge}`, '--publisher-key', file])).toMatchObject({
    stores: { edge },
    key: { id: expect.stringMatching(/^[a-p]{32}$/) },
  })
  expect(publisher([], { XUEJI_STORES: `edge=${edge} 360=https://ext.chrome.360.cn/webstore/detail/1` })).toMatchObject(
    {
      stores: { edge, '360': 'https://ext.chrome.360.cn/webstore/detail/1' },
    },
  )
})
