import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type AnnounceDraw, type DrawPlan, drawPlan } from '../../../shared/api/bureau-risk'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { peopleOfClaim, type ReceivedClaim, type ReceivedPerson, requireBureau } from '../bureau'
import { refreshRisk } from './claim-risk'
import { contentOf } from './content'
import { countsOf, doubtsOf, none } from './doubts'
import { type FormulaInForce, formulaInForce } from './formula'
import { isHeld } from './interviewed'
import { ticketsOf } from './risk'

export interface OpenPlan {
  id: string
  number: string
  publicDay: string
  body: DrawPlan
  by: string
  at: number
}

/** What is announced and not drawn yet: one at most. */
export async function openPlan(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
): Promise<OpenPlan | undefined> {
  const { bureauDrawPlan: plan, bureauDraw: draw } = t
  const [row] = await q
    .select({ plan })
    .from(plan)
    .leftJoin(draw, eq(draw.id, plan.id))
    .where(and(eq(plan.organisation, organisation), isNull(draw.id)))
    .orderBy(desc(plan.at))
    .limit(1)
  if (!row) return undefined
  const { id, number, publicDay, body, by, at } = row.plan
  return { id, number, publicDay, by, at, body: v.parse(drawPlan, JSON.parse(body)) }
}

/** Claims that wait for review, were compared with all others, and whose current version took part in no drawing and in no announced one. */
export async function undrawnClaims(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
): Promise<ReceivedClaim[]> {
  const { t } = store
  const { bureauClaim: of, bureauReading: reading } = t
  const rows = await q
    .select({ claim: of })
    .from(of)
    .innerJoin(reading, and(eq(reading.claim, of.id), eq(reading.version, of.version), isNotNull(reading.checkedAt)))
    .where(
      and(
        eq(of.organisation, organisation),
        eq(of.status, 'received'),
        sql`NOT EXISTS (SELECT 1 FROM ${t.bureauDrawClaim} WHERE ${t.bureauDrawClaim.claim} = ${of.id}
          AND ${t.bureauDrawClaim.version} = ${of.version})`,
      ),
    )
    .orderBy(of.receivedAt, of.id)
  const open = await openPlan(q, store, organisation)
  const announced = new Set(open?.body.claims.map((one) => `${one.claim}/${one.version}`))
  return rows.flatMap(({ claim }) => (announced.has(`${claim.id}/${claim.version}`) ? [] : [claim]))
}

/**
 * Announces the next drawing: every claim that waits as of now, everybody's tickets by the formula of today, and the day to come whose public value
 * it will go by. All of it is fixed here, before anybody can know that value; what comes in later, also a newer version, takes part in the next
 * one. Throws `not-allowed`, `bad-request`, `not-found` where none waits, `conflict` while another is announced. Audited. Returns its id.
 */
export async function announceDraw(deps: Deps, actor: Actor, { publicDay }: AnnounceDraw): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { organisation } = actor
  const today = dayOf(clock.now())
  if (publicDay <= today) throw new Refused('bad-request', '公开数值的公布日期要在今天之后：先公布范围，再等数值')
  const demandNone = async (q: Queries) => {
    if (await openPlan(q, store, organisation)) throw new Refused('conflict', '已经公布了一次抽签，请先抽完')
  }
  await demandNone(store.read)
  const waiting = await undrawnClaims(store.read, store, organisation)
  if (waiting.length === 0) throw new Refused('not-found', '没有等待审核、还没有抽过的申请')
  const body = await bodyOf(deps, waiting, await formulaInForce(store.read, store, organisation, today))
  const id = randomUUID()
  await store.tx(async (q) => {
    await demandNone(q)
    const now = new Set((await undrawnClaims(q, store, organisation)).map((one) => `${one.id}/${one.version}`))
    if (now.size !== waiting.length || waiting.some((one) => !now.has(`${one.id}/${one.version}`)))
      throw new Refused('conflict', '刚有申请收到或变化，请刷新后再公布')
    const number = await nextNumber(q, store, organisation, today.slice(0, 4))
    await q.insert(store.t.bureauDrawPlan).values({
      ...{ id, organisation, number, publicDay, body: JSON.stringify(body), by: actor.member, at: clock.now() },
    })
    const detail = { number, date: publicDay, people: body.people.length }
    await recordAudit(q, store, clock, actor, 'review.draw-announce', id, detail)
  })
  return id
}

async function bodyOf(deps: Deps, claims: readonly ReceivedClaim[], inForce: FormulaInForce): Promise<DrawPlan> {
  const { store } = deps
  const { t, read } = store
  const firms = new Map(
    (await read.select({ id: t.bureauFirm.id, name: t.bureauFirm.name }).from(t.bureauFirm)).map((one) => [
      one.id,
      one.name,
    ]),
  )
  const body: DrawPlan = {
    ...{ v: 1, formula: inForce.formula, formulaVersion: inForce.version, claims: [], people: [], carried: [] },
  }
  for (const claim of claims) {
    const people = await peopleOfClaim(read, store, claim)
    const { score } = await refreshRisk(deps, claim, inForce)
    const counts = countsOf(await doubtsOf(read, store, claim, people)).of
    const content = await contentOf(read, store, claim)
    const owed = await owedSeats(read, store, claim)
    const { id, version, number, title, firm } = claim
    body.claims.push({ claim: id, version, number, title, content, firm: firms.get(firm) ?? '' })
    for (const person of people) {
      const facts = { findings: counts.get(person.id) ?? none(), manual: claim.source === 'manual', score }
      if (owed.has(seatKey(person))) body.carried.push(body.people.length)
      body.people.push({
        ...{ person: person.id, claim: id, content, class: person.class, seat: person.seat, number: person.number },
        tickets: ticketsOf(facts, inForce.formula),
      })
    }
  }
  if (body.people.length === 0) throw new Refused('bad-request', '这些申请里没有人员')
  return body
}

/** Who was drawn in an earlier version and was not reached for an interview in any: a newer package takes nobody out of a spot check. */
async function owedSeats(q: Queries, { t }: Pick<Store, 't'>, { id, version }: ReceivedClaim): Promise<Set<string>> {
  if (version === 1) return new Set()
  const { bureauPerson: person, bureauDrawn: drawn, bureauInterview: interview } = t
  const seat = { class: person.class, seat: person.seat }
  const called = await q
    .select(seat)
    .from(drawn)
    .innerJoin(person, eq(person.id, drawn.person))
    .where(eq(drawn.claim, id))
  const held = await q
    .select(seat)
    .from(interview)
    .innerJoin(person, eq(person.id, interview.person))
    .where(and(eq(interview.claim, id), isHeld({ t })))
  const owed = new Set(called.map(seatKey))
  for (const one of held) owed.delete(seatKey(one))
  return owed
}

const seatKey = (of: Pick<ReceivedPerson, 'class' | 'seat'>) => `${of.class}/${of.seat}`

/** `抽查2026-003`: the bureau's next of a year, announced or drawn. */
async function nextNumber(q: Queries, { t }: Pick<Store, 't'>, organisation: string, year: string): Promise<string> {
  const start = `抽查${year}-%`
  const known = [t.bureauDraw, t.bureauDrawPlan].map((of) =>
    q
      .select({ number: of.number })
      .from(of)
      .where(and(eq(of.organisation, organisation), sql`${of.number} LIKE ${start}`)),
  )
  const rows = (await Promise.all(known)).flat()
  const last = Math.max(0, ...rows.map(({ number }) => Number(number.slice(7)) || 0))
  return `抽查${year}-${String(last + 1).padStart(3, '0')}`
}
