import { and, asc, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type DrawAnswer, type DrawsAnswer, drawBody } from '../../../shared/api/bureau-risk'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { openPlan, undrawnClaims } from './draw-plan'
import { formulaInForce } from './formula'
import { interviewedOf, wasHeld } from './interviewed'
import { namesOf } from './review-people'

/** Every drawing, the newest first, and what the next one would be of. Throws `not-allowed`. */
export async function listDraws({ store, clock }: Pick<Deps, 'store' | 'clock'>, actor: Actor): Promise<DrawsAnswer> {
  requireBureau(actor, 'auditor')
  const { t, read } = store
  const names = await namesOf(read, store, actor.organisation)
  const draws = await read
    .select()
    .from(t.bureauDraw)
    .where(eq(t.bureauDraw.organisation, actor.organisation))
    .orderBy(desc(t.bureauDraw.at), desc(t.bureauDraw.number))
  const drawn = await read
    .select({ draw: t.bureauDrawn.draw, claim: t.bureauDrawn.claim, person: t.bureauDrawn.person })
    .from(t.bureauDrawn)
    .innerJoin(t.bureauDraw, eq(t.bureauDraw.id, t.bureauDrawn.draw))
    .where(eq(t.bureauDraw.organisation, actor.organisation))
  const held = await interviewedOf(read, store, ...drawn.map(({ claim: id }) => ({ id })))
  const firms = await read
    .select({ id: t.bureauFirm.id, name: t.bureauFirm.name })
    .from(t.bureauFirm)
    .where(eq(t.bureauFirm.organisation, actor.organisation))
  const { formula } = await formulaInForce(read, store, actor.organisation, dayOf(clock.now()))
  const open = await openPlan(read, store, actor.organisation)
  return {
    rows: draws.map(({ id, number, body, people, drawn: n, by, at }) => {
      const { publicValue, claims } = v.parse(drawBody, JSON.parse(body))
      const interviewed = drawn.filter((one) => one.draw === id && wasHeld(held.get(one.person))).length
      return {
        ...{ id, number, claims: claims.length, people, drawn: n, interviewed, publicValue, at },
        by: names.get(by) ?? by,
      }
    }),
    waiting: (await undrawnClaims(read, store, actor.organisation)).map(({ id, number, firm, people }) => ({
      ...{ id, number, people, firm: firms.find((one) => one.id === firm)?.name ?? '' },
    })),
    ...(open && {
      announced: {
        ...{
          id: open.id,
          number: open.number,
          publicDay: open.publicDay,
          by: names.get(open.by) ?? open.by,
          at: open.at,
        },
        claims: open.body.claims.map(({ claim: id, number, firm }) => ({
          ...{ id, number, firm, people: open.body.people.filter((one) => one.claim === id).length },
        })),
      },
    }),
    ...{ publicSource: formula.lottery.publicSource, share: formula.lottery.share },
  }
}

/** One drawing with everything to do it again, and who was drawn. Throws `not-allowed`, `not-found`. */
export async function drawDetail({ store }: Pick<Deps, 'store'>, actor: Actor, id: string): Promise<DrawAnswer> {
  requireBureau(actor, 'auditor')
  const { t, read } = store
  const [draw] = await read
    .select()
    .from(t.bureauDraw)
    .where(and(eq(t.bureauDraw.id, id), eq(t.bureauDraw.organisation, actor.organisation)))
  if (!draw) throw new Refused('not-found', '没有这次抽签')
  const rows = await read
    .select({ claim: t.bureauClaim, person: t.bureauPerson, firm: t.bureauFirm.name })
    .from(t.bureauDrawn)
    .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, t.bureauDrawn.person))
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauDrawn.claim))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .where(eq(t.bureauDrawn.draw, id))
    .orderBy(asc(t.bureauDrawn.rank))
  const held = await interviewedOf(read, store, ...rows.map(({ claim }) => claim))
  const names = await namesOf(read, store, actor.organisation)
  return {
    ...{ id, number: draw.number, by: names.get(draw.by) ?? draw.by, at: draw.at },
    body: v.parse(drawBody, JSON.parse(draw.body)),
    drawn: rows.map(({ claim, person, firm }) => {
      const result = held.get(person.id)?.result
      return {
        ...{ person: person.id, claim: claim.id, claimNumber: claim.number, firm, number: person.number },
        ...{ name: person.name, idMasked: person.idMasked, ...(result && { result }) },
      }
    }),
  }
}
