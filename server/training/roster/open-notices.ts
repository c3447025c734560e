import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Store } from '../../db/store'

/** 名册变更 that the bureau was not told of, by class: what was done together is told together. */
export async function openNoticesIn(
  { t, read }: Pick<Store, 't' | 'read'>,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows =
    ids.length === 0
      ? []
      : await read
          .select({ class: t.rosterChange.class, n: sql<number>`count(DISTINCT ${t.rosterChange.form})` })
          .from(t.rosterChange)
          .leftJoin(t.rosterNotice, eq(t.rosterNotice.form, t.rosterChange.form))
          .where(and(inArray(t.rosterChange.class, [...ids]), isNull(t.rosterNotice.id)))
          .groupBy(t.rosterChange.class)
  return new Map(rows.map(({ class: id, n }) => [id, Number(n)]))
}
