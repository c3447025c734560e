import { describe, expect, it } from 'vitest'
import { chromiumPolicies, firefoxPolicies, registryKeys, registryUndo, windowsFile } from './policy-files'
import { storeIdOf, storeXpiOf } from './publisher'
import { regFile } from './reg'

const id = 'abcdefghijklmnopabcdefghijklmnop'
const source = { id, updateUrl: 'https://px.example.cn/extension/updates.xml' }
const configuration = { server: 'https://px.example.cn', classCode: 'KQ4N7W' }

describe('a policy of Chromium', () => {
  it('installs the extension, pins its icon, lets it onto its sites and its server, and hands it server and class', () => {
    expect(chromiumPolicies(source, configuration)).toMatchObject({
      ExtensionInstallForcelist: [`${id};https://px.example.cn/extension/updates.xml`],
      ExtensionSettings: { [id]: { installation_mode: 'force_installed', toolbar_pin: 'force_pinned' } },
      '3rdparty': { extensions: { [id]: configuration } },
    })
  })

  it('names hosts as the policy wants them, without path or port', () => {
    const policies = JSON.stringify(chromiumPolicies(source, { server: 'https://px.example.cn:8443' }))
    const hosts = JSON.parse(policies).ExtensionSettings[id].runtime_allowed_hosts
    expect(hosts).toContain('https://px.example.cn')
    expect(hosts).toContain('*://px.class.com.cn')
    for (const host of hosts) expect(host).toMatch(/^(\*|https?):\/\/[^/:]+$/)
  })

  it('without a class leaves the class to the trainee', () => {
    expect(chromiumPolicies(source, { server: configuration.server })).toMatchObject({
      '3rdparty': { extensions: { [id]: { server: configuration.server } } },
    })
    expect(JSON.stringify(chromiumPolicies(source, { server: configuration.server }))).not.toContain('classCode')
  })
})

describe('a file for regedit', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf16le')

  it('is UTF-16LE with its mark and CRLF, as regedit writes and reads it', () => {
    const bytes = Buffer.from(windowsFile(registryKeys('chrome', source, configuration)))
    expect([bytes[0], bytes[1]]).toEqual([0xff, 0xfe])
    expect(bytes.toString('utf16le').slice(1)).toMatch(/^Windows Registry Editor Version 5\.00\r\n/)
    expect(bytes.toString('utf16le').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('escapes what its texts may hold, and writes numbers as dword', () => {
    const file = text(regFile([{ key: 'HKEY_LOCAL_MACHINE\\A', values: { 'a"b': 'C:\\x "y"', n: 255 } }]))
    expect(file).toContain('[HKEY_LOCAL_MACHINE\\A]\r\n"a\\"b"="C:\\\\x \\"y\\""\r\n"n"=dword:000000ff\r\n')
  })

  it('sets policies of Chrome and Edge where each reads them', () => {
    const keys = (root: 'chrome' | 'edge') =>
      text(windowsFile(registryKeys(root, source, configuration)))
        .split('\r\n')
        .filter((line) => line.startsWith('['))
    expect(keys('chrome')[0]).toBe(
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\ExtensionInstallForcelist]',
    )
    expect(keys('edge').at(-1)).toBe(
      `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge\\3rdparty\\extensions\\${id}\\policy]`,
    )
  })

  it('takes back everything that it set, and nothing else: the other lines of the list stay', () => {
    const set = registryKeys('chrome', source, configuration)
    const undone = registryUndo('chrome', source)
    for (const { key, values } of set) {
      const over = undone.find((one) => key === one.key || key.startsWith(`${one.key}\\`))
      expect(over, key).toBeDefined()
      if (over?.values !== false) expect(Object.keys(over?.values ?? {})).toEqual(Object.keys(values))
    }
    expect(text(regFile(undone))).toContain('ExtensionInstallForcelist]\r\n"8787"=-\r\n')
  })
})

it('Firefox gets the signed file, the same configuration, and the CA of Windows only where the server needs it', () => {
  const made = { id: 'xueji@example.cn', installUrl: 'https://px.example.cn/extension/xueji.xpi' }
  const policies = JSON.parse(JSON.stringify(firefoxPolicies(made, configuration, { ca: false })))
  expect(policies.policies).toEqual({
    ExtensionSettings: {
      'xueji@example.cn': {
        installation_mode: 'force_installed',
        install_url: made.installUrl,
        default_area: 'navbar',
      },
    },
    '3rdparty': { Extensions: { 'xueji@example.cn': configuration } },
  })
  expect(JSON.stringify(firefoxPolicies(made, configuration, { ca: true }))).toContain('ImportEnterpriseRoots')
})

it('what a store calls the extension is read from the address of its page', () => {
  expect(storeIdOf(`https://chromewebstore.google.com/detail/xueji/${id}`)).toBe(id)
  expect(storeIdOf(`https://microsoftedge.microsoft.com/addons/detail/${id}?hl=zh-CN`)).toBe(id)
  expect(storeIdOf('https://chromewebstore.google.com/')).toBeUndefined()
  expect(storeXpiOf('https://addons.mozilla.org/zh-CN/firefox/addon/xueji/')).toBe(
    'https://addons.mozilla.org/firefox/downloads/latest/xueji/latest.xpi',
  )
  expect(storeXpiOf('https://addons.mozilla.org/')).toBeUndefined()
})
