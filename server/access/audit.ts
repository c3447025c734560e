import { randomBytes } from 'node:crypto'
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
  const at = clock.now()
  await q.insert(t.audit).values({
    id: idAt(at),
    organisation: actor.organisation,
    actor: actor.member,
    action,
    subject,
    detail: JSON.stringify(detail),
    at,
  })
}

let turn = 0
/** Ids of one process sort as they were made, also within a millisecond. */
function idAt(at: number): string {
  turn = (turn + 1) % 0x1000000
  return [at.toString(16).padStart(12, '0'), turn.toString(16).padStart(6, '0'), randomBytes(8).toString('hex')].join(
    '-',
  )
}
