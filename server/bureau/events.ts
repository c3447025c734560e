import { randomUUID } from 'node:crypto'
import type { EventKind } from '../../shared/api/bureau'
import type { Actor } from '../access/actor'
import type { Clock } from '../clock'
import type { Queries, Store } from '../db/store'
import type { ReceivedClaim } from './bureau'

/** Adds a step to what became of a claim: the 全过程清单 is read from these rows. Audit beside it, in the same transaction. */
export async function addEvent(
  q: Queries,
  { t }: Pick<Store, 't'>,
  clock: Clock,
  { member, organisation }: Pick<Actor, 'member' | 'organisation'>,
  { id, version }: Pick<ReceivedClaim, 'id' | 'version'>,
  kind: EventKind,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await q.insert(t.bureauEvent).values({
    ...{ id: randomUUID(), organisation, claim: id, version, kind },
    ...{ detail: JSON.stringify(detail), by: member, at: clock.now() },
  })
}
