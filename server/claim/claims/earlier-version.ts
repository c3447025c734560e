import { and, eq, lt } from 'drizzle-orm'
import type { ClaimEventKind } from '../../../shared/api/claims'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import type { ClaimRow } from './claim-row'
import { recordEvent } from './events'
import { type ClaimStatement, keepStatement } from './read-statement'

/** Which version of a claim stood at this time: each return ends one. Of packages from before their version was kept. */
export async function versionAt(q: Queries, { t }: Pick<Store, 't'>, claim: string, at: number): Promise<number> {
  const returned = await q
    .select({ version: t.claimEvent.version })
    .from(t.claimEvent)
    .where(and(eq(t.claimEvent.claim, claim), eq(t.claimEvent.kind, 'returned'), lt(t.claimEvent.at, at)))
  return Math.max(0, ...returned.map(({ version }) => version)) + 1
}

/** What the bureau signs of a claim, in words. */
const saidOf: Readonly<Partial<Record<ClaimEventKind, string>>> = {
  agreed: '审核同意',
  returned: '退回补正',
  refused: '不予补贴',
  'taken-back': '撤销审核决定，重新审核',
  published: '开始公示',
  cleared: '公示无异议',
  paid: '拨付',
  'pay-failed': '拨付失败',
  'pay-returned': '银行退回已拨付资金',
  'recovery-demanded': '责令退回补贴',
  'recovery-received': '已退回补贴',
}

/** Keeps what the bureau signed about a version that stands no longer, among what became of the claim: its state, amounts and holds stay as they are. Audited. */
export async function keepEarlier(
  deps: Pick<Deps, 'store' | 'clock'>,
  q: Queries,
  actor: Actor,
  claim: ClaimRow,
  { said, version }: { said: ClaimStatement; version: number },
): Promise<void> {
  const { store, clock } = deps
  const { event } = said
  const document = await keepStatement(deps, q, actor, said)
  const remark = [saidOf[event.kind] ?? '', event.remark ?? ''].filter((one) => one !== '').join('；')
  await recordEvent(
    deps,
    q,
    actor,
    { ...claim, version },
    { ...event, ...{ kind: 'earlier-version', remark, document } },
  )
  await recordAudit(q, store, clock, actor, 'claim.bureau-act', claim.id, {
    ...{ number: claim.number, version, outcome: 'earlier-version', date: event.day, how: 'bureau' },
  })
}
