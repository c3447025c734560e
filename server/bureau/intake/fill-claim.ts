import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { claimState, claimStateWords, type Verdict } from '../../../shared/api/bureau'
import type { ClaimFile, PeopleFile } from '../../../shared/package/claim-layout'
import { maskId } from '../../../shared/people/mask'
import { normaliseNumber } from '../../../shared/people/text'
import type { Actor } from '../../access/actor'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import type { ReceivedClaim } from '../bureau'
import { addEvent } from '../events'
import { idProblemOf } from '../id-problem'
import { carryReview } from '../review/carry-review'
import { tablesFor } from '../review/tables'
import { nextClaimNumber } from './claim-number'

export interface Incoming {
  firm: string
  package: string
  verdict: Verdict
  claim: ClaimFile
  people: PeopleFile
  /** Names of its classes by id. */
  classNames: ReadonlyMap<string, string>
}

/** What a package does to the desk's claims. `beside`: nothing, and why. */
export type Place =
  | { outcome: 'claim' }
  | { outcome: 'newer'; claim: ReceivedClaim }
  | { outcome: 'beside'; claim: ReceivedClaim; problem: string }

/** States of a claim in which a newer version takes its place. */
const REPLACEABLE: readonly string[] = ['received', 'returned']

/** How a claim in any other state comes to be replaced after all. */
const WAY_BACK: Readonly<Partial<Record<string, string>>> = {
  agreed: '要替换请先在补贴审核里申请重新审核，再退回补正',
  published: '要替换请先从公示里撤下，再退回补正',
  cleared: '要替换请先在补贴审核里申请重新审核，再退回补正',
  batched: '已列入拨付：要替换请先由财政退回资金拨付表',
}

/** Where a package of a claim belongs: a claim of the same firm with the same id is here, or none is. */
export async function placeOf(
  q: Queries,
  { store: { t } }: Pick<Deps, 'store'>,
  organisation: string,
  {
    firm,
    verdict,
    claim,
  }: Pick<Incoming, 'firm' | 'verdict'> & {
    claim: Pick<ClaimFile, 'packedAt'> & { claim: Pick<ClaimFile['claim'], 'id' | 'version'> }
  },
): Promise<Place> {
  const { bureauClaim, bureauPackage, bureauReceived } = t
  const same = and(
    ...[eq(bureauClaim.organisation, organisation), eq(bureauClaim.firm, firm)],
    eq(bureauClaim.their, claim.claim.id),
  )
  // Held until this transaction ends: who decides on the claim at this moment comes before or after, never between.
  await q
    .update(bureauClaim)
    .set({ updatedAt: sql`${bureauClaim.updatedAt}` })
    .where(same)
  const [here] = await q
    .select({ claim: bureauClaim, verdict: bureauPackage.verdict, received: bureauReceived })
    .from(bureauClaim)
    .leftJoin(bureauPackage, eq(bureauPackage.id, bureauClaim.package))
    .leftJoin(bureauReceived, eq(bureauReceived.package, bureauClaim.package))
    .where(same)
  if (!here) return { outcome: 'claim' }
  const beside = (problem: string): Place => ({ outcome: 'beside', claim: here.claim, problem })
  if (!REPLACEABLE.includes(here.claim.status))
    return beside(
      `这份申请是“${claimStateWords[v.parse(claimState, here.claim.status)]}”，新版本留存备查，没有替换。${WAY_BACK[here.claim.status] ?? ''}`,
    )
  const { theirVersion = 0, packedAt = 0 } = here.received ?? {}
  const order = claim.claim.version - theirVersion || claim.packedAt - packedAt
  const mended = here.verdict === 'disagrees' && verdict !== 'disagrees'
  if (order < 0 || (order === 0 && !mended)) return beside('比现有版本旧，留存备查，没有替换')
  if (verdict === 'disagrees' && here.verdict !== 'disagrees')
    return beside('新版本核验不一致，现有版本不变。请退给单位重新制作')
  return { outcome: 'newer', claim: here.claim }
}

/** Writes a claim as received, or its newer version beside what was there before; answers the claim as it is now. */
export async function fillClaim(
  q: Queries,
  deps: Pick<Deps, 'store' | 'clock' | 'secrets'>,
  actor: Actor,
  place: Exclude<Place, { outcome: 'beside' }>,
  incoming: Incoming,
): Promise<Pick<ReceivedClaim, 'id' | 'version' | 'number'>> {
  const { store, clock, secrets } = deps
  const { t } = store
  const { claim, people, firm, package: of } = incoming
  const before = place.outcome === 'newer' ? place.claim : undefined
  const id = before?.id ?? randomUUID()
  const version = (before?.version ?? 0) + 1
  const now = clock.now()
  const row = {
    ...{ theirNumber: claim.claim.number, title: claim.claim.title, version, status: 'received', package: of },
    ...{ people: claim.people.length, asked: claim.total, updatedAt: now },
    accountCipher: secrets.encrypt(JSON.stringify(people.account), id),
  }
  const number = before?.number ?? (await nextClaimNumber(q, store, actor.organisation, now))
  if (before) await q.update(t.bureauClaim).set(row).where(eq(t.bureauClaim.id, id))
  else {
    const { organisation } = actor
    await q.insert(t.bureauClaim).values({
      ...{ ...row, id, organisation, firm, source: 'package', their: claim.claim.id, number, receivedAt: now },
    })
  }
  for (const rows of chunks(peopleRows(deps, id, version, incoming))) await q.insert(t.bureauPerson).values(rows)
  await addEvent(q, store, clock, actor, { id, version }, before ? 'replaced' : 'received', {
    ...{ package: of, verdict: incoming.verdict, theirVersion: claim.claim.version },
    ...{ people: claim.people.length, total: claim.total },
    ...(before && { before: before.version }),
  })
  if (before)
    await carryReview(q, deps, actor, before, version, (rows) =>
      tablesFor(q, store, actor.organisation, rows, async () => claim.tables),
    )
  return { id, version, number }
}

type PersonRow = Deps['store']['t']['bureauPerson']['$inferInsert']

function peopleRows(
  { secrets }: Pick<Deps, 'secrets'>,
  claim: string,
  version: number,
  { claim: asked, people, classNames }: Incoming,
): PersonRow[] {
  const named = new Map(people.people.map((one) => [`${one.class}/${one.seat}`, one]))
  return asked.people.map((one, position) => {
    const id = randomUUID()
    const who = named.get(`${one.class}/${one.seat}`)
    const idNumber = normaliseNumber(who?.idNumber ?? '')
    const { facts } = one
    return {
      ...{ id, claim, version, position, class: one.class, className: classNames.get(one.class) ?? one.class },
      ...{ seat: one.seat, number: one.number, name: who?.name ?? '（名单里没有）' },
      ...{
        idCipher: secrets.encrypt(idNumber, id),
        idIndex: secrets.index('id', idNumber),
        idMasked: maskId(idNumber),
        idProblem: idProblemOf(idNumber),
      },
      ...{ phoneCipher: secrets.encrypt(who?.phone ?? '', id), category: who?.category || (facts.categories[0] ?? '') },
      ...{ occupation: facts.occupation, level: facts.level, project: facts.project },
      ...{ opening: facts.dates.opening, closing: facts.dates.closing ?? facts.dates.opening },
      ...{ hours: one.hours.total, asked: one.amount.total },
      ...{ facts: JSON.stringify(facts), line: JSON.stringify(one.amount), rateTable: one.table ?? null },
    }
  })
}

/** A row has some twenty values, and a statement takes thirty thousand. */
function* chunks<T>(rows: readonly T[], size = 500): Generator<T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
