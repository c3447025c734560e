import { spawnSync } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtIn } from '../../extension/sites'
import { base64url, fromUtf8, type Signer, sha256Hex, utf8 } from '../../shared/crypto'
import { batchesFile, chainFile, files, receiptsFile } from '../../shared/package/layout'
import { manifestText } from '../../shared/package/manifest'
import { reportText } from '../../shared/package/report'
import { verifyPackage } from '../../shared/package/verify'
import { fingerprint, receiptBytes } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { ruleHash } from '../../shared/site/hash'
import { Device, steady } from '../../test/support/device'
import { Hr, inventedId } from '../../test/support/hr'
import { setupLink } from '../access/set-up'
import { createApp } from '../app'
import { makeKey, nodeCrypto, signer } from '../crypto'
import { type Deps, openDeps } from '../deps'
import { readZip } from './read-zip'

const ORIGIN = 'http://127.0.0.1:8787'
const HOUR = 3_600_000
const course = { key: 'c-1', title: '养老护理员（初级）' }
const lesson = { key: 'l-1', title: '第一节' }
const builtInRules = new Set(builtIn.map((rule) => ruleHash(nodeCrypto, rule)))
/** 2026-11-22 08:00 in Beijing. */
const clock = { ms: Date.parse('2026-11-22T00:00:00Z'), now: () => clock.ms++ }

const folder = mkdtempSync(join(tmpdir(), 'xueji-package-'))
let deps: Deps
let zip: Uint8Array
let bag: ReadonlyMap<string, Uint8Array>
let trusted: { fingerprint: string }
let packageKey: Signer
let devices: Device[]
let seats: Record<string, { number: string; credited: number }>

/** Two trainees study on two days, one of them on a copied profile as well; a third never joined. */
beforeAll(async () => {
  deps = await openDeps({ dataDir: join(folder, 'data'), publicUrl: ORIGIN, clock })
  const app = createApp(deps, { tls: false, openDeviceRoutes: false })
  const fetcher: typeof fetch = async (input, init) =>
    app.request(String(input), init, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
  const hr = new Hr(ORIGIN, fetcher)
  const { organisation } = await hr.setUp(/token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? '')
  const opened = await hr.openClass()
  await hr.importRoster(
    opened.id,
    ['王晓明', '李𠮷', '赵未到'].map((name, i) => ({ name, id: inventedId(i) })),
  )
  const codes = (await hr.slips(opened.id)).map(({ code }) => code)
  devices = []
  for (const code of codes.slice(0, 2)) {
    const device = new Device(ORIGIN, { fetcher })
    await device.join({ code })
    devices.push(device.begin({ class: opened.id, organisation: organisation.id, at: clock.ms }))
  }
  const [first, second] = devices
  if (!first || !second) throw new Error('no devices')
  const study = async (device: Device, from: number) => {
    const wall = clock.ms
    clock.ms += HOUR
    device.watch(
      course,
      lesson,
      [
        [steady(wall, 300_000), { ...steady(wall + 300_000, 60_000, 300_000), visible: false }],
        [steady(wall + 400_000, 300_000, 360_000)],
      ],
      clock.ms,
    )
    return device.handIn(from)
  }
  await study(first, 0)
  await study(second, 0)
  const copy = second.copy()
  clock.ms += 24 * HOUR
  await study(first, first.entries.length)
  await study(second, second.entries.length)
  expect((await study(copy, 6)).answer.forked).toBe(true)
  await hr.signIn()
  zip = await hr.package(opened.id)
  bag = (await readZip(zip)).files
  packageKey = await deps.keys.package(organisation.id)
  trusted = { fingerprint: (await hr.keys()).package.fingerprint }
  seats = Object.fromEntries(
    (await hr.class(opened.id)).roster.map(({ number, credited, name }) => [name, { number, credited }]),
  )
})
afterAll(async () => {
  await deps.close()
  rmSync(folder, { recursive: true, force: true })
})

const verify = (files: ReadonlyMap<string, Uint8Array>, key: { fingerprint: string } | undefined = trusted) =>
  verifyPackage(nodeCrypto, files, { trusted: key, builtInRules })
const problemsOf = async (files: ReadonlyMap<string, Uint8Array>, key?: { fingerprint: string }) =>
  (await verify(files, key)).checks.flatMap(({ problems }) => problems)

/** The package with some files changed, and manifests and signature made to fit by whoever holds this key. */
async function resigned(
  changes: Record<string, string | undefined>,
  key = packageKey,
): Promise<Map<string, Uint8Array>> {
  const changed = new Map(bag)
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) changed.delete(path)
    else changed.set(path, utf8(text))
  }
  const hashes = (paths: string[]) =>
    manifestText(new Map(paths.map((path) => [path, sha256Hex(nodeCrypto, changed.get(path) ?? new Uint8Array())])))
  const payload = [...changed.keys()].filter((path) => path.startsWith('data/'))
  const octets = payload.reduce((sum, path) => sum + (changed.get(path)?.length ?? 0), 0)
  changed.set(
    files.info,
    utf8(text(files.info).replace(/Payload-Oxum: .*/, `Payload-Oxum: ${octets}.${payload.length}`)),
  )
  changed.set(files.manifest, utf8(hashes(payload)))
  changed.set(files.tagManifest, utf8(hashes([files.bagit, files.info, files.manifest])))
  changed.set(files.signature, await key.sign(changed.get(files.tagManifest) ?? new Uint8Array()))
  return changed
}
const text = (path: string) => fromUtf8(bag.get(path) ?? expect.fail(`no ${path}`))
const linesOf = (path: string) => text(path).split('\n').slice(0, -1)
const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
const chainOf = (n: number) => devices[n]?.chain ?? expect.fail()

describe('a package', () => {
  it('is accepted with the right key, and its figures are the roster’s', async () => {
    const report = await verify(bag)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(report.verdict).toBe('good')
    const own = Object.fromEntries(report.seats.map(({ number, credited }) => [number, credited]))
    expect(own).toEqual(Object.fromEntries(Object.values(seats).map(({ number, credited }) => [number, credited])))
    expect(seats['王晓明']?.credited).toBe(1_200_000)
    expect(report.notes.join('\n')).toMatch(/阶段包[\s\S]*待人社局确认[\s\S]*|分支 1/)
    expect(reportText(report)).toContain('核验通过')
  })

  it('without a key, with another one or with another fingerprint is not: 签名者未经确认, or refused', async () => {
    expect(await verifyPackage(nodeCrypto, bag, { builtInRules })).toMatchObject({ verdict: 'unconfirmed' })
    expect(await verify(bag, { fingerprint: '0'.repeat(64) })).toMatchObject({ verdict: 'bad' })
    const stranger = signer(await makeKey('Ed25519')).publicKey
    const other = { fingerprint: fingerprint(nodeCrypto, stranger), key: stranger }
    expect(await verify(bag, other)).toMatchObject({ verdict: 'bad' })
  })

  it('with one changed byte in any file of it is caught, with and without a key', async () => {
    for (const [path, bytes] of bag) {
      for (const at of new Set([0, bytes.length >> 1, bytes.length - 1])) {
        const changed = new Map(bag).set(
          path,
          bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
        )
        for (const key of [trusted, undefined]) {
          const { verdict } = await verifyPackage(nodeCrypto, changed, { trusted: key, builtInRules })
          expect(verdict, `${path} ${at}`).toBe('bad')
        }
      }
    }
  })

  it('with a file missing, added or cut short is caught', async () => {
    for (const [path, bytes] of bag) {
      const without = new Map(bag)
      without.delete(path)
      expect(await verify(without), path).toMatchObject({ verdict: 'bad' })
      expect(await verify(new Map(bag).set(path, bytes.slice(0, -1))), path).toMatchObject({ verdict: 'bad' })
    }
    for (const path of [
      'extra.txt',
      'data/extra.txt',
      'signatures/extra.sig',
      'signatures/tagmanifest-sha256.txt.p7s',
      'manifest-md5.txt',
    ]) {
      expect(await verify(new Map(bag).set(path, utf8('x'))), path).toMatchObject({ verdict: 'bad' })
    }
  })

  it('shows nobody else and holds ID numbers in the roster alone', () => {
    const id = inventedId(0)
    for (const [path, bytes] of bag) {
      const plain = Buffer.from(bytes).toString('utf8')
      if (!path.startsWith('data/forms/')) expect(plain.includes('王晓明'), path).toBe(false)
      expect(plain.includes(id), path).toBe(false)
    }
  })
})

describe('somebody who holds the package key of the institution', () => {
  it('can sign, but not make figures true', async () => {
    const study = text(files.study)
    const raised = study.replace('"credited":1200000', '"credited":1260000')
    expect(raised).not.toBe(study)
    expect((await problemsOf(await resigned({ [files.study]: raised }))).join()).toContain('复算')
    const plan = text(files.facts).replaceAll('养老护理员（初级）', '育婴员')
    expect((await problemsOf(await resigned({ [files.facts]: plan }))).join()).toContain('复算')
    const policy = text(files.policy)
      .replace('"maxRate":1000', '"maxRate":2000')
      .replace('"minutesPerHour":45', '"minutesPerHour":30')
    expect((await problemsOf(await resigned({ [files.policy]: policy }))).join()).toContain('复算')
  })

  it('can change nothing of the records: neither an entry, nor its end, nor a receipt or its time', async () => {
    const chain = chainOf(0)
    const [entries, receipts, batches] = [chainFile(chain), receiptsFile(chain), batchesFile(chain)]
    const all = linesOf(entries)
    const given = linesOf(receipts)
    const later = JSON.parse(given[1] ?? '')
    later.body.at -= 3_600_000
    const stranger = signer(await makeKey('P-256'))
    const forged = { ...later, signature: base64url(await stranger.sign(receiptBytes(later.body))) }
    const cases: Record<string, Record<string, string | undefined>> = {
      'entry changed': { [entries]: text(entries).replace('"rate":1000', '"rate":999') },
      'entry cut from the end': { [entries]: joined(all.slice(0, -1)) },
      'entry and its receipt cut from the end': {
        [entries]: joined(all.slice(0, 6)),
        [receipts]: joined(given.slice(0, 1)),
      },
      'receipt cut from the end': { [receipts]: joined(given.slice(0, 1)) },
      'receipt back-dated': { [receipts]: joined([given[0] ?? '', canonical(later)]) },
      'receipt forged': { [receipts]: joined([given[0] ?? '', canonical(forged)]) },
      'receipts exchanged': { [receipts]: text(receiptsFile(chainOf(1))) },
      'device signature missing': { [batches]: joined(linesOf(batches).slice(0, 1)) },
      'device key exchanged': { [batches]: text(batchesFile(chainOf(1))) },
      'chain missing': { [entries]: undefined },
      'fork hidden by half': { [chainFile(chainOf(1), 1)]: undefined },
      'proof missing': { [files.proofs]: joined(linesOf(files.proofs).slice(1)) },
      'proof of another leaf': { [files.proofs]: text(files.proofs).replace(/"index":\d+/, '"index":999') },
      'checkpoint of another size': { [files.checkpoint]: text(files.checkpoint).replace(/\n\d+\n/, '\n999\n') },
      'seat exchanged': { [files.facts]: swapped(text(files.facts)) },
    }
    for (const [what, change] of Object.entries(cases)) {
      for (const [path, now] of Object.entries(change)) expect(now, `${what}: unchanged ${path}`).not.toBe(text(path))
      expect(await verify(await resigned(change)), what).toMatchObject({ verdict: 'bad' })
    }
  })

  it('can vouch only with that key: a stranger’s whole new signature is refused, or unconfirmed at best', async () => {
    const stranger = signer(await makeKey('Ed25519'))
    const forged = await resigned({}, stranger)
    expect(await verify(forged)).toMatchObject({ verdict: 'bad' })
    expect(await verifyPackage(nodeCrypto, forged, { builtInRules })).toMatchObject({ verdict: 'bad' })
  })
})

/** The two trainees’ seats exchanged: both figures are then another’s. */
function swapped(facts: string): string {
  const parsed = JSON.parse(facts)
  const [a, b] = parsed.bindings
  ;[a.seat, b.seat] = [b.seat, a.seat]
  parsed.bindings[0].from += 40_000_000
  return canonical(parsed)
}

const has = (tool: string) => spawnSync('which', [tool]).status === 0
const run = (command: string, args: string[], cwd: string) => spawnSync(command, args, { cwd, encoding: 'utf8' })

describe('with tools that are not ours', () => {
  const needed = ['unzip', 'sha256sum', 'openssl']
  const missing = needed.filter((tool) => !has(tool))
  it.skipIf(missing.length > 0)(
    `unzip -t, sha256sum -c and openssl accept it, and catch a change${missing.length > 0 ? `: ${missing} missing` : ''}`,
    () => {
      const dir = mkdtempSync(join(folder, 'tools-'))
      writeFileSync(join(dir, 'package.zip'), zip)
      expect(run('unzip', ['-t', 'package.zip'], dir).stdout).toContain('No errors detected')
      expect(run('unzip', ['-q', 'package.zip'], dir).status).toBe(0)
      const inside = join(
        dir,
        run('ls', [], dir)
          .stdout.split('\n')
          .find((name) => name.startsWith('xueji-')) ?? '',
      )
      const sums = () => run('sha256sum', ['--quiet', '--strict', '-c', files.tagManifest, files.manifest], inside)
      expect(sums()).toMatchObject({ status: 0, stdout: '' })
      const pem = createPublicKey({ key: Buffer.from(packageKey.publicKey), format: 'der', type: 'spki' }).export({
        format: 'pem',
        type: 'spki',
      })
      writeFileSync(join(dir, 'key.pem'), pem)
      const openssl = () =>
        run(
          'openssl',
          [
            'pkeyutl',
            '-verify',
            '-pubin',
            '-inkey',
            '../key.pem',
            '-rawin',
            '-in',
            files.tagManifest,
            '-sigfile',
            files.signature,
          ],
          inside,
        )
      expect(openssl()).toMatchObject({ status: 0 })
      writeFileSync(join(inside, files.policy), text(files.policy).replace('45', '46'))
      expect(sums().status).not.toBe(0)
      writeFileSync(join(inside, files.tagManifest), text(files.tagManifest).replace(/^./, '0'))
      expect(openssl().status).not.toBe(0)
    },
  )
})

describe('xueji verify', () => {
  const cli = fileURLToPath(new URL('../cli/xueji.mjs', import.meta.url))
  const xueji = (...args: string[]) => run(process.execPath, [cli, ...args], folder)

  it('exits 0 with the right fingerprint or key file, and writes the report', () => {
    writeFileSync(join(folder, 'p.zip'), zip)
    writeFileSync(join(folder, 'key.txt'), base64url(packageKey.publicKey))
    const good = xueji('verify', 'p.zip', '--key', trusted.fingerprint, '--out', 'report.txt')
    expect(good).toMatchObject({ status: 0, stderr: '' })
    expect(good.stdout).toContain('结论：核验通过')
    expect(run('cat', ['report.txt'], folder).stdout).toBe(good.stdout)
    expect(xueji('verify', 'p.zip', '--key', 'key.txt').status).toBe(0)
  })

  it('exits 1 and says why: no key, a changed byte, a truncated file, no file, no package', () => {
    writeFileSync(join(folder, 'p.zip'), zip)
    const unconfirmed = xueji('verify', 'p.zip')
    expect(unconfirmed.status).toBe(1)
    expect(unconfirmed.stdout).toContain('签名者未经确认')
    writeFileSync(join(folder, 'short.zip'), zip.slice(0, -100))
    expect(xueji('verify', 'short.zip', '--key', trusted.fingerprint)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('核验不通过'),
    })
    writeFileSync(join(folder, 'text.zip'), 'hello')
    expect(xueji('verify', 'text.zip').status).toBe(1)
    expect(xueji('verify', 'nowhere.zip')).toMatchObject({ status: 1, stderr: expect.stringContaining('找不到文件') })
    expect(xueji('verify', 'p.zip', '--key', 'short.zip').status).toBe(1)
    expect(xueji('verify').status).toBe(1)
    expect(xueji().status).toBe(1)
  })

  it('in the archive, one changed byte of any file’s data is caught', async () => {
    for (let at = 40; at < zip.length; at += Math.ceil(zip.length / 60)) {
      const changed = zip.map((byte, i) => (i === at ? byte ^ 1 : byte))
      const verdict = await readZip(changed).then(
        async ({ files }) => (await verify(files)).verdict,
        () => 'refused',
      )
      // What a reader ignores (a time stamp in a header) may change; what is read may not.
      if (verdict === 'good') expect((await readZip(changed)).files).toEqual(bag)
    }
  })
})
