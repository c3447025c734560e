import { eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps'
import { AT_THE_MACHINE } from './rescue'

/** Ids a query names at once: both databases limit them. */
const AT_ONCE = 500

/** Devices, files and claims have no name; people compare the first eight signs, as screens about them show. */
const LONG = /^[0-9a-f-]{32,64}$/

const bare = (id: string) => id.replace(/^(seat|host|link):/, '')

/**
 * What people call the members, trainees, classes, plans, readers of links and organisations of these ids; eight
 * signs of an id that has none, undefined for other words. The audit of an organisation names nothing of another but the
 * organisations on this server themselves.
 */
export async function namesOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  ids: readonly string[],
): Promise<(id: string) => string | undefined> {
  const names = new Map([[AT_THE_MACHINE, '服务器电脑上的命令']])
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
      ...(await read
        .select({ id: t.classLink.id, name: t.classLink.reader })
        .from(t.classLink)
        .where(inArray(t.classLink.id, some))),
      ...(
        await read
          .select({ id: t.member.id, name: t.member.name, login: t.member.login })
          .from(t.member)
          .where(inArray(t.member.id, some))
      ).map(({ id, name, login }) => ({ id, name: `${name}（${login}）` })),
    ]
    for (const { id, name } of found) names.set(id, name)
    const seats = await read
      .select({ id: t.seat.id, number: t.seat.number, name: t.person.name })
      .from(t.seat)
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .where(inArray(t.seat.id, some))
    const appeals = await read
      .select({ id: t.appeal.id, number: t.seat.number, name: t.person.name })
      .from(t.appeal)
      .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .where(inArray(t.appeal.id, some))
    for (const { id, number, name } of [...seats, ...appeals]) names.set(id, `${number} ${name}`)
  }
  return (id) => names.get(bare(id)) ?? (LONG.test(id) ? id.slice(0, 8) : undefined)
}
