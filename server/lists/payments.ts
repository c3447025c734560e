import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type * as v from 'valibot'
import type { PaymentRow, paymentsQuery } from '../../shared/api/bureau-payments'
import type { ListPage } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { namesOfMembers } from '../bureau/members'
import { stateOfPayment } from '../bureau/payment/payment'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

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
  const where = and(
    eq(of.organisation, actor.organisation),
    query.filter === '' ? undefined : eq(of.status, query.filter),
    foundIn(query.search, of.number, of.title, of.fund),
  )
  const by = { created: of.at, number: of.number, title: of.title, amount: of.amount }
  const order = sorted(query, by, 'created', 'created', 'amount')
  const page = await pageOf(query, read.select(countAll).from(of).where(where), (limit, offset) =>
    read.select().from(of).where(where).orderBy(order, asc(of.id)).limit(limit).offset(offset),
  )
  const nameOf = await namesOfMembers(store, actor.organisation)
  const sums = await sumsOf(
    store,
    page.rows.map(({ id }) => id),
  )
  return {
    ...page,
    rows: page.rows.map(({ id, number, title, fund, people, amount, by: maker, at, status }) => ({
      ...{ id, number, title, fund, people, amount, by: nameOf(maker), at, state: stateOfPayment({ status }) },
      ...(sums.get(id) ?? { lines: 0, paid: 0 }),
    })),
  }
}

/** How many lines a table has, and what of it was paid. */
async function sumsOf(
  { t, read }: Store,
  payments: readonly string[],
): Promise<Map<string, { lines: number; paid: number }>> {
  if (payments.length === 0) return new Map()
  const line = t.bureauPaymentLine
  const rows = await read
    .select({
      ...{ payment: line.payment, lines: sql<number>`count(*)` },
      paid: sql<number>`coalesce(sum(CASE WHEN ${t.bureauPaymentResult.outcome} = 'paid' AND ${t.bureauPaymentReturn.line} IS NULL THEN ${line.amount} ELSE 0 END), 0)`,
    })
    .from(line)
    .leftJoin(t.bureauPaymentResult, eq(t.bureauPaymentResult.line, line.id))
    .leftJoin(t.bureauPaymentReturn, eq(t.bureauPaymentReturn.line, line.id))
    .where(inArray(line.payment, [...payments]))
    .groupBy(line.payment)
  return new Map(rows.map(({ payment, lines, paid }) => [payment, { lines: Number(lines), paid: Number(paid) }]))
}
