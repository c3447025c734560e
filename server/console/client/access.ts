import * as v from 'valibot'
import { me } from '../../../shared/api'
import {
  type acceptInvitation,
  auditPage,
  type changePassword,
  type confirmFactor,
  factorOffer,
  hostedRow,
  type hostRequest,
  invitationShown,
  type inviteRequest,
  type MemberChange,
  memberList,
  mySessionAnswer,
  onceLink,
  ownSecurity,
  recoveryCodes,
} from '../../../shared/api/access'
import { ask, askFile } from './http'

const nothing = v.object({})
const of = (place: string, id: string, rest = '') => `/${place}/${encodeURIComponent(id)}${rest}`

/** What the audit is narrowed to; empty texts narrow nothing. */
export interface AuditFilter {
  person: string
  action: string
  from: string
  to: string
}
const query = (filter: AuditFilter, page?: number): string => {
  const wanted = Object.entries(filter).filter(([, value]) => value !== '')
  return new URLSearchParams([...wanted, ...(page === undefined ? [] : [['page', String(page)]])]).toString()
}

/** The routes of shared/api/access.ts, one function each. All throw `Problem`. */
export const access = {
  members: () => ask(memberList, 'GET', '/members'),
  invite: (request: v.InferOutput<typeof inviteRequest>) => ask(onceLink, 'POST', '/members', request),
  change: (id: string, change: MemberChange) => ask(memberList, 'POST', of('members', id), change),
  passwordLink: (id: string) => ask(onceLink, 'POST', of('members', id, '/password-link'), {}),
  requireFactor: (required: boolean) => ask(memberList, 'POST', '/members-factor', { required }),
  withdraw: (id: string) => ask(memberList, 'DELETE', of('invitations', id)),
  look: (token: string) => ask(invitationShown, 'POST', '/invitation', { token }),
  accept: (request: v.InferOutput<typeof acceptInvitation>) => ask(me, 'POST', '/invitation/accept', request),
  resetPassword: (token: string, password: string) => ask(nothing, 'POST', '/invitation/password', { token, password }),
  security: () => ask(ownSecurity, 'GET', '/security'),
  rename: (name: string) => ask(nothing, 'POST', '/security/name', { name }),
  changePassword: (request: v.InferOutput<typeof changePassword>) => ask(me, 'POST', '/security/password', request),
  closeOthers: () => ask(ownSecurity, 'DELETE', '/security/sessions'),
  offerFactor: (current: string) => ask(factorOffer, 'POST', '/security/factor', { current }),
  confirmFactor: (request: v.InferOutput<typeof confirmFactor>) =>
    ask(recoveryCodes, 'POST', '/security/factor/confirm', request),
  removeFactor: (current: string) => ask(nothing, 'POST', '/security/factor/remove', { current }),
  renewCodes: (current: string) => ask(recoveryCodes, 'POST', '/security/recovery-codes', { current }),
  hosted: () => ask(v.array(hostedRow), 'GET', '/hosted'),
  host: (request: v.InferOutput<typeof hostRequest>) => ask(onceLink, 'POST', '/hosted', request),
  stopHosted: (id: string, stopped: boolean) => ask(v.array(hostedRow), 'POST', of('hosted', id), { stopped }),
  inviteFirst: (id: string) => ask(onceLink, 'POST', of('hosted', id, '/invitation'), {}),
  audit: (filter: AuditFilter, page: number) => ask(auditPage, 'GET', `/audit?${query(filter, page)}`),
  auditFile: (filter: AuditFilter) => askFile('GET', `/audit.xlsx?${query(filter)}`, '操作记录.xlsx'),
  mySession: (code: string) => ask(mySessionAnswer, 'POST', '/my/session', { code }),
}
