import { randomUUID } from 'node:crypto'
import type { EventKind } from '../../shared/api/bureau'
import type { ActKind } from '../../shared/claim/bureau-act'
import type { Actor } from '../access/actor'
import type { Clock } from '../clock'
import type { Queries, Store } from '../db/store'
import type { ReceivedClaim } from './bureau'

/** Writes a step of what became of a claim; returns its id. For `acts/act.ts`, which signs beside it what is a decision. */
export async function writeStep(
  q: Queries,
  { t }: Pick<Store, 't'>,
  clock: Clock,
  { member, organisation }: Pick<Actor, 'member' | 'organisation'>,
  { id: claim, version }: Pick<ReceivedClaim, 'id' | 'version'>,
  kind: EventKind,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const id = randomUUID()
  await q.insert(t.bureauEvent).values({
    ...{ id, organisation, claim, version, kind, detail: JSON.stringify(detail), by: member, at: clock.now() },
  })
  return id
}

/**
 * Adds a step that decides nothing to what became of a claim: the 全过程清单 is read from these rows. Decisions are signed and go by `acts/act.ts`. Audit
 * beside it, in the same transaction.
 */
export async function addEvent(
  q: Queries,
  store: Pick<Store, 't'>,
  clock: Clock,
  actor: Pick<Actor, 'member' | 'organisation'>,
  claim: Pick<ReceivedClaim, 'id' | 'version'>,
  kind: Exclude<EventKind, ActKind>,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await writeStep(q, store, clock, actor, claim, kind, detail)
}
