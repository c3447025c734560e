import { and, asc, eq, isNotNull, isNull, or } from 'drizzle-orm'
import type * as v from 'valibot'
import type { PublicPerson, publicPeopleQuery } from '../../shared/api/bureau-publicity'
import type { ListPage } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { publicityOf } from '../bureau/publicity/publicity'
import type { Deps } from '../deps'
import { countAll, ordered, pageOf } from './page'
import { holds, typed } from './search'

export type PublicPeopleQuery = v.InferOutput<typeof publicPeopleQuery>

/** People of a 公示 as everybody sees them; found by name, firm and the last signs of what is shown of the number. */
export async function listPublicPeople(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
  publicity: string,
  query: PublicPeopleQuery,
): Promise<ListPage<PublicPerson>> {
  requireBureau(actor, 'finance')
  await publicityOf(deps.store.read, deps.store, actor, publicity)
  return publicPeople(deps, publicity, query)
}

/** The same of a 公示 that may be read. */
export async function publicPeople(
  { store: { t, read } }: Pick<Deps, 'store'>,
  publicity: string,
  query: PublicPeopleQuery,
): Promise<ListPage<PublicPerson>> {
  const of = t.bureauPublicityRow
  const off = t.bureauPublicityOff
  const text = typed(query.search)
  const taken = and(eq(off.publicity, of.publicity), eq(off.claim, of.claim))
  const where = and(
    eq(of.publicity, publicity),
    query.filter === '' ? undefined : query.filter === 'off' ? isNotNull(off.claim) : isNull(off.claim),
    text === '' ? undefined : or(holds(of.name, text), holds(of.firm, text), holds(of.idShown, text, 'end')),
  )
  const order = ordered(of[query.sort ?? 'position'], query.order)
  const total = read.select(countAll).from(of).leftJoin(off, taken).where(where)
  const page = await pageOf(query, total, (limit, offset) =>
    read
      .select({ row: of, off: off.claim })
      .from(of)
      .leftJoin(off, taken)
      .where(where)
      .orderBy(order, asc(of.position))
      .limit(limit)
      .offset(offset),
  )
  return {
    ...page,
    rows: page.rows.map(
      ({ row: { position, name, idShown, firm, occupation, level, hours, standard, amount, claim }, off: taken }) => ({
        ...{ position, name, idShown, firm, occupation, level, standard, amount, claim },
        ...{ hours: (hours / 100).toFixed(2), off: taken !== null },
      }),
    ),
  }
}
