import { and, eq } from 'drizzle-orm'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'
import { dirtyChainsOf } from './dirty'
import { present } from './roster/left'

/** HR accepts or refuses who joined as 待核对. What they studied meanwhile counts from the moment of acceptance, with its own times. */
export async function decidePending(
  deps: Deps,
  actor: Actor,
  input: { class: string; claim: string; accept: boolean; seat?: string | undefined },
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  await classOf(store, input.class, actor.organisation)
  const { t } = store
  await store.tx(async (q) => {
    const [claim] = await q
      .select()
      .from(t.claim)
      .where(and(eq(t.claim.claim, input.claim), eq(t.claim.class, input.class)))
    if (!claim) throw new Refused('not-found', '没有这条待核对的加入')
    if (claim.state !== 'pending') throw new Refused('conflict', '这条加入已经处理过了，请刷新页面')
    const seat = claim.seat ?? input.seat ?? null
    if (input.accept && !(seat && (await seatStands(q, store, seat, input.class))))
      throw new Refused('bad-request', '请先选定这份记录属于名册上的哪一位')
    const state = input.accept ? 'bound' : 'refused'
    await q
      .update(t.claim)
      .set({ state, seat, decidedBy: actor.member, decidedAt: clock.now() })
      .where(eq(t.claim.claim, input.claim))
    await dirtyChainsOf(q, store, input.claim)
    await recordAudit(q, store, clock, actor, input.accept ? 'join.accept' : 'join.refuse', claim.seat ?? input.claim)
  })
  deriver.wake()
}

async function seatStands(q: Queries, { t }: Store, seat: string, classId: string): Promise<boolean> {
  const rows = await q
    .select({ id: t.seat.id })
    .from(t.seat)
    .where(and(eq(t.seat.id, seat), eq(t.seat.class, classId), present({ t })))
  return rows.length > 0
}
