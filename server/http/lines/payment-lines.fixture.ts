import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { writeXlsx } from 'hucre'
import { dayOf } from '../../../shared/calendar/beijing'
import { createPayment } from '../../bureau/payment/create-payment'
import { paymentDetail } from '../../bureau/payment/payment-detail'
import { noteResult } from '../../bureau/payment/results'
import { clearPublicity } from '../../bureau/publicity/clear'
import { publish } from '../../bureau/publicity/publish'
import type { Firm } from '../firms.fixture'
import { type Behind, everybody, type Lines, writers } from './line.fixture'
import { agreed } from './publicity-lines.fixture'

const shared = { bureau: true, other: 'not-found' } as const
const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5 }
const fund = { title: '第一批', fund: '就业补助资金', remark: '' }

/** A claim that was cleared. */
async function cleared(firm: Firm): Promise<string> {
  const claim = await agreed(firm)
  const id = await publish(firm.deps, firm.bureau, { ...notice, claims: [claim] })
  const { t, tx } = firm.deps.store
  await tx((q) => q.update(t.bureauPublicity).set({ opens: '2026-01-05' }).where(eq(t.bureauPublicity.id, id)))
  await clearPublicity(firm.deps, firm.bureau, id)
  return claim
}

const batched = async (firm: Firm): Promise<string> =>
  createPayment(firm.deps, firm.bureau, { ...fund, claims: [{ claim: await cleared(firm), note: '已核对' }] })

async function confirmed(firm: Firm): Promise<string> {
  const id = await batched(firm)
  const { t, tx } = firm.deps.store
  await tx((q) => q.update(t.bureauPayment).set({ status: 'confirmed' }).where(eq(t.bureauPayment.id, id)))
  return id
}

const result = async ({ deps, bureau }: Firm, id: string) => ({
  ...{ line: (await paymentDetail(deps, bureau, id)).rows[0]?.id ?? '', outcome: 'paid' as const, reason: '' },
  ...{ day: dayOf(deps.clock.now()), voucher: 'PZ-1' },
})

async function paid(firm: Firm): Promise<string> {
  const id = await confirmed(firm)
  // Another than those of the lines noted it.
  await noteResult(firm.deps, { ...firm.bureau, member: randomUUID() }, id, await result(firm, id))
  return id
}

const paper = (kind: string): Behind => ({
  ...{ ...shared, may: [...writers, 'finance'] },
  ask: async (firm) => ({ path: `/api/bureau/payments/${await batched(firm)}/${kind}` }),
})

export const paymentLines: Lines = {
  'GET /api/bureau/payable': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/exports/bureau/payable': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/bureau/payments': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/exports/bureau/payments': { may: everybody, bureau: true, other: 'nothing' },
  'POST /api/bureau/payments/check': {
    ...{ ...shared, may: writers },
    ask: async (firm) => ({ body: { claims: [await cleared(firm)] } }),
  },
  'POST /api/bureau/payments': {
    ...{ ...shared, may: writers },
    ask: async (firm) => ({ body: { ...fund, claims: [{ claim: await cleared(firm), note: '已核对' }] } }),
  },
  'GET /api/bureau/payments/:id': {
    ...{ ...shared, may: everybody },
    ask: async (firm) => ({ path: `/api/bureau/payments/${await batched(firm)}` }),
  },
  'GET /api/bureau/payments/:id/pdf': paper('pdf'),
  'GET /api/bureau/payments/:id/xlsx': paper('xlsx'),
  'POST /api/bureau/payments/:id/review': {
    ...{ bureau: true, other: 'not-allowed', may: ['finance'] },
    ask: async (firm) => ({
      path: `/api/bureau/payments/${await batched(firm)}/review`,
      body: { outcome: 'confirmed', note: '' },
    }),
  },
  'POST /api/bureau/payments/:id/result': {
    ...{ ...shared, may: writers },
    ask: async (firm) => {
      const id = await confirmed(firm)
      return { path: `/api/bureau/payments/${id}/result`, body: await result(firm, id) }
    },
  },
  'POST /api/bureau/payments/:id/return': {
    ...{ ...shared, may: writers },
    ask: async (firm) => {
      const id = await paid(firm)
      const { line, day } = await result(firm, id)
      return { path: `/api/bureau/payments/${id}/return`, body: { line, day, reason: '账号不存在' } }
    },
  },
  'POST /api/bureau/payments/:id/results': {
    ...{ ...shared, may: writers },
    ask: async (firm) => ({
      path: `/api/bureau/payments/${await confirmed(firm)}/results`,
      body: new Uint8Array(await writeXlsx({ sheets: [{ name: '拨付结果', rows: [['付款编号', '结果']] }] })),
    }),
  },
  'GET /api/bureau/payments/:id/write-back.xlsx': {
    ...{ ...shared, may: writers },
    ask: async (firm) => ({ path: `/api/bureau/payments/${await paid(firm)}/write-back.xlsx` }),
  },
  'POST /api/bureau/claims/:id/account': {
    ...{ ...shared, may: writers },
    ask: async (firm) => ({
      path: `/api/bureau/claims/${await cleared(firm)}/account`,
      body: { name: '示范学校', bank: '农业银行', number: '6228480000000009', reason: '来函更正' },
    }),
  },
  'GET /api/bureau/statistics': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/bureau/statistics.xlsx': { may: everybody, bureau: true, other: 'nothing' },
}
