import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/crypto'
import { missing, skipped } from '../../claim/school.fixture'
import { Tsa } from '../../ledger/timestamp/tsa.fixture'
import { addAuthorities, listAuthorities, removeAuthority, trustedAuthorities } from './authorities'
import { openIntake } from './intake.fixture'

let at: Awaited<ReturnType<typeof openIntake>>
const lacking = missing('openssl')
let tsa: Tsa | undefined
beforeAll(async () => {
  tsa = lacking.length > 0 ? undefined : await Tsa.open('ec')
  at = await openIntake({ timestampUrl: tsa?.url })
})
afterAll(async () => {
  await at.close()
  await tsa?.close()
})

describe.skipIf(lacking.length > 0)(`whose time stamps a bureau believes${skipped(lacking)}`, () => {
  const notesOf = async (id: string) => {
    const { report } = await at.take(await at.packed({ id }))
    return (report?.notes ?? []).join('\n')
  }
  const pem = (name: 'ca' | 'tsa' | 'web') => utf8(tsa?.pem(name) ?? '')

  it('is who a manager said, from a PEM or DER file; packages that come in are confirmed by it, and no longer once it is removed', async () => {
    const { deps } = at.school
    const manager = await at.bureau.member('manager', '王局长')
    expect(await notesOf('claim-none')).toContain('该机构未经确认')
    const [row, ...more] = await addAuthorities(deps, manager, pem('ca'))
    expect(more).toEqual([])
    expect(row).toMatchObject({ subject: 'CN=示范时间戳根证书', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((row?.validTo ?? 0) - (row?.validFrom ?? 0)).toBe(3650 * 86_400_000)
    const then = row?.at ?? 0
    at.later(1)
    const confirmed = await notesOf('claim-confirmed')
    expect(confirmed).toContain('示范时间戳')
    expect(confirmed).not.toContain('该机构未经确认')

    await removeAuthority(deps, manager, row?.id ?? '', { reason: '机构停止服务' })
    expect(await listAuthorities(deps, at.clerk)).toMatchObject([{ ended: { reason: '机构停止服务', by: '王局长' } }])
    const believed = (asOf?: number) => trustedAuthorities(deps, at.bureau.organisation, asOf)
    expect([await believed(), await believed(then - 1)]).toEqual([[], []])
    expect(await believed(then), 'what came then is verified again as it was').toHaveLength(1)
    expect(await notesOf('claim-removed')).toContain('该机构未经确认')
    const again = { reason: '再次' }
    await expect(removeAuthority(deps, manager, row?.id ?? '', again)).rejects.toMatchObject({ code: 'not-found' })
    const der = Buffer.from((tsa?.pem('tsa') ?? '').replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64')
    await addAuthorities(deps, manager, der)
    expect(await addAuthorities(deps, manager, der), 'the same again is one').toHaveLength(2)
  })

  it('is nobody whose certificate is for something else, no certificate, and nothing that 经办 adds', async () => {
    const { deps } = at.school
    const manager = await at.bureau.member('manager')
    await expect(addAuthorities(deps, manager, pem('web'))).rejects.toThrow('不是时间戳机构')
    await expect(addAuthorities(deps, manager, utf8('photo'))).rejects.toThrow('这不是证书文件')
    await expect(addAuthorities(deps, at.clerk, pem('ca'))).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('a stored certificate that the verifier cannot read', () => {
  it('is passed over and named in the report: packages are taken in all the same', async () => {
    const { deps } = at.school
    const { t } = deps.store
    await deps.store.tx((q) =>
      q.insert(t.bureauAuthority).values({
        ...{ id: 'unread', organisation: at.bureau.organisation, fingerprint: '0'.repeat(64), subject: 'CN=旧证书' },
        ...{ issuer: 'CN=旧证书', validFrom: 0, validTo: 1, der: 'MAA', by: at.clerk.member, at: deps.clock.now() },
      }),
    )
    const { outcome, report } = await at.take(await at.packed({ id: 'claim-unread' }))
    expect(outcome).toBe('claim')
    expect(report).toMatchObject({ verdict: 'good' })
    expect(report?.notes.join('\n')).toMatch(/时间戳机构证书（指纹 [0-9a-f]{64}）读不出/)
  })
})
