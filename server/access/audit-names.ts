import { eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps'

/** Ids a query names at once: both databases limit them. */
const AT_ONCE = 500

const bare = (id: string) => id.replace(/^(seat|host):/, '')

/**
 * What people call the members, trainees, classes, plans and organisations of these ids; undefined for what has no name (a device,
 * a file). The audit of an organisation names nothing of another but the organisations on this server themselves.
 */
export async function namesOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  ids: readonly string[],
): Promise<(id: string) => string | undefined> {
  const names = new Map<string, string>()
  const asked = [...new Set(ids.map(bare))]
  for (let i = 0; i < asked.length; i += AT_ONCE) {
    const some = asked.slice(i, i + AT_ONCE)
    const found = [
      ...(await read.select({ id: t.class.id, name: t.class.name }).from(t.class).where(inArray(t.class.id, some))),
      ...(await read.select({ id: t.plan.id, name: t.plan.title }).from(t.plan).where(inArray(t.plan.id, some))),
      ...(await read
        .select({ id: t.organisation.id, name: t.organisation.name })
        .from(t.organisation)
        .where(inArray(t.organisation.id, some))),
      ...(
        await read
          .select({ id: t.member.id, name: t.member.name, login: t.member.login })
          .from(t.member)
          .where(inArray(t.member.id, some))
      ).map(({ id, name, login }) => ({ id, name: `${name}（${login}）` })),
      ...(
        await read
          .select({ id: t.seat.id, number: t.seat.number, name: t.person.name })
          .from(t.seat)
          .innerJoin(t.person, eq(t.person.id, t.seat.person))
          .where(inArray(t.seat.id, some))
      ).map(({ id, number, name }) => ({ id, name: `${number} ${name}` })),
    ]
    for (const { id, name } of found) names.set(id, name)
  }
  return (id) => names.get(bare(id))
}
