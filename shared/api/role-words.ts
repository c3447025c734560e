import type { Role } from './access'

type Kind = 'enterprise' | 'institution' | 'bureau'

/** Roles as an organisation of each kind calls them. */
const words: Record<Role, string | Record<Kind, string>> = {
  administrator: '管理员',
  manager: { enterprise: '企业负责人', institution: '机构负责人', bureau: '负责人' },
  hr: { enterprise: '人事专员', institution: '教务', bureau: '经办人员' },
  teacher: '教师',
  auditor: '审计（只读）',
  finance: '财政（只读）',
}

export function roleWords(role: Role, kind: Kind): string {
  const word = words[role]
  return typeof word === 'string' ? word : word[kind]
}
