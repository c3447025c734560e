import { and, asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type PaymentState, paymentStates } from '../../../shared/api/bureau-payments'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import { Refused } from '../../ledger/accept'
import type { ReceivedClaim } from '../bureau'

export type PaymentRecord = Store['t']['bureauPayment']['$inferSelect']
export type PaymentLineRecord = Store['t']['bureauPaymentLine']['$inferSelect']
export type PaymentResultRecord = Store['t']['bureauPaymentResult']['$inferSelect']

/** A 资金拨付表 of the actor's bureau. Throws `not-found`, also for another bureau's. */
export async function paymentOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation }: Pick<Actor, 'organisation'>,
  id: string,
): Promise<PaymentRecord> {
  const [row] = await q
    .select()
    .from(t.bureauPayment)
    .where(and(eq(t.bureauPayment.id, id), eq(t.bureauPayment.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这张资金拨付表')
  return row
}

export const stateOfPayment = ({ status }: Pick<PaymentRecord, 'status'>): PaymentState =>
  v.parse(v.picklist(paymentStates), status)

export interface LineOfPayment {
  line: PaymentLineRecord
  claim: ReceivedClaim
  firm: string
  publicity: Store['t']['bureauPublicity']['$inferSelect']
  result: PaymentResultRecord | null
  /** That a bank sent back what was paid. */
  returned: Store['t']['bureauPaymentReturn']['$inferSelect'] | null
}

/** Whether a line was paid and stayed so. */
export const isPaid = ({ result, returned }: Pick<LineOfPayment, 'result' | 'returned'>): boolean =>
  result?.outcome === 'paid' && returned === null

/** Its lines in their order. */
export const linesOfPayment = (q: Queries, { t }: Pick<Store, 't'>, payment: string): Promise<LineOfPayment[]> =>
  q
    .select({
      ...{ line: t.bureauPaymentLine, claim: t.bureauClaim, firm: t.bureauFirm.name },
      ...{ publicity: t.bureauPublicity, result: t.bureauPaymentResult },
      returned: t.bureauPaymentReturn,
    })
    .from(t.bureauPaymentLine)
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauPaymentLine.claim))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .innerJoin(t.bureauPublicity, eq(t.bureauPublicity.id, t.bureauPaymentLine.publicity))
    .leftJoin(t.bureauPaymentResult, eq(t.bureauPaymentResult.line, t.bureauPaymentLine.id))
    .leftJoin(t.bureauPaymentReturn, eq(t.bureauPaymentReturn.line, t.bureauPaymentLine.id))
    .where(eq(t.bureauPaymentLine.payment, payment))
    .orderBy(asc(t.bureauPaymentLine.position))

/** 付款编号: `拨付〔2026〕1号-03`. What a bank's answer is matched by. */
export const codeOfLine = (
  { number }: Pick<PaymentRecord, 'number'>,
  { position }: Pick<PaymentLineRecord, 'position'>,
): string => `${number}-${String(position).padStart(2, '0')}`
