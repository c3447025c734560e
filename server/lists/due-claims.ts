import { and, asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type ClaimState, claimState } from '../../shared/api/bureau'
import type { DueClaim, dueQuery } from '../../shared/api/bureau-publicity'
import type { ListPage } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import type { Deps } from '../deps'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

export type DueQuery = v.InferOutput<typeof dueQuery>

/** Claims that wait for their next step in one state, the longest waiting first; found by number, title and firm. */
export async function listDueClaims(
  { store: { t, read } }: Pick<Deps, 'store'>,
  actor: Actor,
  state: ClaimState,
  query: DueQuery,
): Promise<ListPage<DueClaim>> {
  requireBureau(actor, 'finance')
  const of = t.bureauClaim
  const where = and(
    eq(of.organisation, actor.organisation),
    eq(of.status, state),
    query.filter === '' ? undefined : eq(of.source, query.filter),
    foundIn(query.search, of.number, of.title, t.bureauFirm.name),
  )
  const by = { since: of.updatedAt, number: of.number, firm: t.bureauFirm.name, title: of.title, asked: of.asked }
  const order = sorted(query, by, 'since')
  const firm = eq(t.bureauFirm.id, of.firm)
  const total = read.select(countAll).from(of).innerJoin(t.bureauFirm, firm).where(where)
  const page = await pageOf(query, total, (limit, offset) =>
    read
      .select({ claim: of, firm: t.bureauFirm.name })
      .from(of)
      .innerJoin(t.bureauFirm, firm)
      .where(where)
      .orderBy(order, asc(of.id))
      .limit(limit)
      .offset(offset),
  )
  return {
    ...page,
    rows: page.rows.map(({ claim, firm: name }) => ({
      ...{ id: claim.id, number: claim.number, title: claim.title, firm: name, people: claim.people },
      ...{ asked: claim.asked, receivedAt: claim.receivedAt, since: claim.updatedAt },
      ...{ status: v.parse(claimState, claim.status), manual: claim.source === 'manual' },
    })),
  }
}
