import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type Actor, requireRole } from './actor'

/** Whether this is the organisation of the first set-up, which the server belongs to. */
export async function isHost({ store: { t, read } }: Pick<Deps, 'store'>, organisation: string): Promise<boolean> {
  const rows = await read
    .select({ id: t.organisation.id })
    .from(t.organisation)
    .where(and(eq(t.organisation.id, organisation), isNull(t.organisation.hostedBy)))
  return rows.length > 0
}

/** Throws `not-allowed` unless the actor is an administrator of the organisation the server belongs to. */
export async function requireHost(deps: Pick<Deps, 'store'>, actor: Actor): Promise<void> {
  requireRole(actor, 'administrator')
  if (!(await isHost(deps, actor.organisation)))
    throw new Refused('not-allowed', '这一项只有服务器所属单位的管理员可以办理')
}
