import type { Me } from '../../../../shared/api'
import { type Role, roles } from '../../../../shared/api/access'
import { roleWords } from '../../../../shared/api/role-words'
import { session } from '../../client/session'
import { words } from './words'

type Kind = Me['organisation']['kind']

/** What the organisation of whoever is signed in is. */
export const ownKind = (): Kind =>
  session.value.at === 'signed-in' ? session.value.me.organisation.kind : 'institution'

export const readRole = (text: string): Role => roles.find((role) => role === text) ?? 'finance'

/** A role as this kind of organisation calls it. */
export const roleName = (role: string, kind: Kind = ownKind()): string => roleWords(readRole(role), kind)

/** Every role to choose from, with what it may do. */
export const roleOptions = () =>
  roles.map((role) => ({ value: role, label: roleName(role), help: words.rolesHelp[role] }))
