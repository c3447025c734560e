import { eq } from 'drizzle-orm'
import type { Deps } from '../deps'

/** How many appeals of a class wait for an answer. */
export async function openCount({ store: { t, read } }: Pick<Deps, 'store'>, classId: string): Promise<number> {
  const rows = await read
    .select({ id: t.appeal.id, decided: t.appealDecision.id })
    .from(t.appeal)
    .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
    .leftJoin(t.appealDecision, eq(t.appealDecision.appeal, t.appeal.id))
    .where(eq(t.seat.class, classId))
  return rows.filter(({ decided }) => decided === null).length
}
