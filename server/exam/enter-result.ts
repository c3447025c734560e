import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { CertificateRequest, ResultRequest } from '../../shared/api/results'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { refreshTotals } from '../study/totals'
import { classOf } from '../training/class-of'
import { demandEvidence } from '../training/evidence'
import { certificatesOf } from './results'

/** A result by hand. A resit is another one: none replaces the one before. Audited. Throws `not-found` and `bad-request`. */
export async function enterResult(deps: Deps, actor: Actor, classId: string, result: ResultRequest): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { plan } = await classOf(store, classId, actor.organisation)
  if (result.course !== undefined && !plan.courses.some(({ key }) => key === result.course))
    throw new Refused('bad-request', '培训方案里没有这门课程')
  if (result.value !== undefined && result.max !== undefined && Number(result.value) > Number(result.max))
    throw new Refused('bad-request', '成绩比满分还高，请核对')
  await store.tx(async (q) => {
    await demandSeat(deps, q, classId, result.seat)
    await demandEvidence(q, store, actor.organisation, result.evidence)
    const { seat, part, course = '', value = null, max = null, pass, day, evidence = null } = result
    await q.insert(store.t.examResult).values({
      ...{ id: randomUUID(), seat, part, course, value, max, pass: pass ? 1 : 0, day, evidence },
      ...{ how: 'entered', by: actor.member, at: clock.now() },
    })
    await refreshTotals(q, store, [seat])
    await recordAudit(q, store, clock, actor, 'result.enter', seat, { kind: part, date: day })
  })
}

/** A certificate by hand. Audited. Throws `not-found`, `bad-request`, and `conflict` for a number that is known already. */
export async function enterCertificate(
  deps: Deps,
  actor: Actor,
  classId: string,
  certificate: CertificateRequest,
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  await classOf(store, classId, actor.organisation)
  await store.tx(async (q) => {
    const { seat, number, day, issuer = '', evidence = null } = certificate
    await demandSeat(deps, q, classId, seat)
    await demandEvidence(q, store, actor.organisation, certificate.evidence)
    const holder = await holderOf(deps, q, actor.organisation, number)
    if (holder !== undefined)
      throw new Refused(
        'conflict',
        holder === seat ? '这个证书编号已经登记过了' : '这个证书编号登记在另一个人名下，请核对',
      )
    await q.insert(t.certificate).values({
      ...{ id: randomUUID(), organisation: actor.organisation, seat, number, day, issuer, evidence },
      ...{ how: 'entered', by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'certificate.enter', seat, { date: day })
  })
}

/** The seat whose certificate of this number holds. */
export async function holderOf(
  { store: { t } }: Pick<Deps, 'store'>,
  q: Queries,
  organisation: string,
  number: string,
): Promise<string | undefined> {
  const rows = await q
    .select({ id: t.certificate.id, seat: t.certificate.seat })
    .from(t.certificate)
    .where(and(eq(t.certificate.organisation, organisation), eq(t.certificate.number, number)))
  const holding = await certificatesOf(
    q,
    t,
    rows.map(({ seat }) => seat),
  )
  return holding.find(({ id }) => rows.some((row) => row.id === id))?.seat
}

/** What was entered wrongly does not hold any more; its row stays. Audited. Throws `not-found`, and `conflict` where it was withdrawn. */
export async function withdraw(
  { store, clock }: Deps,
  actor: Actor,
  what: 'result' | 'certificate',
  id: string,
  reason: string,
): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  const table = what === 'result' ? t.examResult : t.certificate
  await store.tx(async (q) => {
    const [row] = await q
      .select({ seat: table.seat })
      .from(table)
      .innerJoin(t.seat, eq(t.seat.id, table.seat))
      .innerJoin(t.class, eq(t.class.id, t.seat.class))
      .where(and(eq(table.id, id), eq(t.class.organisation, actor.organisation)))
    if (!row) throw new Refused('not-found', what === 'result' ? '没有这条成绩' : '没有这个证书')
    const gone = await q
      .insert(t.examWithdrawal)
      .values({ subject: id, reason, by: actor.member, at: clock.now() })
      .onConflictDoNothing()
      .returning({ subject: t.examWithdrawal.subject })
    if (gone.length === 0) throw new Refused('conflict', '已经撤回过了')
    await refreshTotals(q, store, [row.seat])
    await recordAudit(
      q,
      store,
      clock,
      actor,
      what === 'result' ? 'result.withdraw' : 'certificate.withdraw',
      row.seat,
      {
        reason,
      },
    )
  })
}

async function demandSeat({ store: { t } }: Deps, q: Queries, classId: string, seat: string): Promise<void> {
  const [row] = await q
    .select({ id: t.seat.id })
    .from(t.seat)
    .where(and(eq(t.seat.id, seat), eq(t.seat.class, classId)))
  if (!row) throw new Refused('not-found', '这个班里没有这个人')
}
