import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { utf8 } from '../../../shared/crypto'
import { files } from '../../../shared/package/layout'
import { readCertificates } from '../../../shared/package/timestamp/read'
import { verifyPackage } from '../../../shared/package/verify'
import { builtInRules, HOUR, missing, people, School, skipped } from '../../claim/school.fixture'
import { nodeCrypto } from '../../crypto'
import { Tsa } from './tsa.fixture'

const lacking = missing('openssl')

describe.skipIf(lacking.length > 0)(`a server with a time-stamping authority${skipped(lacking)}`, () => {
  let tsa: Tsa
  let school: School
  beforeAll(async () => {
    tsa = await Tsa.open()
    school = await School.open({ timestampUrl: tsa.url })
  })
  afterAll(async () => {
    await school.close()
    await tsa.close()
  })

  it('stamps its newest checkpoint once a day, and every package, which the verifier confirms by the given certificate', async () => {
    const { id, codes } = await school.openClass(people('王晓明'))
    const pupil = await school.join(id, codes[0] ?? '')
    const { stamper } = school.deps
    expect(await stamper?.stampToday(), 'nothing sealed yet').toBe(false)
    await school.hour(pupil)
    await school.deps.ledger.sequencer.sequence()
    expect(await stamper?.stampToday()).toBe(true)
    expect(await stamper?.stampToday(), 'once a day').toBe(false)
    school.clock.ms += 24 * HOUR
    expect(await stamper?.stampToday(), 'the same checkpoint').toBe(false)
    const { bag } = await school.package(id)
    const verify = async (tsaCertificate?: string, changed = bag) =>
      verifyPackage(nodeCrypto, changed, {
        trusted: await school.trusted(),
        builtInRules,
        authorities: tsaCertificate ? readCertificates(utf8(tsaCertificate)) : [],
      })
    const report = await verify(tsa.pem('ca'))
    expect(report).toMatchObject({ verdict: 'good' })
    expect(report.notes.join()).toContain('资料包由时间戳机构（示范时间戳）于 ')
    expect(report.notes.join()).toContain('时间另由时间戳机构 示范时间戳 于 ')
    const unconfirmed = await verify()
    expect(unconfirmed).toMatchObject({ verdict: 'good' })
    expect(unconfirmed.notes.join()).toContain('该机构未经确认')
    expect(unconfirmed.notes.join()).toContain('时间仅由该单位服务器证明')

    const stamp = bag.get(files.timestamp) ?? expect.fail()
    const bad = new Map(bag).set(
      files.timestamp,
      stamp.map((byte, i) => (i === stamp.length - 5 ? byte ^ 1 : byte)),
    )
    expect(await verify(tsa.pem('ca'), bad)).toMatchObject({ verdict: 'bad' })
    vi.stubGlobal('crypto', { subtle: undefined })
    const unread = await verify(tsa.pem('ca')).finally(() => vi.unstubAllGlobals())
    expect(unread.verdict, 'a page that may not use WebCrypto cannot read it: nothing rests on it').toBe('good')
    expect(unread.notes.join()).toContain('资料包带有时间戳，没有核对')
  })

  it('builds packages also while the authority does not answer', async () => {
    const { id, codes } = await school.openClass(people('李𠮷'))
    await school.hour(await school.join(id, codes[0] ?? ''))
    await tsa.close()
    const { bag } = await school.package(id)
    expect(bag.has(files.timestamp)).toBe(false)
    expect(await school.verify(bag)).toMatchObject({ verdict: 'good' })
  })
})
