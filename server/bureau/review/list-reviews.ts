import { and, asc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { claimState, verdicts } from '../../../shared/api/bureau'
import type { ReviewRow, reviewsQuery } from '../../../shared/api/bureau-review'
import { risk } from '../../../shared/api/bureau-risk'
import type { ListPage } from '../../../shared/api/lists'
import { claimOutcomes } from '../../../shared/claim/claim-decision'
import type { Actor } from '../../access/actor'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { countAll, pageOf, sorted } from '../../lists/page'
import { foundIn } from '../../lists/search'
import { isStuck } from '../across/recheck-later'
import { type ReceivedClaim, requireBureau } from '../bureau'
import { isSignedTooLate } from '../register/signed-too-late'
import { isHeld } from './interviewed'

export type ReviewsQuery = v.InferOutput<typeof reviewsQuery>

/** The queue of claims, what deserves a look first; found by number, title and 单位. Throws `not-allowed`. */
export async function listReviews(
  deps: Pick<Deps, 'store' | 'clock' | 'packages'>,
  actor: Actor,
  query: ReviewsQuery,
): Promise<ListPage<ReviewRow>> {
  requireBureau(actor, 'finance')
  const { store } = deps
  const { t, read } = store
  const firmName = sql`(SELECT ${t.bureauFirm.name} FROM ${t.bureauFirm} WHERE ${t.bureauFirm.id} = ${t.bureauClaim.firm})`
  const where = and(
    eq(t.bureauClaim.organisation, actor.organisation),
    filtered(store, query.filter),
    foundIn(query.search, t.bureauClaim.number, t.bureauClaim.title, firmName),
  )
  const by = {
    risk: sql`coalesce((SELECT ${t.bureauRisk.score} FROM ${t.bureauRisk} WHERE ${t.bureauRisk.claim} = ${t.bureauClaim.id}), 0)`,
    received: t.bureauClaim.receivedAt,
    number: t.bureauClaim.number,
    people: t.bureauClaim.people,
    asked: t.bureauClaim.asked,
    status: t.bureauClaim.status,
  }
  const order = sorted(query, by, 'risk', 'risk', 'received', 'people', 'asked')
  const page = await pageOf(query, read.select(countAll).from(t.bureauClaim).where(where), (limit, offset) =>
    read
      .select()
      .from(t.bureauClaim)
      .where(where)
      .orderBy(order, asc(t.bureauClaim.receivedAt), asc(t.bureauClaim.id))
      .limit(limit)
      .offset(offset),
  )
  return { ...page, rows: await rowsOf(store, page.rows) }
}

/** Proposed of the current version and not decided. */
const proposedSql = ({ t }: Pick<Store, 't'>): SQL => sql`EXISTS (SELECT 1 FROM ${t.bureauProposal}
  WHERE ${t.bureauProposal.claim} = ${t.bureauClaim.id} AND ${t.bureauProposal.version} = ${t.bureauClaim.version}
  AND NOT EXISTS (SELECT 1 FROM ${t.bureauDecision} WHERE ${t.bureauDecision.proposal} = ${t.bureauProposal.id}))`

function filtered({ t }: Store, filter: ReviewsQuery['filter']): SQL | undefined {
  const received = eq(t.bureauClaim.status, 'received')
  switch (filter) {
    case '':
      return undefined
    case 'waiting':
      return and(received, sql`NOT ${proposedSql({ t })}`)
    case 'proposed':
      return and(received, proposedSql({ t }))
    case 'drawn':
      return sql`EXISTS (SELECT 1 FROM ${t.bureauDrawn} WHERE ${t.bureauDrawn.claim} = ${t.bureauClaim.id}
        AND ${t.bureauDrawn.version} = ${t.bureauClaim.version})`
    case 'stuck':
      return isStuck({ t })
    case 'key-ended':
      return isSignedTooLate({ t })
    case 'manual':
      return eq(t.bureauClaim.source, 'manual')
    default:
      return eq(t.bureauClaim.status, filter)
  }
}

async function rowsOf(store: Store, claims: readonly ReceivedClaim[]): Promise<ReviewRow[]> {
  if (claims.length === 0) return []
  const { t, read } = store
  const ids = claims.map(({ id }) => id)
  const firms = await read
    .select({ id: t.bureauFirm.id, name: t.bureauFirm.name })
    .from(t.bureauFirm)
    .where(
      inArray(
        t.bureauFirm.id,
        claims.map(({ firm }) => firm),
      ),
    )
  const risks = await read.select().from(t.bureauRisk).where(inArray(t.bureauRisk.claim, ids))
  const packages = await read
    .select({ claim: t.bureauPackage.claim, version: t.bureauPackage.version, verdict: t.bureauPackage.verdict })
    .from(t.bureauPackage)
    .where(
      and(inArray(t.bureauPackage.claim, ids), eq(t.bureauPackage.kind, 'claim'), isNotNull(t.bureauPackage.claim)),
    )
    .orderBy(t.bureauPackage.at)
  const drawn = await read
    .select({ claim: t.bureauDrawn.claim, version: t.bureauDrawn.version, person: t.bureauDrawn.person })
    .from(t.bureauDrawn)
    .where(inArray(t.bureauDrawn.claim, ids))
  const held = await read
    .selectDistinct({ person: t.bureauInterview.person })
    .from(t.bureauInterview)
    .where(and(inArray(t.bureauInterview.claim, ids), isHeld(store)))
  const interviewed = new Set(held.map(({ person }) => person))
  const proposals = await read
    .select({ claim: t.bureauProposal.claim, version: t.bureauProposal.version, outcome: t.bureauProposal.outcome })
    .from(t.bureauProposal)
    .leftJoin(t.bureauDecision, eq(t.bureauDecision.proposal, t.bureauProposal.id))
    .where(and(inArray(t.bureauProposal.claim, ids), sql`${t.bureauDecision.id} IS NULL`))
  return claims.map((claim): ReviewRow => {
    const current = <Row extends { claim: string | null; version: number }>(rows: readonly Row[]) =>
      rows.filter((row) => row.claim === claim.id && row.version === claim.version)
    const chosen = new Set(current(drawn).map(({ person }) => person))
    const standing = risks.find((one) => one.claim === claim.id)
    const verdict = v.safeParse(v.picklist(verdicts), current(packages).at(-1)?.verdict)
    const proposed = v.safeParse(v.picklist(claimOutcomes), current(proposals)[0]?.outcome)
    return {
      ...{ id: claim.id, number: claim.number, title: claim.title, version: claim.version },
      firm: firms.find(({ id }) => id === claim.firm)?.name ?? '',
      source: claim.source === 'manual' ? 'manual' : 'package',
      status: v.parse(claimState, claim.status),
      ...(claim.status === 'received' && proposed.success && { proposed: proposed.output }),
      ...(verdict.success && { verdict: verdict.output }),
      risk: v.parse(risk, { score: standing?.score ?? 0, reasons: JSON.parse(standing?.reasons ?? '[]') }),
      ...{ people: claim.people, asked: claim.asked, receivedAt: claim.receivedAt },
      ...{ drawn: chosen.size, interviewed: [...chosen].filter((one) => interviewed.has(one)).length },
    }
  })
}
