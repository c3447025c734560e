import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import type { ReceivedClaim } from '../bureau'

/** The day on which a paid claim was paid, by the newest payment that was not sent back; undefined of one that is not. */
export async function paidOn(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id }: Pick<ReceivedClaim, 'id'>,
): Promise<string | undefined> {
  const [row] = await q
    .select({ day: t.bureauPaymentResult.day })
    .from(t.bureauPaymentResult)
    .innerJoin(t.bureauPaymentLine, eq(t.bureauPaymentLine.id, t.bureauPaymentResult.line))
    .leftJoin(t.bureauPaymentReturn, eq(t.bureauPaymentReturn.line, t.bureauPaymentResult.line))
    .where(
      and(
        ...[eq(t.bureauPaymentLine.claim, id), eq(t.bureauPaymentResult.outcome, 'paid')],
        isNull(t.bureauPaymentReturn.line),
      ),
    )
    .orderBy(desc(t.bureauPaymentResult.at))
    .limit(1)
  return row?.day
}
