import { randomUUID } from 'node:crypto'
import type { CreateClaim } from '../../../shared/api/claims'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { classOf } from '../../training/class-of'
import { filerKind } from '../../training/plan/filed'
import { chunksOf } from '../../training/roster/chunks'
import { nextNumber } from './claim-row'
import { usualTable } from './rate-tables'
import { readySeats, reckonUntouched } from './ready-seats'

/**
 * Begins a claim of these classes with everybody who can be claimed for now; the rest can be claimed for later, in another one. Returns its id.
 * Throws `not-found` for a class of somebody else, `not-allowed` for a bureau. Audited.
 */
export async function createClaim(deps: Deps, actor: Actor, { classes, title }: CreateClaim): Promise<string> {
  requireRole(actor, 'hr')
  filerKind(actor)
  const { store, clock } = deps
  const { t } = store
  const asked = [...new Set(classes)]
  const names: string[] = []
  for (const one of asked) names.push((await classOf(store, one, actor.organisation)).name)
  await deps.deriver.settle()
  const id = randomUUID()
  await store.tx(async (q) => {
    const now = clock.now()
    const day = dayOf(now)
    await reckonUntouched(q, store, asked)
    const seats = await readySeats(q, store, id, asked)
    const number = await nextNumber(q, store, actor.organisation, day.slice(0, 4))
    const named = names.length > 1 ? `${names[0]}等 ${names.length} 个班` : (names[0] ?? '')
    await q.insert(t.subsidyClaim).values({
      ...{ id, organisation: actor.organisation, number, version: 1, status: 'draft', onBehalf: 0, day },
      title: title ?? `${named}补贴申请`.slice(0, 100),
      rateTable: await usualTable(q, store, actor.organisation),
      ...{ savedAt: now, createdAt: now, by: actor.member },
    })
    await q.insert(t.claimClass).values(asked.map((one, position) => ({ claim: id, class: one, position, trade: '' })))
    for (const chunk of chunksOf(seats)) await q.insert(t.claimSeat).values(chunk.map((seat) => ({ claim: id, seat })))
    await recordAudit(q, store, clock, actor, 'claim.create', id, { number, people: seats.length })
  })
  return id
}
