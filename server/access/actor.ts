import { Refused } from '../ledger/accept'

/** administrator: everything; hr: runs classes; auditor: reads. */
export type Role = 'administrator' | 'hr' | 'auditor'

/** Who acts, for which organisation. */
export interface Actor {
  member: string
  login: string
  name: string
  role: Role
  organisation: string
  kind: 'enterprise' | 'institution' | 'bureau'
  organisationName: string
}

const rank: Record<Role, number> = { auditor: 0, hr: 1, administrator: 2 }

/** Throws `not-allowed` unless the actor may do what `role` may do. */
export function requireRole(actor: Actor, role: Role): void {
  if (rank[actor.role] < rank[role]) throw new Refused('not-allowed', '您的账号没有这项权限，请找单位管理员')
}
