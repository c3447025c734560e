import type { RosterReport } from '../../../shared/api/roster'
import { type Actor, requireRole } from '../../access/actor'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'
import { importRoster } from '../roster/import-roster'
import { rosterFileOf } from './plan-roster'

/** Puts the people who were filed with the plan into a class of it. Throws what a roster's import throws, and `not-found`. */
export async function bringRoster(deps: Deps, actor: Actor, classId: string): Promise<RosterReport> {
  requireRole(actor, 'hr')
  const { plan } = await classOf(deps.store, classId, actor.organisation)
  const file = await rosterFileOf(deps, deps.store.read, plan.id)
  if (!file) throw new Refused('not-found', '这个计划没有附培训人员名册，请在名册页上传')
  return importRoster(deps, actor, { class: classId, file, dryRun: false })
}
