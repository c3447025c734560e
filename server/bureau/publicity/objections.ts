import { randomUUID } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import type { AnswerObjection, RecordObjection } from '../../../shared/api/bureau-publicity'
import { dayOf } from '../../../shared/calendar/beijing'
import type { ActThing } from '../../../shared/claim/bureau-act'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { deciding } from '../acts/act'
import { receivedClaim, requireBureau } from '../bureau'
import { addEvent } from '../events'
import { holdDesk } from '../hold-desk'
import { publicityOf, stateOf } from './publicity'
import { type StandingClaim, standingOf } from './standing'
import { takeClaimOff } from './take-off'

/**
 * Records an 异议: about a row of the list of a 公示, a claim, or all of it. What it is about is not cleared, nor put on a table, before it is
 * answered. Throws `conflict` once nothing that it is about can be stopped any more, `bad-request` where the row or the claim is not on the list. Audited.
 */
export async function recordObjection(
  deps: Deps,
  actor: Actor,
  publicity: string,
  input: RecordObjection,
): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const id = randomUUID()
  await store.tx(async (q) => {
    await holdDesk(q, store, actor)
    const record = await publicityOf(q, store, actor, publicity)
    const now = clock.now()
    if (input.day < record.opens || input.day > dayOf(now))
      throw new Refused('bad-request', `收到异议的日期应在公示开始（${record.opens}）到今天之间`)
    await demandEvidence(q, store, actor.organisation, input.evidence)
    const claim = await claimItIsAbout(q, deps, publicity, input)
    const about = (await standingOf(q, store, record)).filter(
      (one) => one.claim.id === claim || (claim === null && (one.stands || one.payable)),
    )
    if (stateOf(record) !== 'open' && !about.some(({ payable }) => payable))
      throw new Refused('conflict', tooLate(about))
    const [{ n } = { n: 0 }] = await q
      .select({ n: count() })
      .from(t.bureauObjection)
      .where(eq(t.bureauObjection.publicity, publicity))
    const number = `${record.number}-异议${Number(n) + 1}`
    await q.insert(t.bureauObjection).values({
      ...{ id, organisation: actor.organisation, publicity, claim, position: input.position ?? null, number },
      ...{ day: input.day, how: input.how, said: input.said, evidence: input.evidence ?? null },
      whoCipher: secrets.encrypt(input.who, id),
      contactCipher: secrets.encrypt(input.contact, id),
      ...{ by: actor.member, at: now },
    })
    for (const one of about)
      await addEvent(q, store, clock, actor, one.claim, 'objection', { objection: id, number, of: record.number })
    await recordAudit(q, store, clock, actor, 'objection.record', id, { number })
  })
  return id
}

/** What is to be done instead: nothing that it is about can be stopped here. */
function tooLate(about: readonly StandingClaim[]): string {
  if (about.some(({ cleared, claim }) => cleared && claim.status === 'batched'))
    return '这次公示已经办结，补贴申请已列入资金拨付表：请由财政退回那张表以后再登记'
  return '这次公示已经办结；已经拨付的请按追回资金处理'
}

async function claimItIsAbout(
  q: Queries,
  { store: { t } }: Deps,
  publicity: string,
  { claim, position }: Pick<RecordObjection, 'claim' | 'position'>,
): Promise<string | null> {
  if (position !== undefined) {
    const [row] = await q
      .select({ claim: t.bureauPublicityRow.claim })
      .from(t.bureauPublicityRow)
      .where(and(eq(t.bureauPublicityRow.publicity, publicity), eq(t.bureauPublicityRow.position, position)))
    if (!row || (claim !== undefined && claim !== row.claim))
      throw new Refused('bad-request', `名单里没有序号 ${position}，请核对`)
    return row.claim
  }
  if (claim === undefined) return null
  const [put] = await q
    .select({ claim: t.bureauPublicityClaim.claim })
    .from(t.bureauPublicityClaim)
    .where(and(eq(t.bureauPublicityClaim.publicity, publicity), eq(t.bureauPublicityClaim.claim, claim)))
  if (!put) throw new Refused('bad-request', '这次公示里没有这份补贴申请')
  return claim
}

/** An 异议 of the actor's bureau. Throws `not-found`. */
async function objectionOf(q: Queries, { store: { t } }: Pick<Deps, 'store'>, actor: Actor, id: string) {
  const [row] = await q
    .select()
    .from(t.bureauObjection)
    .where(and(eq(t.bureauObjection.id, id), eq(t.bureauObjection.organisation, actor.organisation)))
  if (!row) throw new Refused('not-found', '没有这条异议')
  return row
}

/**
 * Answers an 异议. unfounded: 公示 or payment goes on; upheld: the claim it is about, or every claim of the list, is taken off and reviewed
 * again, also one that was cleared and is not on a table. Of 负责人. Throws `conflict` where it was answered, `not-allowed` where who
 * recorded it would stop by themselves what was cleared. Returns the 公示. Audited.
 */
export async function answerObjection(deps: Deps, actor: Actor, id: string, input: AnswerObjection): Promise<string> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  const { outcome } = input
  return deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const row = await objectionOf(q, deps, actor, id)
    const [before] = await q.select().from(t.bureauObjectionAnswer).where(eq(t.bureauObjectionAnswer.objection, id))
    if (before) throw new Refused('conflict', `${row.number} 已经处理过`)
    await demandEvidence(q, store, actor.organisation, input.evidence)
    const publicity = await publicityOf(q, store, actor, row.publicity)
    await q.insert(t.bureauObjectionAnswer).values({
      ...{ objection: id, outcome, answer: input.answer, evidence: input.evidence ?? null },
      ...{ by: actor.member, at: clock.now() },
    })
    const about = (await standingOf(q, store, publicity)).filter(
      ({ claim, stands, payable }) => claim.id === row.claim || (row.claim === null && (stands || payable)),
    )
    if (outcome === 'upheld' && row.by === actor.member && about.some(({ payable }) => payable))
      throw new Refused('not-allowed', '公示已无异议的要撤销须由两个人办理，请由另一位负责人处理这条异议')
    const thing: ActThing = { type: 'objection', id, number: row.number }
    for (const one of about) {
      const claim = await receivedClaim(q, store, actor, one.claim.id)
      const detail = { objection: id, number: row.number, outcome }
      await acts.onClaim('answered', claim, { decided: { outcome }, detail, under: thing })
      if (outcome === 'upheld' && (one.stands || one.payable))
        await takeClaimOff(deps, q, acts, actor, publicity, { claim: one.claim.id, reason: `${row.number} 属实` })
    }
    await acts.onThing('answered', thing, { outcome, claims: about.length })
    await recordAudit(q, store, clock, actor, 'objection.answer', id, { number: row.number, outcome })
    return row.publicity
  })
}

/** Who said it and how to reach them. Audited each time. */
export async function showObjector(deps: Deps, actor: Actor, id: string): Promise<{ who: string; contact: string }> {
  requireBureau(actor, 'hr')
  const { store, secrets, clock } = deps
  return store.tx(async (q) => {
    const { number, whoCipher, contactCipher } = await objectionOf(q, deps, actor, id)
    await recordAudit(q, store, clock, actor, 'objection.show', id, { number })
    return { who: secrets.decrypt(whoCipher, id), contact: secrets.decrypt(contactCipher, id) }
  })
}
