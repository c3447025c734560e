import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import type { YearLimitRequest, YearLimitRow } from '../../../shared/api/bureau-across'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { requireBureau } from '../bureau'
import { recheckYearLimit } from './recheck-later'
import { yearLimits } from './year-limit'

/** 每人每年补贴次数 of the bureau, the latest first; what this version ships with where it has set none. */
export async function listYearLimits({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<YearLimitRow[]> {
  requireBureau(actor, 'finance')
  const { t, read } = store
  const own = await read
    .select({ limit: t.bureauYearLimit, by: t.member.name })
    .from(t.bureauYearLimit)
    .leftJoin(t.member, eq(t.member.id, t.bureauYearLimit.by))
    .where(eq(t.bureauYearLimit.organisation, actor.organisation))
    .orderBy(desc(t.bureauYearLimit.from), desc(t.bureauYearLimit.at))
  return own.length > 0
    ? own.map(({ limit: { from, times, source, at }, by }) => ({ from, times, source, by: by ?? '', at }))
    : yearLimits(read, store, actor.organisation)
}

/** Sets it from a day on; what held before stays on record. Claims that are here with a training that ends from then on are looked at again. Audited. */
export async function setYearLimit(
  { store, clock, rechecker }: Pick<Deps, 'store' | 'clock' | 'rechecker'>,
  actor: Actor,
  { from, times, source }: YearLimitRequest,
): Promise<void> {
  requireBureau(actor, 'manager')
  const { organisation, member: by } = actor
  const id = randomUUID()
  await store.tx(async (q) => {
    const { bureauYearLimit: of } = store.t
    const [before] = await q.select({ id: of.id }).from(of).where(eq(of.organisation, organisation)).limit(1)
    await q.insert(of).values({ id, organisation, from, times, source, by, at: clock.now() })
    const reason = `每人每年补贴次数自 ${from} 起为 ${times} 次（${source}）`
    // The first one takes the place of what is shipped, whatever the day.
    await recheckYearLimit(q, store, { organisation, reason, ...(before && { from }) })
    await recordAudit(q, store, clock, actor, 'bureau.year-limit', id, { from, times, source })
  })
  rechecker.wake()
}
