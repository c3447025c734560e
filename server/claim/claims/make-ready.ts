import type { CheckItem } from '../../../shared/api/claims'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { claimOf, openClaimOf } from './claim-row'
import { recordEvent } from './events'
import { demandUnchanged, keepReckoning, reckoningOf } from './reckon-claim'

/** What keeps a claim from being made ready; papers are stamped after it. */
export const stopsOf = (items: readonly CheckItem[]): CheckItem[] =>
  items.filter(({ severity, code }) => severity === 'stop' && code !== 'scan-stale')

/**
 * 定稿: the claim is reckoned and checked once more, and its papers are to be printed, stamped and handed in. Throws `conflict` while the check
 * stops. Audited.
 */
export async function makeClaimReady(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const claim = await openClaimOf(store.read, store, id, actor.organisation)
  const reckoning = await reckoningOf(deps, actor, id)
  const { reckoned } = reckoning
  await store.tx(async (q) => {
    await demandUnchanged(deps, q, actor, claim)
    await keepReckoning(deps, q, reckoning)
  })
  const stops = stopsOf(reckoned.items)
  if (stops.length > 0)
    throw new Refused(
      'conflict',
      `还有 ${stops.length} 项没有解决，不能定稿：${stops
        .slice(0, 3)
        .map(({ text }) => text)
        .join('；')}`,
    )
  await store.tx(async (q) => {
    await demandUnchanged(deps, q, actor, claim)
    await recordEvent(deps, q, actor, claim, {
      ...{ kind: 'ready', day: dayOf(clock.now()), dataHash: reckoned.dataHash, amount: reckoned.total },
    })
    await recordAudit(q, store, clock, actor, 'claim.ready', id, {
      ...{ number: claim.number, people: reckoned.people, total: reckoned.total, content: reckoned.dataHash },
    })
  })
}

/** Back to a draft, to be changed; the stamped papers stay, and say so where they no longer fit. Throws `conflict`. Audited. */
export async function reopenClaim(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  await store.tx(async (q) => {
    const claim = await claimOf(q, store, id, actor.organisation)
    if (claim.status !== 'ready') throw new Refused('conflict', '只有已定稿、还没有提交的申请可以退回草稿')
    await recordEvent(deps, q, actor, claim, { kind: 'reopened', day: dayOf(clock.now()) })
    await recordAudit(q, store, clock, actor, 'claim.reopen', id, { number: claim.number })
  })
}
