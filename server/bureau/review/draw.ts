import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type DrawBody, type DrawRequest, drawBody } from '../../../shared/api/bureau-risk'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { chunksOf } from '../../training/roster/chunks'
import { peopleOfClaim, type ReceivedClaim, type ReceivedPerson, requireBureau } from '../bureau'
import { addEvent } from '../events'
import { refreshRisk } from './claim-risk'
import { contentOf } from './content'
import { countsOf, doubtsOf, none } from './doubts'
import { type FormulaInForce, formulaInForce } from './formula'
import { drawLots, plainValue, seedOf, type Ticketed } from './lots'
import { holdClaim } from './open'
import { ticketsOf } from './risk'

/** Claims that wait for review and whose current version took part in no drawing. */
export async function undrawnClaims(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
): Promise<ReceivedClaim[]> {
  return q
    .select()
    .from(t.bureauClaim)
    .where(
      and(
        eq(t.bureauClaim.organisation, organisation),
        eq(t.bureauClaim.status, 'received'),
        sql`NOT EXISTS (SELECT 1 FROM ${t.bureauDrawClaim} WHERE ${t.bureauDrawClaim.claim} = ${t.bureauClaim.id}
          AND ${t.bureauDrawClaim.version} = ${t.bureauClaim.version})`,
      ),
    )
    .orderBy(t.bureauClaim.receivedAt, t.bureauClaim.id)
}

interface InDrawing {
  claim: ReceivedClaim
  content: string
  people: { person: ReceivedPerson; lot: Ticketed }[]
}

/**
 * Draws who is looked into, by lots weighted by risk. The seed is a value that was made public after the claims came, and their content ids: nobody
 * could choose it, and everybody can do the drawing again from what is kept. No claim takes part twice in one version.
 * Throws `not-allowed`, `not-found`, `conflict`, `bad-request`. Audited. Returns the drawing's id.
 */
export async function drawChecks(deps: Deps, actor: Actor, request: DrawRequest): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const today = dayOf(clock.now())
  const inForce = await formulaInForce(store.read, store, actor.organisation, today)
  const chosen = await chosenClaims(deps, actor, request.claims)
  const latest = chosen.reduce((day, { receivedAt }) => (dayOf(receivedAt) > day ? dayOf(receivedAt) : day), '')
  if (request.publicDay <= latest || request.publicDay > today)
    throw new Refused('bad-request', `公开数值要在最后一份收件（${latest}）之后、今天以前公布，请等下一次开奖再抽`)
  const pool: InDrawing[] = []
  for (const claim of chosen) pool.push(await inDrawing(deps, claim, inForce))
  const body = await bodyOf(deps, pool, request, inForce)
  const everybody = pool.flatMap(({ claim, people }) => people.map(({ person }) => ({ claim, person })))
  const id = randomUUID()
  await store.tx(async (q) => {
    for (const { claim } of pool) {
      const now = await holdClaim(q, store, actor, claim.id, clock.now())
      if (now.version !== claim.version || now.status !== 'received')
        throw new Refused('conflict', `${claim.number}刚有变化，请刷新后重新抽取`)
    }
    const still = new Set((await undrawnClaims(q, store, actor.organisation)).map((one) => one.id))
    const twice = pool.find(({ claim }) => !still.has(claim.id))
    if (twice) throw new Refused('conflict', `${twice.claim.number}已经抽过，不能再抽一次`)
    const number = await nextNumber(q, store, actor.organisation, today.slice(0, 4))
    await q.insert(t.bureauDraw).values({
      ...{ id, organisation: actor.organisation, number, body: JSON.stringify(body) },
      ...{ people: body.people.length, drawn: body.drawn.length, by: actor.member, at: clock.now() },
    })
    const parts = pool.map(({ claim: { id: claim, version } }) => ({ draw: id, claim, version }))
    for (const chunk of chunksOf(parts)) await q.insert(t.bureauDrawClaim).values([...chunk])
    const rows = body.drawn.flatMap((i, rank) => {
      const one = everybody[i]
      return one ? [{ draw: id, claim: one.claim.id, version: one.claim.version, person: one.person.id, rank }] : []
    })
    for (const chunk of chunksOf(rows)) await q.insert(t.bureauDrawn).values([...chunk])
    for (const { claim } of pool) {
      const drawn = rows.filter((row) => row.claim === claim.id).length
      if (drawn > 0) await addEvent(q, store, clock, actor, claim, 'drawn', { draw: number, people: drawn })
    }
    await recordAudit(q, store, clock, actor, 'review.draw', id, {
      ...{ number, people: body.people.length, added: rows.length },
    })
  })
  return id
}

/** Those that were named, or all that wait. Throws `not-found`, `bad-request`. */
async function chosenClaims(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  named: readonly string[],
): Promise<ReceivedClaim[]> {
  const waiting = await undrawnClaims(store.read, store, actor.organisation)
  if (named.length === 0) {
    if (waiting.length === 0) throw new Refused('bad-request', '没有等待审核、还没有抽过的申请')
    return waiting
  }
  const { t } = store
  const known = await store.read
    .select({ id: t.bureauClaim.id })
    .from(t.bureauClaim)
    .where(and(eq(t.bureauClaim.organisation, actor.organisation), inArray(t.bureauClaim.id, [...named])))
  if (known.length !== new Set(named).size) throw new Refused('not-found', '没有其中的补贴申请')
  const chosen = waiting.filter(({ id }) => named.includes(id))
  if (chosen.length !== known.length) throw new Refused('conflict', '其中有不在审核中、或者已经抽过的申请，请重新选择')
  return chosen
}

/** Everybody of a claim with their tickets, by what speaks for looking at them. */
async function inDrawing(deps: Deps, claim: ReceivedClaim, inForce: FormulaInForce): Promise<InDrawing> {
  const { store } = deps
  const people = await peopleOfClaim(store.read, store, claim)
  const { score } = await refreshRisk(deps, claim, inForce)
  const counts = countsOf(await doubtsOf(store.read, store, claim, people)).of
  const content = await contentOf(store.read, store, claim)
  const manual = claim.source === 'manual'
  return {
    ...{ claim, content },
    people: people.map((person) => {
      const findings = counts.get(person.id) ?? none()
      const tickets = ticketsOf({ findings, manual, score }, inForce.formula)
      return { person, lot: { content, class: person.class, seat: person.seat, tickets } }
    }),
  }
}

async function bodyOf(
  { store }: Deps,
  pool: readonly InDrawing[],
  { publicValue, publicDay }: DrawRequest,
  { formula, version }: FormulaInForce,
): Promise<DrawBody> {
  const { t, read } = store
  const everybody = pool.flatMap(({ people }) => people)
  if (everybody.length === 0) throw new Refused('bad-request', '这些申请里没有人员')
  const seed = seedOf(
    publicValue,
    pool.map(({ content }) => content),
  )
  const { share, publicSource } = formula.lottery
  const { hashes, drawn } = drawLots(
    seed,
    everybody.map(({ lot }) => lot),
    share,
  )
  const firms = await read.select({ id: t.bureauFirm.id, name: t.bureauFirm.name }).from(t.bureauFirm)
  return v.parse(drawBody, {
    ...{ v: 1, publicValue: plainValue(publicValue), publicSource, publicDay, formula, formulaVersion: version },
    ...{ share, seed, drawn },
    claims: pool.map(({ claim: { number, title, firm }, content }) => ({
      ...{ number, title, content, firm: firms.find(({ id }) => id === firm)?.name ?? '' },
    })),
    people: everybody.map(({ person, lot }, i) => ({ ...lot, number: person.number, hash: hashes[i] })),
  })
}

/** `抽查2026-003`: the bureau's next of a year. */
async function nextNumber(q: Queries, { t }: Pick<Store, 't'>, organisation: string, year: string): Promise<string> {
  const rows = await q
    .select({ number: t.bureauDraw.number })
    .from(t.bureauDraw)
    .where(and(eq(t.bureauDraw.organisation, organisation), sql`${t.bureauDraw.number} LIKE ${`抽查${year}-%`}`))
    .orderBy(desc(t.bureauDraw.number))
  const last = Math.max(0, ...rows.map(({ number }) => Number(number.slice(7)) || 0))
  return `抽查${year}-${String(last + 1).padStart(3, '0')}`
}
