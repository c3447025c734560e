import { randomUUID } from 'node:crypto'
import { and, eq, min } from 'drizzle-orm'
import type { KeptRuling } from '../../../shared/api/bureau-review'
import { exact, isLess } from '../../../shared/claim/ratio'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { peopleOfClaim, type ReceivedClaim, type ReceivedPerson } from '../bureau'
import { addEvent } from '../events'
import { openProposal } from './open'
import { applyRuling, beforeMoney, factsOf, type ReviewTables, reckonPeople, tableKey } from './reckon'
import { type RulingOf, rulingsOf } from './rulings'
import { samePeople } from './same-person'

type Tables = (people: readonly ReceivedPerson[]) => Promise<ReviewTables | undefined>

/**
 * Takes what was decided on people of a claim over to the newer version that came before the decision: 不予认定 and 核减 go on taking off what they
 * took, reckoned anew of what is asked now, until somebody looks at each. What was proposed of the version before is void. To be called in the
 * transaction that brings the newer version, once its people stand there.
 */
export async function carryReview(
  q: Queries,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  before: ReceivedClaim,
  version: number,
  tablesOf: Tables,
): Promise<void> {
  const now = { id: before.id, version }
  const open = await openProposal(q, store, before)
  if (open) {
    const remark = `还没有审定，就收到了第 ${version} 版`
    await q.insert(store.t.bureauDecision).values({
      ...{ id: randomUUID(), organisation: before.organisation, claim: before.id, version: before.version },
      ...{ proposal: open.id, kind: 'replaced', number: '', remark, statement: null },
      ...{ by: actor.member, at: clock.now() },
    })
    const text = `第 ${before.version} 版的审核意见失效：${remark}。请按新版本重新审核`
    await addEvent(q, store, clock, actor, now, 'comment', { text })
  }
  const { bureauRuling } = store.t
  const [oldest] = await q
    .select({ version: min(bureauRuling.version) })
    .from(bureauRuling)
    .where(eq(bureauRuling.claim, before.id))
  if (oldest?.version == null) return
  const people = await peopleOfClaim(q, store, now)
  const { standing, gone } = await standingRulings(q, store, before, people, oldest.version)
  if (standing.length === 0 && gone.length === 0) return
  const carried = standing.map((one) => ({ ...one, ruling: atMost(one.of.ruling, one.person) }))
  const tables = await tablesOf(people)
  const wanted = new Map(carried.map(({ person, ruling }) => [person.id, ruling]))
  const amounts = tables ? reckonPeople(people, tables, wanted) : new Map()
  for (const { person, of, from, ruling, madeOf } of carried)
    await q.insert(store.t.bureauRuling).values({
      ...{ id: randomUUID(), organisation: before.organisation, claim: before.id, version, person: person.id },
      body: JSON.stringify({
        ...again(person, ruling, amounts.get(person.id), tables && tableKey(tables)),
        carried: of.ruling.carried ?? from,
        ...(madeOf !== undefined && { madeOf }),
      }),
      ...{ by: of.by, at: of.at },
    })
  const named = ({ className, number }: ReceivedPerson) => `${className} ${number}`
  await addEvent(q, store, clock, actor, now, 'ruled', {
    people: carried.map(({ person }) => named(person)),
    note: `沿用第 ${before.version} 版的认定，请核对`,
    ...(gone.length > 0 && { gone: gone.map(named) }),
  })
}

/** A ruling of an earlier version, on whom of the newer one it falls, and of whom it was made where that is not plain. */
interface Standing {
  person: ReceivedPerson
  of: RulingOf
  from: number
  madeOf: string | undefined
}

/**
 * What goes on holding: rulings of the version before, and of one before that on whom was left out since, so that nobody gets rid of a ruling by
 * being left out once; no version before the `oldest` that anybody was ruled on in. `gone`: people of the version before who are ruled on and in this one no more.
 */
async function standingRulings(
  q: Queries,
  store: Pick<Store, 't'>,
  before: ReceivedClaim,
  people: readonly ReceivedPerson[],
  oldest: number,
): Promise<{ standing: Standing[]; gone: ReceivedPerson[] }> {
  const manual = before.source === 'manual'
  const standing: Standing[] = []
  const gone: ReceivedPerson[] = []
  const newer: (readonly ReceivedPerson[])[] = []
  const ruled = new Set<string>()
  for (let version = before.version; version >= oldest; version--) {
    const rulings = await rulingsOf(q, store, { id: before.id, version })
    const earlier = await peopleOfClaim(q, store, { id: before.id, version })
    const same = samePeople(manual, earlier, people)
    const later = newer.map((list) => samePeople(manual, earlier, list))
    for (const one of earlier) {
      const of = rulings.get(one.id)
      // Who stood in a version between was decided on there.
      if (!of || later.some((list) => list.get(one.id)?.changed === false)) continue
      const { person, changed } = same.get(one.id) ?? {}
      if (!person && version === before.version) gone.push(one)
      if (!person || ruled.has(person.id)) continue
      ruled.add(person.id)
      standing.push({ person, of, from: version, madeOf: of.ruling.madeOf ?? (changed ? whoIs(one) : undefined) })
    }
    newer.push(earlier)
  }
  return { standing, gone }
}

const whoIs = ({ name, idMasked }: ReceivedPerson): string => `${name}（${idMasked === '' ? '没有号码' : idMasked}）`

/** Of a ruling no more hours than are asked for now. */
function atMost(ruling: KeptRuling, person: ReceivedPerson): KeptRuling {
  const hours = factsOf(person)?.hours
  if (!hours) return ruling
  const less = (off: string, has: string) => (isLess(exact(has), exact(off)) ? has : off)
  return { ...ruling, online: less(ruling.online, hours.online), offline: less(ruling.offline, hours.offline) }
}

/** What the ruling leaves of what is asked now; where that cannot be reckoned, no more than it left before. */
function again(
  person: ReceivedPerson,
  ruling: KeptRuling,
  reckoned: Parameters<typeof applyRuling>[2],
  table: string | undefined,
): KeptRuling {
  const { refused: _, table: __, ...given } = ruling
  const { money } = given
  try {
    // 核减 of more than can be paid now leaves nothing, and is no smaller for the version after.
    const kept = applyRuling(
      person,
      { ...given, money: Math.min(money, beforeMoney(person, given, reckoned)) },
      reckoned,
      table,
    )
    return { ...kept, money }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const amount = Math.min(Math.max(0, person.asked - money), ruling.amount)
    const accepted = isLess(exact(person.hours), exact(ruling.accepted)) ? person.hours : ruling.accepted
    return { ...given, accepted, amount, lines: [{ label: '沿用此前核定的金额', formula: ruling.reason, amount }] }
  }
}

/** What of the review of earlier versions somebody has to look at before this one is agreed to, in words. */
export async function carriedConcerns(
  q: Queries,
  store: Pick<Store, 't'>,
  claim: Pick<ReceivedClaim, 'id' | 'version'>,
  people: readonly ReceivedPerson[],
): Promise<string[]> {
  const { bureauDecision: ended } = store.t
  const from = new Map<number, number>()
  const rulings = await rulingsOf(q, store, claim)
  for (const { ruling } of rulings.values())
    if (ruling.carried !== undefined) from.set(ruling.carried, (from.get(ruling.carried) ?? 0) + 1)
  const voided = await q
    .select({ version: ended.version })
    .from(ended)
    .where(and(eq(ended.claim, claim.id), eq(ended.kind, 'replaced')))
    .orderBy(ended.version)
  return [
    ...[...from].map(([version, n]) => `${n} 人的不予认定或核减沿用自第 ${version} 版，还没有核对`),
    ...people.flatMap((person) => {
      const madeOf = rulings.get(person.id)?.ruling.madeOf
      const { className, number } = person
      return madeOf === undefined
        ? []
        : [`${className} ${number} 沿用的认定原是对${madeOf}作出的，现在是${whoIs(person)}：证件号码变了，请核对`]
    }),
    ...voided.map(({ version }) => `第 ${version} 版提出过审核意见，还没有审定就收到了新版本`),
  ]
}
