import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase64url, utf8 } from '../../../shared/crypto'
import { files } from '../../../shared/package/layout'
import vectors from '../../../shared/package/vectors-2.json'
import { canonical } from '../../../shared/record/canonical'
import { readZip } from '../../claim/read-zip'
import { resigned } from '../../claim/school.fixture'
import { peopleOfClaim, receivedClaim } from '../bureau'
import { ageIdentity } from './age-identity'
import { openIntake } from './intake.fixture'

let at: Awaited<ReturnType<typeof openIntake>>
beforeAll(async () => {
  at = await openIntake()
})
afterAll(() => at.close())

const bagOf = async (path: string) => (await readZip(readFileSync(path))).files
const problemsOf = ({ report }: Awaited<ReturnType<typeof at.take>>) =>
  (report?.checks ?? []).flatMap(({ problems }) => problems).join('\n')
const kept = () => readdirSync(join(at.school.folder, 'data', 'packages')).filter((name) => name !== 'incoming')
const events = async (claim: string) => {
  const { t, read } = at.school.deps.store
  const rows = await read.select().from(t.bureauEvent).where(eq(t.bureauEvent.claim, claim)).orderBy(t.bureauEvent.at)
  return rows.map(({ kind, version }) => `${kind} ${version}`)
}

describe('a package of a claim', () => {
  it('becomes a claim with its people, from the file alone, and is indexed in the same job', async () => {
    const path = await at.packed()
    const took = await at.take(path)
    expect(problemsOf(took)).toBe('')
    expect(took).toMatchObject({ outcome: 'claim', kind: 'claim', firm: '示范学校', version: 1, problem: '' })
    // Nothing was filed with this bureau.
    expect(took.verdict).toBe('doubtful')
    expect(took.report?.doubts[0]?.problems[0]).toContain('备案文件还没有导入')
    const { deps } = at.school
    const claim = await receivedClaim(deps.store.read, deps.store, at.clerk, took.claim?.id ?? '')
    expect(claim).toMatchObject({
      ...{ source: 'package', their: 'claim-1', theirNumber: '2026-001', title: '第一批补贴', status: 'received' },
      ...{ number: '受理〔2026〕1号', version: 1, package: took.package, people: 2 },
    })
    const people = await peopleOfClaim(deps.store.read, deps.store, claim)
    expect(people.map(({ number, name }) => `${number} ${name}`)).toEqual(['001 王晓明', '002 李𠮷'])
    expect(people.map((one) => deps.secrets.decrypt(one.idCipher, one.id))[0]).toMatch(/^\d{17}[\dX]$/)
    expect(people.map(({ asked }) => asked).reduce((a, b) => a + b)).toBe(claim.asked)
    expect(await events(claim.id)).toEqual(['received 1'])
    expect(at.indexed).toEqual([{ package: took.package, claim: claim.id, version: 1 }])
    expect(at.steps).toContain('核对完整性（文件）')
  })

  it('is kept unchanged under its hash and nothing else, and nothing is left of the work', async () => {
    const [name = '', ...more] = kept()
    expect(more).toEqual([])
    const path = join(at.school.folder, 'data', 'packages', name)
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(name)
    expect(statSync(path).mode & 0o222).toBe(0)
  })

  it('that comes twice is one', async () => {
    const path = await at.packed()
    const first = await at.take(path)
    const again = await at.take(path)
    expect(again).toMatchObject({ outcome: 'same', package: first.package, verdict: '' })
    expect(again.problem).toContain('已经收过')
    expect(at.indexed.filter((one) => one.package === first.package)).toHaveLength(1)
  })

  it('with another file replaces the one before and leaves its people as they were', async () => {
    at.later(1)
    const before = at.indexed.at(-1)?.version ?? 0
    const took = await at.take(await at.packed({ version: 2 }))
    expect(took).toMatchObject({ outcome: 'newer', claim: { version: before + 1, number: '受理〔2026〕1号' } })
    expect(took.versions.map(({ version }) => version)).toEqual([before + 1, before, 1].slice(0, before + 1))
    const { store } = at.school.deps
    for (const version of [before, before + 1])
      expect(await peopleOfClaim(store.read, store, { id: took.claim?.id ?? '', version })).toHaveLength(2)
    expect((await events(took.claim?.id ?? '')).at(-1)).toBe(`replaced ${before + 1}`)
  })

  it('that is older, or comes after the claim was decided, is kept beside and replaces nothing', async () => {
    const older = await at.take(await at.packed({ version: 1 }))
    expect(older).toMatchObject({ outcome: 'beside', problem: expect.stringContaining('比现有版本旧') })
    const { store } = at.school.deps
    const { t } = store
    const id = older.claim?.id ?? ''
    await store.tx((q) => q.update(t.bureauClaim).set({ status: 'agreed' }).where(eq(t.bureauClaim.id, id)))
    const late = await at.take(await at.packed({ version: 3 }))
    expect(late).toMatchObject({ outcome: 'beside', problem: expect.stringContaining('申请重新审核') })
    await store.tx((q) => q.update(t.bureauClaim).set({ status: 'returned' }).where(eq(t.bureauClaim.id, id)))
    const mended = await at.take(await at.packed({ version: 4 }))
    expect(mended).toMatchObject({ outcome: 'newer', claim: { status: 'received' } })
  })
})

describe('whom the register does not know', () => {
  it('changes nothing at the desk; once its key is there the same file is taken', async () => {
    const known = at.register.get(at.fingerprint)
    at.register.clear()
    const path = await at.packed({ id: 'claim-unknown' })
    const took = await at.take(path)
    expect(took).toMatchObject({ outcome: 'unknown', verdict: 'doubtful', report: { verdict: 'unconfirmed' } })
    expect(took.package).toBeUndefined()
    if (known) at.register.set(at.fingerprint, known)
    expect(await at.take(path)).toMatchObject({ outcome: 'claim' })
  })

  it('is not believed for a package of another 单位 than its key is registered to', async () => {
    const known = at.register.get(at.fingerprint) ?? expect.fail()
    at.register.set(at.fingerprint, { ...known, their: 'another' })
    const took = await at.take(await at.packed({ id: 'claim-other' }))
    at.register.set(at.fingerprint, known)
    expect(took.verdict).toBe('disagrees')
    expect(problemsOf(took)).toContain('资料包写的单位是')
  })

  it('counts as revoked from the day the register says', async () => {
    const known = at.register.get(at.fingerprint) ?? expect.fail()
    at.register.set(at.fingerprint, { ...known, until: at.school.clock.ms - 1000 })
    const took = await at.take(await at.packed({ id: 'claim-revoked' }))
    at.register.set(at.fingerprint, known)
    expect(took).toMatchObject({ outcome: 'claim', verdict: 'disagrees' })
    expect(problemsOf(took)).toContain('密钥已作废')
  })
})

describe('a package that does not agree with itself', () => {
  it('is shown with what is wrong, gives way to the true one, and never replaces one that agrees', async () => {
    const good = await at.packed({ id: 'claim-changed' })
    const bag = await bagOf(good)
    const sheet = [...bag.keys()].find((path) => path.endsWith('.xlsx')) ?? ''
    const changed = await at.zipOf(new Map(bag).set(sheet, new Uint8Array([1, 2, 3])))
    const bad = await at.take(changed)
    expect(bad).toMatchObject({ outcome: 'claim', verdict: 'disagrees' })
    expect(problemsOf(bad)).toContain(`${sheet} 被改动过`)
    expect(await at.take(good)).toMatchObject({ outcome: 'newer', verdict: 'doubtful' })
    const raised = JSON.parse(Buffer.from(bag.get(files.claim) ?? []).toString())
    raised.claim.version = 9
    raised.people[0].amount.total += 100
    const forged = await at.zipOf(await resigned(bag, { [files.claim]: canonical(raised) }, at.signer))
    const took = await at.take(forged)
    expect(took).toMatchObject({ outcome: 'beside', verdict: 'disagrees' })
    expect(took.problem).toContain('核验不一致')
  })

  it('is refused where no key of it signed it, or where it is no package, and its record says why', async () => {
    const bag = await bagOf(await at.packed())
    const unsigned = await at.take(await at.zipOf(new Map(bag).set(files.signature, new Uint8Array(64))))
    expect(unsigned).toMatchObject({ outcome: 'refused', problem: expect.stringContaining('签名与内容不符') })
    const before = kept().length
    const nothing = await at.take(at.written('照片.zip', new Uint8Array([0x50, 0x4b, 5, 6])))
    expect(nothing).toMatchObject({ outcome: 'refused', problem: expect.stringContaining('ZIP'), verdict: '' })
    expect(kept()).toHaveLength(before)
  })
})

it('a package of a claim from before it named its people is verified and not taken in, with what it lacks and what to do', async () => {
  const bag = new Map(Object.entries(vectors.files).map(([path, text]) => [path, utf8(text)]))
  bag.set(files.signature, fromBase64url(vectors.signature)).set(files.sm2, fromBase64url(vectors.sm2))
  at.register.set(vectors.fingerprint, {
    ...{ firm: at.firm, name: '示范学校', their: '', publicKey: vectors.key, from: 0 },
  })
  const took = await at.take(await at.zipOf(bag))
  expect(took).toMatchObject({ outcome: 'refused', kind: 'claim', report: { claim: vectors.claim } })
  expect(took.report?.checks.flatMap(({ problems }) => problems)).toEqual([])
  expect(took.problem).toContain('核验已完成，但没有收件')
  expect(took.problem).toContain(`缺少 ${files.people}（姓名、身份证号、手机号和收款账户）`)
  expect(took.problem).toContain('请单位升级软件后，打开同一份补贴申请重新生成资料包')
  expect(took.package).toBeUndefined()
})

it('an encrypted package is opened with the key of the bureau and kept as the ZIP it holds', async () => {
  const identity = readFileSync(await ageIdentity(at.school.deps, at.bureau.organisation), 'utf8').trim()
  const took = await at.take(await at.packed({ id: 'claim-age', recipient: await identityToRecipient(identity) }))
  expect(took).toMatchObject({ outcome: 'claim', verdict: 'doubtful' })
  const bytes = readFileSync(at.school.deps.packages.path(took.sha256 ?? ''))
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
})

it('only 经办 of a bureau takes packages in', async () => {
  const path = await at.packed({ id: 'claim-role' })
  await expect(at.take(path, await at.bureau.member('auditor'))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(at.take(path, { ...at.clerk, kind: 'institution' })).rejects.toMatchObject({ code: 'not-allowed' })
})
