import { eq } from 'drizzle-orm'
import type { Store } from '../db/store'

/** Names of the bureau's members by their ids; one who is none any more stands as the id. */
export async function namesOfMembers({ t, read }: Store, organisation: string): Promise<(id: string) => string> {
  const rows = await read
    .select({ id: t.member.id, name: t.member.name })
    .from(t.member)
    .where(eq(t.member.organisation, organisation))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}
