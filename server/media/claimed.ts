import { and, count, eq, inArray, isNull, max, notInArray } from 'drizzle-orm'
import type { Queries, Store } from '../db/store'

/** What the organisation's own claims say of a class that stands in one. */
export interface Claimed {
  /** One of them is neither paid nor refused: a draft, handed in, or returned. */
  open: boolean
  /** The Beijing day of the last decision, '' before the first. */
  last: string
  /** Numbers of the decided ones. */
  numbers: string[]
  /** Everybody on the roster stands in one of them. */
  everybody: boolean
}

/** Claims that hold these classes, by class; a class without any has none. */
export async function claimedOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  classes: readonly string[],
): Promise<Map<string, Claimed>> {
  const rows = await q
    .select({
      ...{ class: t.claimClass.class, number: t.subsidyClaim.number, status: t.subsidyClaim.status },
      day: max(t.claimEvent.day),
    })
    .from(t.claimClass)
    .innerJoin(t.subsidyClaim, eq(t.subsidyClaim.id, t.claimClass.claim))
    .leftJoin(
      t.claimEvent,
      and(eq(t.claimEvent.claim, t.subsidyClaim.id), inArray(t.claimEvent.kind, ['paid', 'refused'])),
    )
    .where(inArray(t.claimClass.class, [...classes]))
    .groupBy(t.claimClass.class, t.subsidyClaim.id, t.subsidyClaim.number, t.subsidyClaim.status)
    .orderBy(t.subsidyClaim.number)
  const named = [...new Set(rows.map((row) => row.class))]
  const left = await leftOver(q, t, named)
  return new Map(
    named.map((id) => {
      const own = rows.filter((row) => row.class === id)
      const decided = own.filter(({ status }) => status === 'paid' || status === 'refused')
      const claimed: Claimed = {
        open: decided.length < own.length,
        last:
          own
            .map(({ day }) => day ?? '')
            .toSorted()
            .at(-1) ?? '',
        numbers: decided.map(({ number }) => number),
        everybody: !left.has(id),
      }
      return [id, claimed]
    }),
  )
}

/** Classes with somebody on the roster whom no claim names. */
async function leftOver(q: Queries, t: Store['t'], classes: readonly string[]): Promise<Set<string>> {
  if (classes.length === 0) return new Set()
  const claimed = q.select({ seat: t.claimSeat.seat }).from(t.claimSeat)
  const rows = await q
    .select({ class: t.seat.class, seats: count() })
    .from(t.seat)
    .where(and(inArray(t.seat.class, [...classes]), isNull(t.seat.leftAt), notInArray(t.seat.id, claimed)))
    .groupBy(t.seat.class)
  return new Set(rows.map((row) => row.class))
}
