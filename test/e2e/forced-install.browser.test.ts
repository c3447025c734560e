import { generateKeyPairSync } from 'node:crypto'
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readPublisherKey } from '../../server/deploy/publisher'
import { Hr, inventedId } from '../support/hr'
import { freshDataDir, type RunningServer, removeDir, startServer } from '../support/server'
import { findChromium } from './drivers/binaries'
import { launchRaw } from './drivers/chromium-raw'
import { fill } from './trainee'

/** Where Debian's Chromium reads its policies. */
const POLICIES = '/etc/chromium/policies/managed'
const chromium = findChromium()

/** Why this cannot run here; undefined where it can. It is left alone where somebody manages this machine. */
function obstacle(): string | undefined {
  if ('missing' in chromium) return 'no Chromium'
  try {
    mkdirSync(POLICIES, { recursive: true })
    accessSync(POLICIES, constants.W_OK)
  } catch {
    return `${POLICIES} cannot be written`
  }
  return readdirSync(POLICIES).length > 0 ? `${POLICIES} is not empty` : undefined
}
const why = obstacle()

describe.skipIf(why !== undefined)(`Chromium under a policy${why ? ` (not run: ${why})` : ''}`, () => {
  const dataDir = freshDataDir()
  const folder = mkdtempSync(join(tmpdir(), 'xueji-publisher-'))
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const { id } = readPublisherKey(pem)
  const policy = join(POLICIES, `xueji-test-${process.pid}.json`)
  const leave = () => rmSync(policy, { force: true })
  let server: RunningServer

  beforeAll(async () => {
    process.once('exit', leave)
    const file = join(folder, 'publisher.pem')
    writeFileSync(file, pem)
    server = await startServer({ dataDir, args: ['--publisher-key', file] })
  })
  afterAll(async () => {
    leave()
    await server?.stop()
    removeDir(dataDir)
    removeDir(folder)
  })

  test('installs the packed extension from our server; the trainee types a name and six digits, and nobody is asked for anything', async () => {
    const hr = new Hr(server.url)
    await hr.setUp(server.setupToken ?? '')
    const opened = await hr.openClass()
    const person = { name: '王晓明', id: inventedId(1) }
    await hr.importRoster(opened.id, [person])
    const file = await hr.get(`/api/install/linux?class=${opened.id}`)
    // Pages of what a policy installs are closed to debuggers, and so to this test, unless a policy opens them.
    writeFileSync(policy, JSON.stringify({ ...(await file.json()), DeveloperToolsAvailability: 1 }))

    const browser = await launchRaw({ installed: id })
    onTestFinished(async () => {
      leave()
      await browser.close()
    })
    const tab = await browser.opened(`${id}/welcome.html`)
    await tab.waitFor(`document.querySelector('#known-server')?.dataset.from === 'managed'`)
    expect(await tab.evaluate(`document.querySelector('#known-server').textContent`)).toContain(opened.code)
    expect(await tab.evaluate(`document.querySelector('#server, #class-code')`)).toBeNull()
    await fill(tab, '#name', person.name)
    await fill(tab, '#last-six', person.id.slice(-6))
    await tab.click('#next')
    await tab.click('#agree')
    await tab.waitFor(`document.querySelector('#joined')?.dataset.state === 'pending'`)
    expect(await tab.evaluate(`document.querySelector('#practice').href`)).toBe(`${server.url}/practice`)

    const page = await browser.open(`${server.url}/healthz`)
    expect(
      await page.waitFor(`new Promise((resolve) => {
        addEventListener('message', ({ data }) => { if (data?.xueji === 'here') resolve(data) })
        postMessage({ xueji: 'hello' }, location.origin)
        setTimeout(() => resolve(undefined), 500)
      })`),
    ).toMatchObject({ xueji: 'here', joined: 1 })
  })
})
