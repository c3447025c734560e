import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { listPayments } from '../../lists/payments'
import { readTables } from '../../training/roster/read-table'
import { paidSums } from '../statistics/sums'
import { checkPayment } from './check-account'
import { importResults } from './import-results'
import { noteReturn } from './note-return'
import { desk, sheet } from './payment.fixture'
import { paymentDetail } from './payment-detail'
import { paymentPaper } from './payment-paper'
import { noteResult } from './results'
import { reviewPayment } from './review-payment'
import { writeBackList } from './write-back'

describe('a table of payments', () => {
  it('takes cleared claims alone, each once, with the amount that was put up', async () => {
    const { deps, hr, shown, batch, status } = await desk()
    const { claims } = await shown(2)
    const id = await batch(claims)
    expect(await paymentDetail(deps, hr, id)).toMatchObject({
      number: '拨付〔2026〕1号',
      state: 'waiting',
      amount: 200_000,
      people: 2,
    })
    expect(await status(claims[0] ?? '')).toBe('batched')
    await expect(batch(claims)).rejects.toMatchObject({ code: 'conflict' })
    await expect(batch((await shown(1, false)).claims)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is reviewed by 财政 alone, once; what is returned can be put on another one', async () => {
    const { deps, hr, finance, shown, batch, status, member } = await desk()
    const { claims } = await shown(1)
    const id = await batch(claims)
    for (const role of ['administrator', 'manager', 'hr'] as const)
      await expect(
        reviewPayment(deps, await member(role), id, { outcome: 'confirmed', note: '' }),
      ).rejects.toMatchObject({
        code: 'not-allowed',
      })
    await expect(reviewPayment(deps, finance, id, { outcome: 'returned', note: '' })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await reviewPayment(deps, finance, id, { outcome: 'returned', note: '资金渠道不对' })
    expect(await status(claims[0] ?? '')).toBe('cleared')
    await expect(reviewPayment(deps, finance, id, { outcome: 'confirmed', note: '' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await paymentDetail(deps, hr, await batch(claims))).number).toBe('拨付〔2026〕2号')
  })

  it('masks accounts on screens and has them whole on its paper, with a record of who took it', async () => {
    const { deps, finance, shown, batch, member } = await desk()
    const id = await batch((await shown(1)).claims)
    expect(JSON.stringify(await paymentDetail(deps, finance, id))).not.toContain('0912000000001')
    const { file } = await paymentPaper(deps, finance, id, 'xlsx')
    const text = JSON.stringify((await readTables(file)).map(({ rows }) => rows))
    for (const shownOnPaper of ['0912000000001', '拨付〔2026〕1号-01', '壹仟元整', '公示〔2026〕1号'])
      expect(text).toContain(shownOnPaper)
    await expect(paymentPaper(deps, await member('auditor'), id, 'pdf')).rejects.toMatchObject({ code: 'not-allowed' })
    const { t, read } = deps.store
    expect(await read.select().from(t.audit).where(eq(t.audit.action, 'payment.table'))).toHaveLength(1)
  })
})

describe('results', () => {
  it('come from a file: what was paid is paid, what failed can be put on another table', async () => {
    const { deps, hr, shown, confirmed, status, today, batch } = await desk()
    const { claims } = await shown(2)
    const id = await confirmed(claims)
    const file = await sheet(
      ['拨付〔2026〕1号-01', '1000.00', '已拨付', today, 'PZ-7', ''],
      ['拨付〔2026〕1号-02', '1,000', '退票', today, '', '账号不存在'],
    )
    expect(await importResults(deps, hr, id, file, true)).toMatchObject({ kept: false, paid: 1, failed: 1, faulty: [] })
    expect(await status(claims[0] ?? '')).toBe('batched')
    expect(await importResults(deps, hr, id, file, false)).toMatchObject({ kept: true, amount: 100_000, missing: 0 })
    expect([await status(claims[0] ?? ''), await status(claims[1] ?? '')]).toEqual(['paid', 'cleared'])
    expect((await paymentDetail(deps, hr, id)).state).toBe('settled')
    expect((await checkPayment(deps, hr, claims.slice(1)))[0]?.failed).toEqual({ day: today, reason: '账号不存在' })
    await batch(claims.slice(1))
  })

  it('are kept all or none: every fault is told by its cell', async () => {
    const { deps, hr, shown, confirmed, today, status } = await desk()
    const { claims } = await shown(2)
    const id = await confirmed(claims)
    const file = await sheet(
      ['拨付〔2026〕1号-01', '1000.00', '已拨付', today, 'PZ-7', ''],
      ['拨付〔2026〕1号-02', '999.00', '已拨付', today, 'PZ-8', ''],
      ['拨付〔2026〕9号-01', '1.00', '已拨付', today, 'PZ-9', ''],
      ['拨付〔2026〕1号-02', '', '大概', today, '', ''],
      ['拨付〔2026〕1号-02', '', '已拨付', '2020-01-01', 'PZ', ''],
      ['拨付〔2026〕1号-02', '', '已拨付', today, '', ''],
    )
    const report = await importResults(deps, hr, id, file, false)
    expect(report.kept).toBe(false)
    expect(report.faulty.map(({ sheet: of, cell }) => `${of} ${cell}`)).toEqual(
      ['B3', 'A4', 'C5', 'D6', 'E7'].map((cell) => `拨付结果 ${cell}`),
    )
    expect(await status(claims[0] ?? '')).toBe('batched')
  })

  it('bear no day before 财政 confirmed, and none to come', async () => {
    const { deps, hr, finance, clock, shown, batch } = await desk()
    const id = await batch((await shown(1)).claims)
    clock.pass(4 * 86_400_000)
    await reviewPayment(deps, finance, id, { outcome: 'confirmed', note: '' })
    const line = (await paymentDetail(deps, hr, id)).rows[0]?.id ?? ''
    const note = (day: string) => noteResult(deps, hr, id, { line, outcome: 'paid', day, voucher: 'PZ', reason: '' })
    for (const day of ['2026-12-03', '2026-12-06', '2026-12-08']) await expect(note(day)).rejects.toThrow('2026-12-07')
    await note('2026-12-07')
  })

  it('that a bank sent back count no more: noted by another, the claim can be paid by another table', async () => {
    const { deps, hr, shown, confirmed, today, status, member, batch } = await desk()
    const { claims } = await shown(2)
    const id = await confirmed(claims)
    const rows = ['01', '02'].map((n) => [`拨付〔2026〕1号-${n}`, '', '已拨付', today, `PZ-${n}`, ''])
    await importResults(deps, hr, id, await sheet(...rows), false)
    const again = await importResults(
      deps,
      hr,
      id,
      await sheet(['拨付〔2026〕1号-01', '', '退票', today, '', '户名不符']),
      false,
    )
    expect(again.faulty[0]?.message).toContain('银行退回')
    const line = (await paymentDetail(deps, hr, id)).rows[0]?.id ?? ''
    const back = { line, day: today, reason: '户名不符' }
    await expect(noteReturn(deps, hr, id, back)).rejects.toMatchObject({ code: 'not-allowed' })
    const other = await member('hr')
    await expect(noteReturn(deps, other, id, { ...back, day: '2026-12-02' })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await noteReturn(deps, other, id, back)
    await expect(noteReturn(deps, other, id, back)).rejects.toMatchObject({ code: 'conflict' })
    expect([await status(claims[0] ?? ''), await status(claims[1] ?? '')]).toEqual(['cleared', 'paid'])
    expect(await paymentDetail(deps, hr, id)).toMatchObject({
      paid: 100_000,
      rows: [{ result: { outcome: 'paid', returned: { reason: '户名不符' } } }, {}],
    })
    const query = { page: 1, size: 10, search: '', filter: '' } as const
    expect((await listPayments(deps, hr, query)).rows[0]?.paid).toBe(100_000)
    const range = { from: '2026-12-01', to: '2026-12-31', organisation: hr.organisation }
    expect((await paidSums(deps.store, range, 'month')).map(({ amount }) => amount)).toEqual([100_000])
    expect((await readTables((await writeBackList(deps, hr, id)).file))[0]?.rows.flat()).not.toContain('PZ-01')
    expect((await checkPayment(deps, hr, claims.slice(0, 1)))[0]?.failed).toEqual({ day: today, reason: '户名不符' })
    await batch(claims.slice(0, 1))
  })

  it('wait for 财政', async () => {
    const { deps, hr, shown, batch } = await desk()
    const id = await batch((await shown(1)).claims)
    await expect(importResults(deps, hr, id, await sheet(), false)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('give the list for the record of each person’s benefits: who was paid, with the whole number and the month', async () => {
    const { deps, hr, shown, confirmed, today, someone } = await desk()
    const { claims } = await shown(2)
    const id = await confirmed(claims)
    await expect(writeBackList(deps, hr, id)).rejects.toMatchObject({ code: 'conflict' })
    await importResults(deps, hr, id, await sheet(['拨付〔2026〕1号-01', '', '成功', today, 'PZ-7', '']), false)
    const { file } = await writeBackList(deps, hr, id)
    const text = JSON.stringify((await readTables(file))[0]?.rows)
    expect(text).toContain(someone(1).idNumber)
    expect(text).not.toContain(someone(2).idNumber)
    expect(text).toContain('202612')
  })

  it('leave every step in what became of the claim', async () => {
    const { deps, hr, shown, confirmed, today } = await desk()
    const { claims } = await shown(1)
    const id = await confirmed(claims)
    await importResults(deps, hr, id, await sheet(['拨付〔2026〕1号-01', '', '成功', today, 'PZ-7', '']), false)
    const { t, read } = deps.store
    const events = await read
      .select()
      .from(t.bureauEvent)
      .where(eq(t.bureauEvent.claim, claims[0] ?? ''))
      .orderBy(t.bureauEvent.at)
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['published', 'cleared', 'batched', 'finance-confirmed', 'paid']),
    )
  })
})
