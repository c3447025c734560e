import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { EndEntry } from '../../../shared/api/bureau-register'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { recheckDesignation, recheckPlatform } from '../across/recheck-later'
import { requireBureau } from '../bureau'

/**
 * Ends a 定点 designation or a platform from a day on, before its own last day. The earliest end holds; claims that it concerns are looked at again.
 * Throws `not-found`. Audited.
 */
export async function endEntry(
  { store, clock, rechecker }: Deps,
  actor: Actor,
  kind: 'designation' | 'platform',
  id: string,
  { day, reason }: EndEntry,
): Promise<void> {
  requireBureau(actor, 'manager')
  const { bureauPlatform: p, bureauDesignation: d, bureauRegisterEnd } = store.t
  const { organisation } = actor
  await store.tx(async (q) => {
    const said = (name: string) => ({ organisation, reason: `“${name}”的登记自 ${day} 起终止：${reason}` })
    const end = async (name: string) => {
      const row = { id: randomUUID(), organisation, subject: id, day, reason, by: actor.member, at: clock.now() }
      await q.insert(bureauRegisterEnd).values(row)
      await recordAudit(q, store, clock, actor, 'register.end', id, { name, date: day, reason })
    }
    if (kind === 'platform') {
      const own = and(eq(p.id, id), eq(p.organisation, organisation))
      const [row] = await q.select().from(p).where(own)
      if (!row) throw new Refused('not-found', '没有这个平台')
      await end(row.name)
      await recheckPlatform(q, store, { ...said(row.name), host: row.host, firm: row.firm, first: false })
    } else {
      const own = and(eq(d.id, id), eq(d.organisation, organisation))
      const [row] = await q.select().from(d).where(own)
      if (!row) throw new Refused('not-found', '没有这条定点登记')
      await end(row.name)
      await recheckDesignation(q, store, { ...said(row.name), institution: row })
    }
  })
  rechecker.wake()
}
