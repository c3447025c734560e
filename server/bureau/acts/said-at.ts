import { and, eq, isNotNull, max } from 'drizzle-orm'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'

/**
 * When the next statement about a claim is made: now, and later than everything said of it before, so that of two statements it is always plain which
 * one holds, whatever the clock does.
 */
export async function saidAt(
  q: Queries,
  { store: { t }, clock }: Pick<Deps, 'store' | 'clock'>,
  claim: string,
): Promise<number> {
  const [act] = await q
    .select({ at: max(t.bureauAct.at) })
    .from(t.bureauAct)
    .where(eq(t.bureauAct.claim, claim))
  const [decision] = await q
    .select({ at: max(t.bureauDecision.at) })
    .from(t.bureauDecision)
    .where(and(eq(t.bureauDecision.claim, claim), isNotNull(t.bureauDecision.statement)))
  return Math.max(clock.now(), ...[act?.at, decision?.at].map((at) => Number(at ?? 0) + 1))
}
