import { and, asc, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { claimState } from '../../../shared/api/bureau'
import {
  type NoticeHabits,
  type Objection,
  objectionHows,
  objectionOutcomes,
  type PublicityAnswer,
  type PublicityTerm,
  USUAL_DAYS,
} from '../../../shared/api/bureau-publicity'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { calendarOf } from '../../training/calendar/calendar'
import { requireBureau } from '../bureau'
import { namesOfMembers } from '../members'
import { isOver, publicityOf, stateOf, termOf } from './publicity'
import { standingOf } from './standing'

/** A 公示 with its claims and what was objected. Who objected is not in it. Throws `not-found`. */
export async function publicityDetail(deps: Deps, actor: Actor, id: string): Promise<PublicityAnswer> {
  requireBureau(actor, 'finance')
  const { store, clock, publicUrl } = deps
  const record = await publicityOf(store.read, store, actor, id)
  const calendar = await calendarOf(store.read, store, actor.organisation)
  const standing = await standingOf(store.read, store, record)
  const objected = await objectionsOf(deps, id)
  const nameOf = await namesOfMembers(store, actor.organisation)
  const { number, title, standard, phone, place, people, amount, by, at, closedBy, closedAt } = record
  const term = termOf(record, calendar)
  const over = isOver(record, dayOf(clock.now()), calendar)
  return {
    ...{ id, number, title, state: stateOf(record), ...term, claims: standing.length, people, amount },
    ...{ standard, phone, place, by: nameOf(by), at, page: `${publicUrl}/public/${id}` },
    objections: objected.filter(({ answered }) => !answered).length,
    due: over && standing.some(({ stands, heldUp }) => stands && !heldUp),
    ...(closedBy !== null && closedAt !== null && { closed: { by: nameOf(closedBy), at: closedAt } }),
    shown: standing.map(({ claim, firm, version, off, objections, ...put }) => ({
      ...{ claim: claim.id, number: claim.number, title: claim.title, firm, version, objections },
      ...{ people: put.people, amount: put.amount, status: v.parse(claimState, claim.status) },
      ...{ manual: claim.source === 'manual', replaced: claim.version !== version },
      ...(off && { off: { ...off, by: nameOf(off.by) } }),
    })),
    objected: objected.map((one) => ({
      ...one,
      by: nameOf(one.by),
      ...(one.answered && { answered: { ...one.answered, by: nameOf(one.answered.by) } }),
    })),
  }
}

async function objectionsOf({ store: { t, read } }: Deps, publicity: string): Promise<Objection[]> {
  const rows = await read
    .select({
      ...{ one: t.bureauObjection, answer: t.bureauObjectionAnswer, number: t.bureauClaim.number },
      ...{ firm: t.bureauFirm.name, row: t.bureauPublicityRow },
    })
    .from(t.bureauObjection)
    .leftJoin(t.bureauObjectionAnswer, eq(t.bureauObjectionAnswer.objection, t.bureauObjection.id))
    .leftJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauObjection.claim))
    .leftJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .leftJoin(
      t.bureauPublicityRow,
      and(eq(t.bureauPublicityRow.publicity, publicity), eq(t.bureauPublicityRow.position, t.bureauObjection.position)),
    )
    .where(eq(t.bureauObjection.publicity, publicity))
    .orderBy(asc(t.bureauObjection.at))
  return rows.map(({ one, answer, number, firm, row }) => ({
    ...{ id: one.id, number: one.number, day: one.day, said: one.said, by: one.by, at: one.at },
    how: v.parse(v.picklist(objectionHows), one.how),
    ...(one.claim !== null && { claim: { id: one.claim, number: number ?? '', firm: firm ?? '' } }),
    ...(row && { row: { position: row.position, name: row.name, idShown: row.idShown } }),
    ...(one.evidence !== null && { evidence: one.evidence }),
    ...(answer && {
      answered: {
        outcome: v.parse(v.picklist(objectionOutcomes), answer.outcome),
        ...{ answer: answer.answer, by: answer.by, at: answer.at },
        ...(answer.evidence !== null && { evidence: answer.evidence }),
      },
    }),
  }))
}

/** The period of a 公示 that is put up today. */
export async function publicityTerm({ store, clock }: Deps, actor: Actor, days: number): Promise<PublicityTerm> {
  requireBureau(actor, 'finance')
  const calendar = await calendarOf(store.read, store, actor.organisation)
  return termOf({ days, opens: dayOf(clock.now()), last: null }, calendar)
}

/** What the bureau's last notice said, to begin the next one with. */
export async function noticeHabits({ store: { t, read } }: Deps, actor: Actor): Promise<NoticeHabits> {
  requireBureau(actor, 'hr')
  const [last] = await read
    .select()
    .from(t.bureauPublicity)
    .where(eq(t.bureauPublicity.organisation, actor.organisation))
    .orderBy(desc(t.bureauPublicity.at))
    .limit(1)
  const { standard = '', phone = '', place = '', days = USUAL_DAYS } = last ?? {}
  return { standard, phone, place, days }
}
