import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { classData } from './class-data'
import { rosterForm } from './forms'

/** The roster with hours and full ID numbers as XLSX. Audited: it unmasks. */
export async function rosterWorkbook(
  deps: Deps,
  actor: Actor,
  classId: string,
): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'hr')
  const data = await classData(deps, await classOf(deps.store, classId, actor.organisation))
  await deps.store.tx((q) =>
    recordAudit(q, deps.store, deps.clock, actor, 'roster.export', classId, { people: data.people.length }),
  )
  return { file: await rosterForm(data), name: `学员名册-${data.trained.name}.xlsx` }
}
