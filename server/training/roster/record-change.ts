import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { ChangeKind, ChangeReason } from '../../../shared/api/roster'
import { dayOf, dayRange } from '../../../shared/calendar/beijing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import type { TrainingClass } from '../class-of'
import { demandEvidence } from '../evidence'

/** What of a change names people or says why: encrypted. */
export const changeBody = v.object({
  reason: v.string(),
  /** Of a 更正: what changed, in words. */
  changed: v.optional(v.string()),
})
export type ChangeBody = v.InferOutput<typeof changeBody>

export interface ChangeLine {
  id?: string
  kind: ChangeKind
  seat: string
  other?: string | undefined
  changed?: string | undefined
}

/** Whether the bureau agreed to the plan of a class, here or, by the recorded day of consent, on paper: its roster then changes by 名册变更 alone. */
export async function isApproved(q: Queries, { t }: Pick<Store, 't'>, plan: string): Promise<boolean> {
  const [row] = await q
    .select({ status: t.plan.status, decidedAt: t.plan.decidedAt, consentDate: t.plan.consentDate })
    .from(t.plan)
    .where(eq(t.plan.id, plan))
  if (!row) return false
  const { status, decidedAt, consentDate } = row
  return (
    status === 'approved' || (status === 'superseded' && decidedAt !== null) || (status === '' && consentDate !== null)
  )
}

/** From when on a change of a Beijing day holds: what was studied on that day still counts, and nothing is said ahead. Throws `bad-request`. */
export function effectiveAt({ clock }: Pick<Deps, 'clock'>, { createdAt, plan }: TrainingClass, day: string): number {
  const now = clock.now()
  const first = [dayOf(createdAt), plan.period.from].sort()[0] ?? day
  if (day > dayOf(now)) throw new Refused('bad-request', '变更日期不能晚于今天，请改正')
  if (day < first) throw new Refused('bad-request', `变更日期早于开班（${first}），请改正`)
  return Math.min(now, dayRange(day).to)
}

/** Writes a change down, with its notice to the bureau where there is one. Returns its form: what was done together. */
export async function recordChange(
  { store, secrets, clock }: Deps,
  q: Queries,
  actor: Actor,
  trained: TrainingClass,
  { reason, day, notice }: ChangeReason,
  at: number,
  lines: readonly ChangeLine[],
): Promise<string> {
  const { t } = store
  const form = randomUUID()
  const now = clock.now()
  for (const { id = randomUUID(), kind, seat, other, changed } of lines) {
    const body: ChangeBody = { reason, ...(changed !== undefined && { changed }) }
    await q.insert(t.rosterChange).values({
      ...{ id, form, class: trained.id, kind, seat, day },
      otherSeat: other ?? null,
      effectiveAt: at,
      bodyCipher: secrets.encrypt(JSON.stringify(body), id),
      by: actor.member,
      at: now,
    })
  }
  if (notice) await keepNotice(store, q, actor, trained.id, form, notice, now)
  const [first] = lines
  await recordAudit(q, store, clock, actor, 'roster.change', trained.id, {
    form,
    kind: first?.kind ?? '',
    people: lines.length,
    day,
    reported: notice !== undefined,
  })
  return form
}

async function keepNotice(
  store: Store,
  q: Queries,
  actor: Actor,
  classId: string,
  form: string,
  { number, day, evidence }: NonNullable<ChangeReason['notice']>,
  at: number,
): Promise<void> {
  await demandEvidence(q, store, actor.organisation, evidence)
  const row = { id: randomUUID(), form, class: classId, number, day, evidence: evidence ?? null, by: actor.member, at }
  await q.insert(store.t.rosterNotice).values(row)
}

/** The bureau was told of a change that was written down before. Audited. Throws `not-found`. */
export async function noteNotice(
  { store, clock }: Deps,
  actor: Actor,
  form: string,
  notice: NonNullable<ChangeReason['notice']>,
): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  const [row] = await store.read
    .select({ class: t.rosterChange.class, organisation: t.class.organisation })
    .from(t.rosterChange)
    .innerJoin(t.class, eq(t.class.id, t.rosterChange.class))
    .where(eq(t.rosterChange.form, form))
  if (row?.organisation !== actor.organisation) throw new Refused('not-found', '没有这份名册变更')
  await store.tx(async (q) => {
    await keepNotice(store, q, actor, row.class, form, notice, clock.now())
    await recordAudit(q, store, clock, actor, 'roster.notice', form, { number: notice.number, day: notice.day })
  })
}
