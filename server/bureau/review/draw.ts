import * as v from 'valibot'
import { type DrawBody, type DrawRequest, drawBody } from '../../../shared/api/bureau-risk'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { chunksOf } from '../../training/roster/chunks'
import { requireBureau } from '../bureau'
import { addEvent } from '../events'
import { type OpenPlan, openPlan } from './draw-plan'
import { drawLots, plainValue, seedOf } from './lots'

/**
 * Draws who is looked into, of an announced drawing, by lots weighted by risk. The seed is the public value of the announced day and the content ids
 * that were fixed before: nobody can choose it, and everybody can do the drawing again from what is kept. A later day is taken only with a reason,
 * which is printed. Throws `not-allowed`, `not-found`, `bad-request`. Audited. Returns the drawing's id, which is that of the announcement.
 */
export async function drawChecks(deps: Deps, actor: Actor, request: DrawRequest): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const plan = await openPlan(q, store, actor.organisation)
    if (plan?.id !== request.announcement) throw new Refused('not-found', '没有公布这次抽签，或者已经抽过')
    demandDay(plan, request, dayOf(clock.now()))
    const body = drawn(plan, request)
    const { id, number } = plan
    await q.insert(t.bureauDraw).values({
      ...{ id, organisation: actor.organisation, number, body: JSON.stringify(body) },
      ...{ people: body.people.length, drawn: body.drawn.length, by: actor.member, at: clock.now() },
    })
    const parts = plan.body.claims.map(({ claim, version }) => ({ draw: id, claim, version }))
    for (const chunk of chunksOf(parts)) await q.insert(t.bureauDrawClaim).values([...chunk])
    const versions = new Map(plan.body.claims.map(({ claim, version }) => [claim, version]))
    const rows = body.drawn.flatMap((i, rank) => {
      const one = plan.body.people[i]
      return one
        ? [{ draw: id, claim: one.claim, version: versions.get(one.claim) ?? 1, person: one.person, rank }]
        : []
    })
    for (const chunk of chunksOf(rows)) await q.insert(t.bureauDrawn).values([...chunk])
    for (const { claim, version } of plan.body.claims) {
      const people = rows.filter((row) => row.claim === claim).length
      if (people > 0) await addEvent(q, store, clock, actor, { id: claim, version }, 'drawn', { draw: number, people })
    }
    await recordAudit(q, store, clock, actor, 'review.draw', id, {
      ...{ number, people: body.people.length, added: rows.length },
    })
  })
  return request.announcement
}

function demandDay({ publicDay }: OpenPlan, asked: DrawRequest, today: string): void {
  if (asked.publicDay < publicDay || asked.publicDay > today)
    throw new Refused('bad-request', `这次抽签要用 ${publicDay} 公布的数值，公布以后再抽`)
  if (asked.publicDay > publicDay && asked.reason.trim() === '')
    throw new Refused(
      'bad-request',
      `没有用 ${publicDay} 公布的数值，请写明原因（如当天没有开奖），原因会印在抽签记录上`,
    )
}

function drawn({ body, publicDay, at }: OpenPlan, asked: DrawRequest): DrawBody {
  const { share, publicSource } = body.formula.lottery
  const people = body.people.map(({ person: _, claim: __, ...one }) => one)
  const seed = seedOf(
    asked.publicValue,
    body.claims.map(({ content }) => content),
  )
  const lots = drawLots(seed, people, share)
  const carried = body.carried.filter((i) => !lots.drawn.includes(i))
  return v.parse(drawBody, {
    ...{ v: 1, publicValue: plainValue(asked.publicValue), publicSource, publicDay: asked.publicDay },
    ...{ formula: body.formula, formulaVersion: body.formulaVersion, share, seed, drawn: [...lots.drawn, ...carried] },
    ...{ carried, announced: { at, publicDay, reason: asked.publicDay > publicDay ? asked.reason.trim() : '' } },
    claims: body.claims.map(({ claim: _, version: __, ...one }) => one),
    people: people.map((one, i) => ({ ...one, hash: lots.hashes[i] })),
  })
}
