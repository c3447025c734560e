import { and, eq, gt, inArray, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Deps } from '../../deps'

/** What did not come in stands on the home for so long, ms; older ones in the list of what came. */
const FOR = 14 * 86_400_000

/**
 * Files that came and were not taken in: refused, signed by nobody of the register, or failed. The last of a name or of the same bytes counts: what was
 * brought again and taken is done.
 */
export async function countNotTaken(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  organisation: string,
): Promise<number> {
  const { bureauIntake: of } = store.t
  const later = alias(of, 'later')
  const again = store.read
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        ...[eq(later.organisation, of.organisation), gt(later.at, of.at)],
        or(eq(later.name, of.name), eq(later.sha256, of.sha256)),
      ),
    )
  return store.read.$count(
    of,
    and(
      ...[eq(of.organisation, organisation), inArray(of.outcome, ['refused', 'unknown', 'failed'])],
      ...[gt(of.at, clock.now() - FOR), notExists(again)],
    ),
  )
}
