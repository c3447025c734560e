import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { ClaimEventKind, ClaimStatus } from '../../../shared/api/claims'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import type { ClaimRow } from './claim-row'

export interface ClaimEventInput {
  kind: ClaimEventKind
  day: string
  dataHash?: string
  amount?: number
  number?: string
  remark?: string
  document?: string
}

/** What an event makes of a claim; undefined where it stays what it is. */
const becomes: Readonly<Record<ClaimEventKind, ClaimStatus | undefined>> = {
  ready: 'ready',
  reopened: 'draft',
  'handed-in': 'handed-in',
  agreed: 'handed-in',
  returned: 'draft',
  paid: 'paid',
  refused: 'refused',
  'taken-back': 'handed-in',
  published: undefined,
  cleared: undefined,
  'pay-failed': undefined,
  'pay-returned': 'handed-in',
  'recovery-demanded': undefined,
  'recovery-received': undefined,
  'earlier-version': undefined,
}

/** Writes down what became of a claim, and its state with it. What is changed after it was handed in is the next version. */
export async function recordEvent(
  { store: { t }, clock }: Pick<Deps, 'store' | 'clock'>,
  q: Queries,
  actor: Actor,
  claim: ClaimRow,
  { kind, day, dataHash, amount, number = '', remark = '', document }: ClaimEventInput,
): Promise<void> {
  const now = clock.now()
  await q.insert(t.claimEvent).values({
    ...{ id: randomUUID(), claim: claim.id, version: claim.version, kind, day, number, remark },
    ...{ dataHash: dataHash ?? null, amount: amount ?? null, document: document ?? null },
    ...{ by: actor.member, at: now },
  })
  await q
    .update(t.subsidyClaim)
    .set({
      status: becomes[kind] ?? claim.status,
      savedAt: Math.max(now, claim.savedAt + 1),
      ...(kind === 'returned' && { version: claim.version + 1 }),
    })
    .where(eq(t.subsidyClaim.id, claim.id))
}

/** The data that a claim was last made ready with. */
export async function readyHash(q: Queries, { t }: Pick<Store, 't'>, claim: string): Promise<string | undefined> {
  const [row] = await q
    .select({ hash: t.claimEvent.dataHash })
    .from(t.claimEvent)
    .where(and(eq(t.claimEvent.claim, claim), eq(t.claimEvent.kind, 'ready')))
    .orderBy(desc(t.claimEvent.at))
    .limit(1)
  return row?.hash ?? undefined
}
