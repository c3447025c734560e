import { inArray } from 'drizzle-orm'
import type { Store } from '../db/store'

/** Names of members by their ids; whoever has none is called by the id. */
export async function namedBy(
  { t, read }: Pick<Store, 't' | 'read'>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const asked = [...new Set(ids)]
  const rows =
    asked.length === 0
      ? []
      : await read
          .select({ id: t.member.id, name: t.member.name, login: t.member.login })
          .from(t.member)
          .where(inArray(t.member.id, asked))
  const names = new Map(rows.map(({ id, name, login }) => [id, name || login]))
  return (id) => names.get(id) ?? id
}
