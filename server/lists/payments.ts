import { and, asc, eq, or, sql } from 'drizzle-orm'
import type * as v from 'valibot'
import type { PaymentRow, paymentsQuery } from '../../shared/api/bureau-payments'
import type { ListPage } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { namesOfMembers } from '../bureau/members'
import { stateOfPayment } from '../bureau/payment/payment'
import type { Deps } from '../deps'
import { countAll, ordered, pageOf } from './page'
import { holds, typed } from './search'

export type PaymentsQuery = v.InferOutput<typeof paymentsQuery>

/** 资金拨付表 of the actor's bureau, the newest first unless asked otherwise; found by number, title and fund. */
export async function listPayments(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  query: PaymentsQuery,
): Promise<ListPage<PaymentRow>> {
  requireBureau(actor, 'finance')
  const { t, read } = store
  const of = t.bureauPayment
  const text = typed(query.search)
  const where = and(
    eq(of.organisation, actor.organisation),
    query.filter === '' ? undefined : eq(of.status, query.filter),
    text === '' ? undefined : or(holds(of.number, text), holds(of.title, text), holds(of.fund, text)),
  )
  const by = { created: of.at, number: of.number, title: of.title, amount: of.amount }
  const sort = query.sort ?? 'created'
  const order = ordered(by[sort], query.order, sort === 'created' || sort === 'amount' ? 'down' : 'up')
  const lines = sql<number>`(SELECT count(*) FROM ${t.bureauPaymentLine} WHERE ${t.bureauPaymentLine.payment} = ${of.id})`
  const paid = sql<number>`coalesce((SELECT sum(${t.bureauPaymentLine.amount}) FROM ${t.bureauPaymentLine}
    JOIN ${t.bureauPaymentResult} ON ${t.bureauPaymentResult.line} = ${t.bureauPaymentLine.id}
    WHERE ${t.bureauPaymentLine.payment} = ${of.id} AND ${t.bureauPaymentResult.outcome} = 'paid'), 0)`
  const page = await pageOf(query, read.select(countAll).from(of).where(where), (limit, offset) =>
    read.select({ of, lines, paid }).from(of).where(where).orderBy(order, asc(of.id)).limit(limit).offset(offset),
  )
  const nameOf = await namesOfMembers(store, actor.organisation)
  return {
    ...page,
    rows: page.rows.map(({ of: { id, number, title, fund, people, amount, by: maker, at, status }, ...sums }) => ({
      ...{ id, number, title, fund, people, amount, by: nameOf(maker), at, state: stateOfPayment({ status }) },
      ...{ lines: Number(sums.lines), paid: Number(sums.paid) },
    })),
  }
}
