import { type Actor, type Role, requireRole } from '../access/actor'
import { isHost } from '../access/host'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'

/** The role, in the organisation the server belongs to: a backup holds everybody's records. Throws `not-allowed`. */
export async function requireServer(deps: Pick<Deps, 'store'>, actor: Actor, role: Role): Promise<void> {
  requireRole(actor, role)
  if (!(await isHost(deps, actor.organisation)))
    throw new Refused('not-allowed', '备份由服务器所属单位负责，请与它联系')
}
