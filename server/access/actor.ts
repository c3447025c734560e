import { Refused } from '../ledger/accept'

/**
 * administrator: everything of the organisation. manager 机构负责人: what hr may, and the organisation's own papers. hr 人事专员 / 教务:
 * plans, classes, rosters, claims. teacher 教师: sees classes and people, answers trainees. auditor 审计（只读）: sees everything,
 * changes nothing. finance 财政（只读）: hours and amounts, nobody's ID number.
 */
export const roles = ['administrator', 'manager', 'hr', 'teacher', 'auditor', 'finance'] as const
export type Role = (typeof roles)[number]

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

/** Throws `not-allowed` unless the actor may do what `role` may do. */
export function requireRole(actor: Actor, role: Role): void {
  if (!covers[actor.role].includes(role)) throw new Refused('not-allowed', '您的账号没有这项权限，请找单位管理员')
}
