import { type Actor, type Role, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { runsServer } from './choice'

/** The role, in the organisation that runs this server: a backup holds everybody's records. Throws `not-allowed`. */
export async function requireHost(deps: Pick<Deps, 'store'>, actor: Actor, role: Role): Promise<void> {
  requireRole(actor, role)
  if (!(await runsServer(deps, actor.organisation)))
    throw new Refused('not-allowed', '备份由托管这台服务器的单位负责，请与它联系')
}
