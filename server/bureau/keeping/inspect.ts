import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import {
  howWords,
  type Inspectable,
  type InspectRequest,
  type RectifyRequest,
} from '../../../shared/api/bureau-inspections'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { deciding } from '../acts/act'
import { requireBureau } from '../bureau'
import { nextOf } from '../numbers'
import { demandLinkOf, keptLinks } from './class-links'

/** Classes that can be inspected: those that a 阶段包, a claim or a read-only link came of, by 单位 and name. */
export async function inspectableClasses(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
): Promise<Inspectable> {
  requireBureau(actor, 'hr')
  return classesOf(store.read, store, actor.organisation, dayOf(clock.now()))
}

async function classesOf(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  today: string,
): Promise<Inspectable> {
  const { t } = store
  const { bureauStage: stage, bureauPerson: person, bureauClaim: claim, bureauFirm: firm } = t
  const staged = await q
    .selectDistinct({ firm: stage.firm, firmName: firm.name, class: stage.class, className: stage.className })
    .from(stage)
    .innerJoin(firm, eq(firm.id, stage.firm))
    .where(eq(stage.organisation, organisation))
    .orderBy(asc(firm.name), asc(stage.className))
  const claimed = await q
    .selectDistinct({ firm: claim.firm, firmName: firm.name, class: person.class, className: person.className })
    .from(person)
    .innerJoin(claim, and(eq(claim.id, person.claim), eq(claim.version, person.version)))
    .innerJoin(firm, eq(firm.id, claim.firm))
    .where(eq(claim.organisation, organisation))
    .orderBy(asc(firm.name), asc(person.className))
  const linked = await keptLinks(q, store, organisation)
  const keyOf = (one: { firm: string; class: string }) => `${one.firm} ${one.class}`
  const known = new Map([...linked, ...claimed, ...staged].map((one) => [keyOf(one), one]))
  const open = new Map(
    linked
      .filter(({ until }) => until >= today)
      .map((one) => [keyOf(one), { id: one.id, host: one.host, until: one.until }]),
  )
  return [...known].map(([key, { firm, firmName, class: of, className }]) => {
    const link = open.get(key)
    return { firm, firmName, class: of, className, ...(link && { link }) }
  })
}

/**
 * Files a 巡查 with the class it was of; another look is another one. Throws `not-found` where nothing ever came of the class, `bad-request` for a
 * day that has not come, a term before it, or evidence that was not uploaded. Audited.
 */
export async function recordInspection(deps: Deps, actor: Actor, input: InspectRequest): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  const now = clock.now()
  if (input.day > dayOf(now)) throw new Refused('bad-request', '巡查日期在今天以后，请核对')
  if (input.due !== undefined && input.due < input.day) throw new Refused('bad-request', '整改期限早于巡查日期，请核对')
  await deciding(deps, actor, async (q, acts) => {
    const of = (await classesOf(q, store, actor.organisation, dayOf(now))).find(
      (one) => one.firm === input.firm && one.class === input.class,
    )
    if (!of) throw new Refused('not-found', '没有收到过这个培训班的资料包、阶段包或只读链接')
    if (input.link !== undefined) await demandLinkOf(q, store, actor, input.link, input)
    await demandEvidence(q, store, actor.organisation, input.evidence)
    const given = await q
      .select({ number: t.bureauInspection.number })
      .from(t.bureauInspection)
      .where(eq(t.bureauInspection.organisation, actor.organisation))
    const year = dayOf(now).slice(0, 4)
    const number = nextOf(
      '巡查',
      year,
      given.map((one) => one.number),
    )
    const { firm, class: ofClass, day, who, how, result, found, due, evidence, link } = input
    await q.insert(t.bureauInspection).values({
      ...{ id, organisation: actor.organisation, firm, class: ofClass, className: of.className, number, day, who, how },
      ...{ result, found, due: due ?? null, evidence: evidence ?? null, by: actor.member, at: now },
    })
    await acts.onThing(
      'inspected',
      { type: 'inspection', id, number },
      { outcome: result, class: ofClass, day, reason: found, ...(due !== undefined && { due }) },
      firm,
    )
    if (link !== undefined) await q.insert(t.bureauInspectionLink).values({ inspection: id, link })
    await recordAudit(q, store, clock, actor, 'inspection.record', id, {
      ...{ number, name: of.className, outcome: result },
      ...(link !== undefined && { how: howWords(how, true) }),
    })
  })
  return id
}

/** Notes that what a 巡查 found was put right. Throws `not-found`, `conflict` where nothing waits for it, `bad-request`. Audited. */
export async function recordRectified(deps: Deps, actor: Actor, id: string, input: RectifyRequest): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { day, how, evidence } = input
  await deciding(deps, actor, async (q, acts) => {
    const [row] = await q
      .select({ inspection: t.bureauInspection, done: t.bureauRectified.inspection })
      .from(t.bureauInspection)
      .leftJoin(t.bureauRectified, eq(t.bureauRectified.inspection, t.bureauInspection.id))
      .where(and(eq(t.bureauInspection.id, id), eq(t.bureauInspection.organisation, actor.organisation)))
    if (!row) throw new Refused('not-found', '没有这条巡查记录')
    if (row.done !== null || row.inspection.due === null)
      throw new Refused('conflict', '这条巡查没有待整改的问题，或者已经登记过整改')
    if (day < row.inspection.day || day > dayOf(clock.now()))
      throw new Refused('bad-request', `整改日期应在巡查（${row.inspection.day}）到今天之间`)
    await demandEvidence(q, store, actor.organisation, evidence)
    await q
      .insert(t.bureauRectified)
      .values({ inspection: id, day, how, evidence: evidence ?? null, by: actor.member, at: clock.now() })
    const { number, firm, class: ofClass } = row.inspection
    const thing = { type: 'inspection', id, number } as const
    await acts.onThing('rectified', thing, { class: ofClass, day, reason: how }, firm)
    await recordAudit(q, store, clock, actor, 'inspection.rectified', id, { number, date: day })
  })
}
