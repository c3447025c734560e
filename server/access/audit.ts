import { randomUUID } from 'node:crypto'
import type { AuditAction } from '../../shared/api/audit-actions'
import type { Clock } from '../clock'
import type { Queries, Store } from '../db/store'
import type { Actor } from './actor'

/** Written in the transaction of the change, or of the read that showed what is masked elsewhere. No secrets, no ID numbers. */
export async function recordAudit(
  q: Queries,
  { t }: Pick<Store, 't'>,
  clock: Clock,
  actor: Pick<Actor, 'member' | 'organisation'>,
  action: AuditAction,
  subject: string,
  detail: Record<string, string | number | boolean> = {},
): Promise<void> {
  await q.insert(t.audit).values({
    id: randomUUID(),
    organisation: actor.organisation,
    actor: actor.member,
    action,
    subject,
    detail: JSON.stringify(detail),
    at: clock.now(),
  })
}
