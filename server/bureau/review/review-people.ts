import { and, eq } from 'drizzle-orm'
import type * as v from 'valibot'
import type { ReviewPersonRow, reviewPeopleQuery } from '../../../shared/api/bureau-review'
import type { ListPage } from '../../../shared/api/lists'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { cut } from '../../lists/cut'
import { type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { agreedPeople } from './agreed'
import { differing } from './claim-risk'
import { countsOf, doubtsOf } from './doubts'
import { interviewedOf } from './interviewed'
import { linesOf } from './reckon'
import { rulingsOf } from './rulings'

export type ReviewPeopleQuery = v.InferOutput<typeof reviewPeopleQuery>

/** Everybody a claim asks for: what was asked, what is accepted and why not all, what speaks for a look. Throws `not-allowed`, `not-found`. */
export async function listReviewPeople(
  deps: Pick<Deps, 'store' | 'packages'>,
  actor: Actor,
  id: string,
  query: ReviewPeopleQuery,
): Promise<ListPage<ReviewPersonRow>> {
  requireBureau(actor, 'auditor')
  const claim = await receivedClaim(deps.store.read, deps.store, actor, id)
  const rows = await everybodyOf(deps, claim)
  const sort = query.sort ?? 'number'
  const keep = {
    '': () => true,
    doubtful: ({ findings }: ReviewPersonRow) => findings.length > 0,
    drawn: ({ drawn }: ReviewPersonRow) => drawn,
    ruled: ({ ruling }: ReviewPersonRow) => ruling !== undefined,
    unpaid: ({ amount }: ReviewPersonRow) => amount === 0,
  }[query.filter]
  const by = {
    number: ({ className, number }: ReviewPersonRow) => `${className} ${number}`,
    name: ({ name }: ReviewPersonRow) => name,
    asked: ({ asked }: ReviewPersonRow) => asked,
    amount: ({ amount }: ReviewPersonRow) => amount,
    findings: ({ findings }: ReviewPersonRow) => findings.length,
  }[sort]
  const natural = sort === 'number' || sort === 'name' ? 'up' : 'down'
  return cut(rows, query, {
    ...{ search: query.search, keep, by, order: query.order ?? natural },
    text: ({ name, number, idMasked }) => `${name} ${number} ${idMasked}`,
  })
}

async function everybodyOf(deps: Pick<Deps, 'store' | 'packages'>, claim: ReceivedClaim): Promise<ReviewPersonRow[]> {
  const { store } = deps
  const { read } = store
  const people = await agreedPeople(read, store, claim)
  const rulings = await rulingsOf(read, store, claim)
  const names = await namesOf(read, store, claim.organisation)
  const doubts = await doubtsOf(
    read,
    store,
    claim,
    people.map(({ person }) => person),
  )
  const otherwise = await differing(deps, claim)
  const drawn = await drawnOfClaim(read, store, claim)
  const held = await interviewedOf(read, store, claim)
  const counted = countsOf(doubts).of
  return people.map(({ person, hours, amount }): ReviewPersonRow => {
    const ruled = rulings.get(person.id)
    const { lines, refused } = linesOf(person)
    const reckoned = otherwise.get(person.id)
    const interview = held.get(person.id)?.result
    return {
      ...{ id: person.id, className: person.className, seat: person.seat, number: person.number, name: person.name },
      ...{ idMasked: person.idMasked, category: person.category, occupation: person.occupation, level: person.level },
      ...{ opening: person.opening, closing: person.closing, hours: person.hours, asked: person.asked },
      ...{ lines, accepted: hours, amount, drawn: drawn.has(person.id) },
      ...(refused && { refused: refused.message }),
      ...(ruled && { ruling: { ...ruled.ruling, by: names.get(ruled.by) ?? ruled.by, at: ruled.at } }),
      ...(reckoned !== undefined && { reckoned }),
      findings: counted.has(person.id)
        ? doubts.filter((one) => one.people.includes(person.id)).map(({ label, severity }) => ({ label, severity }))
        : [],
      ...(interview && { interview }),
    }
  })
}

/** Names of the bureau's members, by id. */
export async function namesOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await q
    .select({ id: t.member.id, name: t.member.name })
    .from(t.member)
    .where(eq(t.member.organisation, organisation))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Who of the current version was drawn for a spot check. */
export async function drawnOfClaim(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version }: Pick<ReceivedClaim, 'id' | 'version'>,
): Promise<ReadonlySet<string>> {
  const rows = await q
    .select({ person: t.bureauDrawn.person })
    .from(t.bureauDrawn)
    .where(and(eq(t.bureauDrawn.claim, id), eq(t.bureauDrawn.version, version)))
  return new Set(rows.map(({ person }) => person))
}
