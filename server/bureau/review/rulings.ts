import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type KeptRuling, keptRuling, type RulingInput, type RulingRequest } from '../../../shared/api/bureau-review'
import { exact, isLess, zero } from '../../../shared/claim/ratio'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { peopleOfClaim, type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { addEvent } from '../events'
import { holdOpenClaim } from './open'
import { applyRuling, reckonPeople, tableKey } from './reckon'
import { tablesOfClaim } from './tables'

export interface RulingOf {
  ruling: KeptRuling
  by: string
  at: number
}

/** The ruling that holds of everybody who has one, by person; one that accepts all again is none. */
export async function rulingsOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version }: Pick<ReceivedClaim, 'id' | 'version'>,
): Promise<Map<string, RulingOf>> {
  const rows = await q
    .select()
    .from(t.bureauRuling)
    .where(and(eq(t.bureauRuling.claim, id), eq(t.bureauRuling.version, version)))
    .orderBy(t.bureauRuling.at, t.bureauRuling.id)
  const found = new Map<string, RulingOf>()
  for (const { person, body, by, at } of rows) {
    const ruling = v.parse(keptRuling, JSON.parse(body))
    if (takesSomething(ruling)) found.set(person, { ruling, by, at })
    else found.delete(person)
  }
  return found
}

const takesSomething = ({ online, offline, incomplete, whole, money }: RulingInput): boolean =>
  whole || incomplete || money > 0 || isLess(zero, exact(online)) || isLess(zero, exact(offline))

/**
 * Rules on people of a claim: 不予认定 of hours, 核减 of money, or nothing at all, each with its reason; amounts are reckoned again by the rate
 * table. One that takes nothing accepts all again. Throws `not-allowed`, `not-found`, `conflict`, `bad-request`. Audited.
 */
export async function ruleOn(deps: Deps, actor: Actor, id: string, request: RulingRequest): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { people: chosen, ...given } = request
  const ruling: RulingInput = { ...given, reason: given.reason.trim() }
  if (takesSomething(ruling) && ruling.reason === '') throw new Refused('bad-request', '请写明不予认定或核减的原因')
  const before = await receivedClaim(store.read, store, actor, id)
  const tables = await tablesOfClaim(deps, before, await peopleOfClaim(store.read, store, before))
  await store.tx(async (q) => {
    const claim = await holdOpenClaim(q, store, actor, id, clock.now())
    if (claim.version !== before.version) throw new Refused('conflict', '这份申请刚收到新版本，请重新打开')
    const people = await peopleOfClaim(q, store, claim)
    const ruled = people.filter((one) => chosen.includes(one.id))
    if (ruled.length !== new Set(chosen).size) throw new Refused('not-found', '申请里没有其中的人员，请重新选择')
    const rulings = new Map<string, RulingInput>()
    for (const [person, one] of await rulingsOf(q, store, claim)) rulings.set(person, one.ruling)
    for (const one of ruled) rulings.set(one.id, ruling)
    const amounts = tables ? reckonPeople(people, tables, rulings) : new Map()
    const at = await laterThanAll(q, store, claim, clock.now())
    for (const one of ruled) {
      const kept = applyRuling(one, ruling, amounts.get(one.id), tables && tableKey(tables))
      await q.insert(t.bureauRuling).values({
        ...{ id: randomUUID(), organisation: actor.organisation, claim: id, version: claim.version, person: one.id },
        ...{ body: JSON.stringify(kept), by: actor.member, at },
      })
    }
    const who = ruled.map(({ className, number }) => `${className} ${number}`)
    await addEvent(q, store, clock, actor, claim, 'ruled', {
      ...{ people: who, reason: ruling.reason, online: ruling.online, offline: ruling.offline },
      ...{ money: ruling.money, whole: ruling.whole, incomplete: ruling.incomplete },
    })
    await recordAudit(q, store, clock, actor, 'review.rule', id, {
      ...{ number: claim.number, people: ruled.length, reason: ruling.reason },
    })
  })
}

/** Two rulings of one person are told apart by their time: a clock that stands still does not turn them around. */
async function laterThanAll(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id }: Pick<ReceivedClaim, 'id'>,
  now: number,
): Promise<number> {
  const rows = await q.select({ at: t.bureauRuling.at }).from(t.bureauRuling).where(eq(t.bureauRuling.claim, id))
  return Math.max(now, ...rows.map(({ at }) => at + 1))
}
