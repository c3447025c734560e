import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import yazl from 'yazl'
import { removeDir } from '../../test/support/server'
import { from, ORIGIN, openApp, refusal } from '../app.fixture'
import { readPublisherKey } from './publisher'

const key = readPublisherKey(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
)
const manifest = { version: '0.1.0', host_permissions: [], minimum_chrome_version: '102' }
const gecko = { id: 'xueji@example.cn', strict_min_version: '142.0' }

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'xueji-install-'))
  onTestFinished(() => removeDir(made))
  for (const [name, more] of [
    ['chrome-mv3', {}],
    ['firefox-mv3', { browser_specific_settings: { gecko } }],
  ] as const) {
    mkdirSync(join(made, name))
    writeFileSync(join(made, name, 'manifest.json'), JSON.stringify({ ...manifest, ...more }))
  }
  return made
}

/** As a publisher gets it back from Mozilla, but for the signature's bytes. */
async function xpi(signature = 'META-INF/mozilla.rsa'): Promise<string> {
  const archive = new yazl.ZipFile()
  const text = JSON.stringify({ ...manifest, version: '0.1.7', browser_specific_settings: { gecko } })
  archive.addBuffer(Buffer.from(text), 'manifest.json')
  archive.addBuffer(Buffer.from('signed'), signature)
  archive.end()
  const parts: Buffer[] = []
  for await (const part of archive.outputStream) parts.push(Buffer.from(part))
  const file = join(folder(), 'xueji.xpi')
  writeFileSync(file, Buffer.concat(parts))
  return file
}

const audits = async ({ deps }: Awaited<ReturnType<typeof openApp>>) => {
  const { t, read } = deps.store
  return (await read.select().from(t.audit)).filter(({ action }) => action === 'policy.export')
}

describe('policy files', () => {
  it('have the server and the code of the chosen class filled in; each one handed out is in the audit', async () => {
    const app = await openApp({}, undefined, { publisher: { stores: {}, key }, extension: folder() })
    const { hr, opened } = await app.openedClass()
    const info = await (await hr.get('/api/install')).json()
    expect(info.browsers).toEqual({
      chrome: { id: key.id, from: 'server' },
      edge: { id: key.id, from: 'server' },
      '360': { id: key.id, from: 'server' },
    })
    const response = await hr.get(`/api/install/linux?class=${opened.id}`)
    expect(response.headers.get('content-disposition')).toContain('xueji.json')
    expect(await response.json()).toMatchObject({
      ExtensionInstallForcelist: [`${key.id};${ORIGIN}/extension/updates.xml`],
      '3rdparty': { extensions: { [key.id]: { server: ORIGIN, classCode: opened.code } } },
    })
    for (const file of ['windows', 'windows-360', 'windows-undo', 'linux-edge'])
      expect((await hr.get(`/api/install/${file}`)).status).toBe(200)
    expect((await audits(app)).map(({ subject, detail }) => [subject, detail])).toContainEqual([
      opened.id,
      '{"file":"linux"}',
    ])
    expect(await audits(app)).toHaveLength(5)
  })

  it('that nothing can be installed by are refused, and leave no trace', async () => {
    const app = await openApp()
    const { hr } = await app.openedClass()
    expect((await (await hr.get('/api/install')).json()).browsers).toEqual({})
    for (const file of ['windows', 'windows-360', 'windows-undo', 'linux', 'firefox'])
      expect(await refusal(await hr.get(`/api/install/${file}`))).toMatchObject({ status: 404, code: 'not-found' })
    expect(await refusal(await hr.get('/api/install/macos'))).toMatchObject({ status: 400 })
    expect(await audits(app)).toEqual([])
  })

  it('name the store where one lists the extension and this server has no package of its own', async () => {
    const id = 'abcdefgh'.repeat(4)
    const stores = {
      edge: `https://microsoftedge.microsoft.com/addons/detail/${id}`,
      firefox: 'https://addons.mozilla.org/zh-CN/firefox/addon/xueji/',
    }
    const app = await openApp({}, undefined, { publisher: { stores }, extension: folder() })
    const { hr } = await app.openedClass()
    expect((await (await hr.get('/api/install')).json()).browsers).toEqual({
      edge: { id, from: 'store' },
      firefox: { id: gecko.id, from: 'store' },
    })
    const reg = Buffer.from(await (await hr.get('/api/install/windows')).arrayBuffer()).toString('utf16le')
    expect(reg).toContain(`"8787"="${id};https://edge.microsoft.com/extensionwebstorebase/v1/crx"`)
    expect(reg).not.toContain('Google')
    expect((await (await hr.get('/api/install/firefox')).json()).policies.ExtensionSettings[gecko.id].install_url).toBe(
      'https://addons.mozilla.org/firefox/downloads/latest/xueji/latest.xpi',
    )
  })
})

describe('what browsers fetch by themselves', () => {
  it('is the packed extension and the way to it, for anybody who asks over a connection that nobody can change', async () => {
    const { app } = await openApp({}, undefined, { publisher: { stores: {}, key }, extension: folder() })
    const look = (path: string, address = '127.0.0.1') => app.request(`${ORIGIN}${path}`, {}, from(address))
    const updates = await (await look('/extension/updates.xml')).text()
    expect(updates).toContain(`codebase='${ORIGIN}/extension/xueji.crx' version='0.1.0'`)
    const crx = await look('/extension/xueji.crx')
    expect(crx.headers.get('content-type')).toBe('application/x-chrome-extension')
    expect(
      Buffer.from(await crx.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('Cr24')
    expect(await refusal(await look('/extension/xueji.crx', '10.1.2.3'))).toMatchObject({ code: 'insecure-transport' })
    expect((await look('/extension/xueji.xpi')).status).toBe(404)
  })

  it('is for Firefox the file that Mozilla signed, with its own version and hash', async () => {
    const { app } = await openApp({}, undefined, { publisher: { stores: {}, signedXpi: await xpi() } })
    const look = (path: string) => app.request(`${ORIGIN}${path}`, {}, from('127.0.0.1'))
    expect(await (await look('/extension/updates.json')).json()).toEqual({
      addons: {
        [gecko.id]: {
          updates: [
            {
              version: '0.1.7',
              update_link: `${ORIGIN}/extension/xueji.xpi`,
              update_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
              applications: { gecko: { strict_min_version: '142.0' } },
            },
          ],
        },
      },
    })
    expect((await look('/extension/xueji.xpi')).headers.get('content-type')).toBe('application/x-xpinstall')
    expect((await look('/extension/updates.xml')).status).toBe(404)
  })

  it('is nothing from a file that Mozilla has not signed', async () => {
    const { deps } = await openApp({}, undefined, {
      publisher: { stores: {}, signedXpi: await xpi('META-INF/other') },
    })
    await expect(deps.packed.xpi()).rejects.toThrow('签名')
  })
})
