import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtIn } from '../../extension/sites'
import { base64url, fromUtf8, type Signer, utf8 } from '../../shared/crypto'
import type { Bag } from '../../shared/package/bag'
import { batchesFile, chainFile, files, keyBytes, receiptsFile, ruleFile } from '../../shared/package/layout'
import { reportText } from '../../shared/package/report'
import { verifyPackage } from '../../shared/package/verify'
import { fingerprint } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { ruleHash, ruleRef } from '../../shared/site/hash'
import { makeKey, nodeCrypto, signer } from '../crypto'
import { readZip } from './read-zip'
import { builtInRules, course, HOUR, type Pupil, people, resigned, School } from './school.fixture'

let school: School
let zip: Uint8Array
let bag: Bag
let trusted: { fingerprint: string }
let packageKey: Signer
let pupils: Pupil[]
let seats: Record<string, { number: string; credited: number }>

/** Two trainees study on two days, twice on the first; one of them on a copied profile as well; a third never joined. */
beforeAll(async () => {
  school = await School.open()
  const { id, codes } = await school.openClass(people('王晓明', '李𠮷', '赵未到'))
  pupils = []
  for (const code of codes.slice(0, 2)) pupils.push(await school.join(id, code))
  const [first, second] = pupils
  if (!first || !second) throw new Error('no pupils')
  await school.hour(first)
  await school.hour(second)
  const rule = ruleRef(nodeCrypto, builtIn[0] ?? expect.fail())
  first.device.write('enrol', { site: 'px.class.com.cn', rule, course, state: '学习中' }, school.clock.ms)
  const copy = { device: second.device.copy(), sent: second.sent }
  await school.hour(first)
  school.clock.ms += 24 * HOUR
  await school.hour(first)
  await school.hour(second)
  await school.hour(copy)
  ;({ zip, bag } = await school.package(id))
  packageKey = await school.deps.keys.package(school.organisation)
  trusted = await school.trusted()
  seats = Object.fromEntries(
    (await school.hr.class(id)).roster.map(({ number, credited, name }) => [name, { number, credited }]),
  )
})
afterAll(() => school.close())

const verify = (changed: Bag, key: { fingerprint: string } | undefined = trusted) =>
  verifyPackage(nodeCrypto, changed, { trusted: key, builtInRules })
const problemsOf = async (changed: Bag) => (await verify(changed)).checks.flatMap(({ problems }) => problems)
const signed = (changes: Record<string, string | undefined>, key = packageKey) => resigned(bag, changes, key)
const text = (path: string) => fromUtf8(bag.get(path) ?? expect.fail(`no ${path}`))
const linesOf = (path: string) => text(path).split('\n').slice(0, -1)
const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
const chainOf = (n: number) => pupils[n]?.device.chain ?? expect.fail()

describe('a package', () => {
  it('is accepted with the right key, and its figures are the roster’s', async () => {
    const report = await verify(bag)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(report.verdict).toBe('good')
    const own = Object.fromEntries(report.seats.map(({ number, credited }) => [number, credited]))
    expect(own).toEqual(Object.fromEntries(Object.values(seats).map(({ number, credited }) => [number, credited])))
    expect(seats).toMatchObject({
      王晓明: { credited: 1_800_000 },
      李𠮷: { credited: 1_200_000 },
      赵未到: { credited: 0 },
    })
    for (const note of ['这是阶段包', '待人社局确认', '有分支 1', '时间仅由该单位服务器证明'])
      expect(report.notes.join(), note).toContain(note)
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

  it('holds the text of the site rules its records name; one that is not built in is shown to the reviewer', async () => {
    const [rule] = builtIn
    if (!rule) return expect.fail()
    const path = ruleFile(ruleHash(nodeCrypto, rule))
    expect(JSON.parse(text(path))).toEqual(rule)
    expect((await verify(bag)).notes.join()).not.toContain('单位自定规则')
    const { notes } = await verifyPackage(nodeCrypto, bag, { trusted, builtInRules: new Set() })
    expect(notes).toContain(`网站规则 ${rule.id}@${rule.version} 是单位自定规则，请查看 ${path}`)
    const altered = await signed({ [path]: text(path).replace(`"version":${rule.version}`, '"version":99') })
    expect((await problemsOf(altered)).join()).toContain(`${path} 与编号不符`)
  })

  it('in the archive: one changed byte anywhere is caught, or changes nothing that is read', async () => {
    for (let at = 40; at < zip.length; at += Math.ceil(zip.length / 60)) {
      const changed = zip.map((byte, i) => (i === at ? byte ^ 1 : byte))
      const read = await readZip(changed).catch(() => undefined)
      if (read && (await verify(read.files)).verdict === 'good') expect(read.files).toEqual(bag)
    }
    for (const length of [0, 21, 1000, zip.length >> 1, zip.length - 1])
      await expect(readZip(zip.slice(0, length)), String(length)).rejects.toThrow('ZIP')
  })
})

describe('somebody who holds the package key of the institution', () => {
  it('can sign, but not make figures true', async () => {
    const study = text(files.study)
    const raised = study.replace('"credited":1800000', '"credited":1860000')
    expect(raised).not.toBe(study)
    expect((await problemsOf(await signed({ [files.study]: raised }))).join()).toContain('复算')
    const plan = text(files.facts).replaceAll('养老护理员（初级）', '育婴员')
    expect((await problemsOf(await signed({ [files.facts]: plan }))).join()).toContain('复算')
    const policy = text(files.policy)
      .replace('"maxRate":1000', '"maxRate":2000')
      .replace('"minutesPerHour":45', '"minutesPerHour":30')
    expect((await problemsOf(await signed({ [files.policy]: policy }))).join()).toContain('复算')
  })

  it('can change nothing of the records: neither an entry, nor its end, nor a receipt or its time', async () => {
    const chain = chainOf(0)
    const [entries, receipts, batches] = [chainFile(chain), receiptsFile(chain), batchesFile(chain)]
    const all = linesOf(entries)
    const given = linesOf(receipts)
    const back = (line: string | undefined) => {
      const { at, ...rest } = JSON.parse(line ?? '')
      return canonical({ ...rest, at: at - HOUR })
    }
    const stranger = signer(await makeKey('P-256'))
    const foreign = base64url(await stranger.sign(utf8('receipt')))
    const last = JSON.parse(given.at(-1) ?? '')
    expect(given.map((line) => 'signature' in JSON.parse(line))).toEqual([false, true, true])
    const cases: Record<string, Record<string, string | undefined>> = {
      'entry changed': { [entries]: text(entries).replace('"rate":1000', '"rate":999') },
      'entry cut from the end': { [entries]: joined(all.slice(0, -1)) },
      'entry and its receipt cut from the end': {
        [entries]: joined(all.slice(0, 9)),
        [receipts]: joined(given.slice(0, 2)),
      },
      'receipt cut from the end': { [receipts]: joined(given.slice(0, 2)) },
      'receipt without signature back-dated': { [receipts]: joined([back(given[0]), ...given.slice(1)]) },
      'receipt back-dated': { [receipts]: joined([...given.slice(0, 2), back(given[2])]) },
      'receipt left out': { [receipts]: joined(given.slice(1)) },
      'receipt forged': { [receipts]: joined([...given.slice(0, 2), canonical({ ...last, signature: foreign })]) },
      'receipt of a key nobody vouches for': {
        [receipts]: joined([
          ...given.slice(0, 2),
          canonical({ ...last, key: fingerprint(nodeCrypto, stranger.publicKey), signature: foreign }),
        ]),
      },
      'signature of a receipt left out': {
        [receipts]: joined([...given.slice(0, 2), canonical({ at: last.at, to: last.to })]),
      },
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
      expect(await verify(await signed(change)), what).toMatchObject({ verdict: 'bad' })
    }
  })

  it('can vouch only with that key: a stranger’s new signature is refused, and unconfirmed at best', async () => {
    const stranger = signer(await makeKey('Ed25519'))
    expect(await verify(await signed({}, stranger))).toMatchObject({ verdict: 'bad' })
    const forged = await signed({ [files.keys]: await vouchedBy(stranger) }, stranger)
    expect(await verify(forged)).toMatchObject({ verdict: 'bad' })
    const unconfirmed = await verifyPackage(nodeCrypto, forged, { builtInRules })
    expect(unconfirmed.verdict).toBe('unconfirmed')
    expect(reportText(unconfirmed)).toContain('签名者未经确认')
    const raised = text(files.study).replace('"credited":1800000', '"credited":1860000')
    const both = await signed({ [files.keys]: await vouchedBy(stranger), [files.study]: raised }, stranger)
    expect(await verifyPackage(nodeCrypto, both, { builtInRules })).toMatchObject({ verdict: 'bad' })
  })
})

/** keys.json as somebody else would sign it, with their own key in the place of the institution’s. */
async function vouchedBy(stranger: Signer): Promise<string> {
  const { keys } = JSON.parse(text(files.keys))
  const vouched = []
  for (const { key: packed, purpose, from } of keys) {
    const key = purpose === 'package' ? base64url(stranger.publicKey) : packed
    vouched.push({ key, purpose, from, signature: base64url(await stranger.sign(keyBytes({ key, purpose, from }))) })
  }
  return canonical({ v: 1, keys: vouched })
}

/** The two trainees’ seats exchanged: both figures are then another’s. */
function swapped(facts: string): string {
  const parsed = JSON.parse(facts)
  const [a, b] = parsed.bindings
  ;[a.seat, b.seat] = [b.seat, a.seat]
  return canonical(parsed)
}
