import { and, eq, inArray, lte } from 'drizzle-orm'
import type { Attended } from '../../shared/study/facts'
import type { Queries, Store } from '../db/store'
import { chainsOfSeats, everything, type Through } from '../study/load'
import { OWN } from '../training/own-chain'
import { chunksOf } from '../training/roster/chunks'

/**
 * Of what was attended by the code only what entries up to `through` show: a verifier holds each lesson against the sign-out in the
 * packed chain, and the newest may not be sealed yet.
 */
export async function attendedThrough(
  q: Queries,
  t: Store['t'],
  attended: readonly Attended[],
  through: Through,
): Promise<Attended[]> {
  const byCode = attended.filter(({ how }) => how === 'code')
  if (byCode.length === 0 || through === everything) return [...attended]
  const shown = new Set<string>()
  for (const seats of chunksOf([...new Set(byCode.map(({ seat }) => seat))])) {
    const chains = (await chainsOfSeats(q, t, seats)).filter(({ how }) => how === OWN)
    for (const chain of chains) {
      const rows = await q
        .select({ hash: t.entry.hash })
        .from(t.entry)
        .where(
          and(
            ...[eq(t.entry.chain, chain.id), eq(t.entry.branch, 0)],
            ...[eq(t.entry.kind, 'signout'), lte(t.entry.seq, through(chain))],
          ),
        )
      for (const { hash } of rows) shown.add(hash)
    }
  }
  const holds = new Set<string>()
  for (const ids of chunksOf(byCode.map(({ id }) => id))) {
    const marks = await q
      .select({ id: t.lessonMark.id, entry: t.lessonMark.entry })
      .from(t.lessonMark)
      .where(inArray(t.lessonMark.id, [...ids]))
    for (const { id, entry } of marks) if (entry !== null && shown.has(entry)) holds.add(id)
  }
  return attended.filter(({ how, id }) => how !== 'code' || holds.has(id))
}
