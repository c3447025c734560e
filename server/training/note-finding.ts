import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { NoteFinding } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { requireHost } from '../access/host'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'

/** Writes down what somebody found out about a finding, beside it and for ever; `settled`: 已核实, until new records say more. Throws `not-found`. */
export async function noteFinding(
  deps: Deps,
  actor: Actor,
  finding: string,
  { text, settled }: NoteFinding,
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t, read } = store
  const [row] = await read.select().from(t.finding).where(eq(t.finding.id, finding))
  if (!row) throw new Refused('not-found', '没有这个待核实事项，可能已随新的学习记录消失，请刷新页面')
  // What is about the server itself is for the administrators it belongs to; every organisation on it reads what they write.
  if (row.class === null) await requireHost(deps, actor)
  else await classOf(store, row.class, actor.organisation)
  await store.tx(async (q) => {
    const { class: classId, code } = row
    const at = clock.now()
    await q
      .insert(t.findingNote)
      .values({ id: randomUUID(), finding, class: classId, settled: settled ? 1 : 0, text, by: actor.member, at })
    await recordAudit(q, store, clock, actor, 'finding.note', finding, { code, settled })
  })
}
