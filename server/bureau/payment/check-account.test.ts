import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { checkPayment } from './check-account'
import { correctAccount } from './correct-account'
import { desk, other, SCHOOL } from './payment.fixture'
import { paymentDetail } from './payment-detail'
import { noteResult } from './results'

describe('the account check', () => {
  it('asks nothing of an account that is the firm’s own and stayed as it was put up', async () => {
    const { deps, hr, shown } = await desk()
    const { claims } = await shown(1)
    expect(await checkPayment(deps, hr, claims)).toMatchObject([
      { account: '工商银行绥化分行 ****0001', findings: [], amount: 100_000, people: 1, publicity: '公示〔2026〕1号' },
    ])
  })

  it('finds an account that changed after it was put up, and lets nothing pass without a word about it', async () => {
    const { deps, hr, shown, batch } = await desk()
    const { claims } = await shown(1)
    await correctAccount(deps, hr, claims[0] ?? '', other)
    expect((await checkPayment(deps, hr, claims))[0]?.findings).toEqual(['account-changed'])
    await expect(batch(claims)).rejects.toMatchObject({ code: 'bad-request' })
    const id = await batch(claims, '来函原件已核对')
    expect((await paymentDetail(deps, hr, id)).rows[0]).toMatchObject({
      findings: ['account-changed'],
      note: '来函原件已核对',
    })
  })

  it('finds a holder who is not the firm, and one account of two firms', async () => {
    const { deps, hr, shown, firm, batch } = await desk()
    await batch((await shown(1)).claims)
    const { claims } = await shown(1, true, await firm('别家公司'))
    expect((await checkPayment(deps, hr, claims))[0]?.findings).toEqual(['holder-differs', 'account-shared'])
  })

  it('finds one account of two firms on one new table, and under another holder’s name', async () => {
    const { deps, hr, shown, firm, batch } = await desk()
    const { secrets, store } = deps
    const { t, tx } = store
    const first = (await shown(1)).claims
    const other = (await shown(1, true, await firm('别家公司'))).claims
    const account = { name: '别家公司', bank: '工商银行', number: '0912-0000 00001' }
    const [claim = ''] = other
    await tx((q) =>
      q
        .update(t.bureauClaim)
        .set({ accountCipher: secrets.encrypt(JSON.stringify(account), claim) })
        .where(eq(t.bureauClaim.id, claim)),
    )
    const found = async (claims: readonly string[]) =>
      (await checkPayment(deps, hr, claims)).map(({ findings }) => findings.includes('account-shared'))
    expect(await found([...first, ...other])).toEqual([true, true])
    await batch(first, '已核')
    expect(await found(other)).toEqual([true])
  })

  it('lets a wrong bank be put right, and says that the account changed', async () => {
    const { deps, hr, shown } = await desk()
    const [claim = ''] = (await shown(1)).claims
    const same = { name: SCHOOL, bank: '工商银行绥化分行', number: '0912000000001', reason: '来函' }
    await expect(correctAccount(deps, hr, claim, same)).rejects.toMatchObject({ code: 'conflict' })
    await correctAccount(deps, hr, claim, { ...same, bank: '工商银行北林支行' })
    expect(await checkPayment(deps, hr, [claim])).toMatchObject([
      { account: '工商银行北林支行 ****0001', findings: ['account-changed'] },
    ])
  })

  it('finds an account other than the one the firm was paid to before', async () => {
    const { deps, hr, shown, confirmed, today } = await desk()
    const first = await confirmed((await shown(1)).claims)
    const [line] = (await paymentDetail(deps, hr, first)).rows
    await noteResult(deps, hr, first, { line: line?.id ?? '', outcome: 'paid', day: today, voucher: '001', reason: '' })
    const { claims } = await shown(1)
    await correctAccount(deps, hr, claims[0] ?? '', other)
    expect((await checkPayment(deps, hr, claims))[0]?.findings).toEqual(['account-changed', 'account-new'])
  })
})
