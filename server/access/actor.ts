import { type Role, roles } from '../../shared/api/access'
import { Refused } from '../ledger/accept'

/**
 * administrator: everything of the organisation. manager 机构负责人: what hr may, and the organisation's own papers. hr 人事专员 / 教务:
 * plans, classes, rosters, claims. teacher 教师: sees classes and people, answers trainees. auditor 审计（只读）: sees everything,
 * changes nothing. finance 财政（只读）: hours and amounts, nobody's ID number.
 */
export { type Role, roles } from '../../shared/api/access'

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

/** Which roles may do what a role may do. */
const covers: Record<Role, readonly Role[]> = {
  administrator: roles,
  manager: ['manager', 'hr', 'teacher', 'auditor', 'finance'],
  hr: ['hr', 'teacher', 'auditor', 'finance'],
  teacher: ['teacher', 'finance'],
  auditor: ['auditor', 'finance'],
  finance: ['finance'],
}

/** Throws `not-allowed` unless the actor may do what at least one of these roles may do. */
export function requireRole(actor: Pick<Actor, 'role'>, ...any: readonly [Role, ...Role[]]): void {
  if (!mayActAs(actor, ...any)) throw notAllowed()
}

/** Whether the actor may do what at least one of these roles may do. */
export const mayActAs = ({ role }: Pick<Actor, 'role'>, ...any: readonly Role[]): boolean =>
  any.some((one) => covers[role].includes(one))

/** Throws `not-allowed` unless the actor's own role is one of these: for what a role does not pass on, such as reading the audit. */
export function requireOwnRole(actor: Pick<Actor, 'role'>, ...own: readonly [Role, ...Role[]]): void {
  if (!own.includes(actor.role)) throw notAllowed()
}

const notAllowed = () => new Refused('not-allowed', '您的账号没有这项权限，请找单位管理员')
