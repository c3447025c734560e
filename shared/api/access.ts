import * as v from 'valibot'
import { dayOf } from '../calendar/beijing'
import { count, day, milliseconds, text } from '../record/fields'

/** The HTTP contract of signing in, members, organisations on one server, and the audit. Routes: the comment at the end. */

/** What a member may do, by server/access/actor.ts. */
export const roles = ['administrator', 'manager', 'hr', 'teacher', 'auditor', 'finance'] as const
export const role = v.picklist(roles)
export type Role = v.InferOutput<typeof role>

const kind = v.picklist(['enterprise', 'institution', 'bureau'])
export const newPassword = v.pipe(v.string(), v.minLength(10), v.maxLength(200))
const typedPassword = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** Six digits of the authenticator or a recovery code, as typed. */
const code = text(40)

/** `code`: asked for by `code-needed` where the login has an authenticator. */
export const signInRequest = v.strictObject({ login: text(50), password: typedPassword, code: v.optional(code) })

/** A link that is good once: the token stands behind its #, and only its hash is stored. */
export const onceLink = v.object({ link: v.string(), expiresAt: milliseconds })
export type OnceLink = v.InferOutput<typeof onceLink>

/* ---------- members of an organisation ---------- */

export const memberRow = v.object({
  id: v.string(),
  login: v.string(),
  name: v.string(),
  role,
  createdAt: milliseconds,
  /** Of the newest session; absent where there is none any more. */
  seenAt: v.optional(milliseconds),
  stoppedAt: v.optional(milliseconds),
  lockedUntil: v.optional(milliseconds),
  /** Has an authenticator. */
  factor: v.boolean(),
})
export const invitationRow = v.object({
  id: v.string(),
  role,
  note: v.string(),
  /** Whose password it sets; absent where it makes a member. */
  forMember: v.optional(v.string()),
  by: v.string(),
  createdAt: milliseconds,
  expiresAt: milliseconds,
})
export const memberList = v.object({
  members: v.array(memberRow),
  /** Links nobody has used yet, and that still hold. */
  invitations: v.array(invitationRow),
  factorRequired: v.boolean(),
})
export type MemberRow = v.InferOutput<typeof memberRow>
export type MemberList = v.InferOutput<typeof memberList>

export const inviteRequest = v.strictObject({ role, note: v.optional(text(50)) })
/** One change of one member. */
export const memberChange = v.variant('change', [
  v.strictObject({ change: v.literal('role'), role }),
  v.strictObject({ change: v.picklist(['stop', 'let-in', 'unlock', 'reset-factor']) }),
])
export type MemberChange = v.InferOutput<typeof memberChange>
export const factorOfAll = v.strictObject({ required: v.boolean() })

/* ---------- who was invited ---------- */

const token = text(100)
export const lookAtInvitation = v.strictObject({ token })
/** What whoever holds the link sees before using it; `login` where it sets the password of a member that is there. */
export const invitationShown = v.object({
  organisation: v.string(),
  kind,
  role,
  login: v.optional(v.string()),
  name: v.optional(v.string()),
  expiresAt: milliseconds,
})
export type InvitationShown = v.InferOutput<typeof invitationShown>
export const acceptInvitation = v.strictObject({ token, login: text(50), name: text(50), password: newPassword })
export const resetPassword = v.strictObject({ token, password: newPassword })

/* ---------- one's own sign-in ---------- */

export const ownSecurity = v.object({
  factor: v.boolean(),
  factorRequired: v.boolean(),
  /** Recovery codes not used yet. */
  recoveryLeft: count,
  sessions: v.array(
    v.object({
      current: v.boolean(),
      createdAt: milliseconds,
      seenAt: milliseconds,
      agent: v.string(),
      address: v.string(),
    }),
  ),
})
export type OwnSecurity = v.InferOutput<typeof ownSecurity>
export const changePassword = v.strictObject({ current: typedPassword, password: newPassword })
export const changeName = v.strictObject({ name: text(50) })
export const withPassword = v.strictObject({ current: typedPassword })
/** `sealed` goes back with the first code: nothing is kept of a set-up nobody finishes. */
export const factorOffer = v.object({ secret: v.string(), uri: v.string(), sealed: v.string() })
export type FactorOffer = v.InferOutput<typeof factorOffer>
export const confirmFactor = v.strictObject({ sealed: text(500), code })
export const recoveryCodes = v.object({ codes: v.array(v.string()) })

/* ---------- organisations this server hosts ---------- */

export const hostedRow = v.object({
  id: v.string(),
  kind,
  name: v.string(),
  members: count,
  createdAt: milliseconds,
  stoppedAt: v.optional(milliseconds),
  /** Until when the link of its first administrator holds, while nobody has used it. */
  invitedUntil: v.optional(milliseconds),
})
export type HostedRow = v.InferOutput<typeof hostedRow>
export const hostRequest = v.strictObject({ kind, name: text(100), creditCode: v.optional(text(18)) })
export const hostedState = v.strictObject({ stopped: v.boolean() })

/* ---------- the audit ---------- */

/** A day that the calendar has. */
const realDay = v.pipe(
  day,
  v.check((text) => {
    const noon = Date.parse(`${text}T04:00:00Z`)
    return !Number.isNaN(noon) && dayOf(noon) === text
  }),
)
export const auditQuery = v.object({
  person: v.optional(text(100)),
  action: v.optional(text(60)),
  from: v.optional(realDay),
  to: v.optional(realDay),
  page: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))),
})
export type AuditQuery = v.InferOutput<typeof auditQuery>

export const auditPage = v.object({
  rows: v.array(
    v.object({
      id: v.string(),
      at: milliseconds,
      person: v.string(),
      action: v.string(),
      /** Whom or what it was about, as people call it where that is known. */
      subject: v.string(),
      /** In words. */
      detail: v.string(),
    }),
  ),
  all: count,
  page: count,
  /** Rows a page. */
  size: count,
  /** Whoever did anything, and whatever was done: to choose from. */
  people: v.array(v.object({ id: v.string(), name: v.string() })),
  actions: v.array(v.string()),
})
export type AuditPage = v.InferOutput<typeof auditPage>

/* ---------- the trainee's own sign-in ---------- */

/** The personal code as typed; it goes on working here after it was used for joining. */
export const mySession = v.strictObject({ code: text(40) })
export const mySessionAnswer = v.object({ token: v.string(), expiresAt: milliseconds })

/**
 * POST /api/session              signInRequest -> me, session cookie | 401 sign-in-needed | 401 code-needed: ask for the code and send all three again
 * POST /api/invitation           lookAtInvitation -> invitationShown            (no session; one answer for every link that does not hold)
 * POST /api/invitation/accept    acceptInvitation -> me, session cookie         (no session)
 * POST /api/invitation/password  resetPassword -> {}                            (no session; ends the member's sessions)
 * GET  /api/members              -> memberList                                  (administrator)
 * POST /api/members              inviteRequest -> onceLink                      (administrator)
 * POST /api/members/:id          memberChange -> memberList                     (administrator)
 * POST /api/members/:id/password-link  {} -> onceLink                           (administrator)
 * DELETE /api/invitations/:id    -> memberList                                  (administrator)
 * POST /api/members-factor       factorOfAll -> memberList                      (administrator)
 * GET  /api/security             -> ownSecurity
 * POST /api/security/name        changeName -> me
 * POST /api/security/password    changePassword -> me, new session cookie       (ends every other session)
 * DELETE /api/security/sessions  -> ownSecurity                                 (all but this one)
 * POST /api/security/factor      withPassword -> factorOffer
 * POST /api/security/factor/confirm  confirmFactor -> recoveryCodes
 * POST /api/security/factor/remove   withPassword -> {}
 * POST /api/security/recovery-codes  withPassword -> recoveryCodes
 * GET  /api/hosted               -> hostedRow[]                                 (administrator of the server's own organisation, as the next three)
 * POST /api/hosted               hostRequest -> onceLink
 * POST /api/hosted/:id           hostedState -> hostedRow[]
 * POST /api/hosted/:id/invitation  {} -> onceLink                               (while it has no member)
 * GET  /api/audit?person=&action=&from=&to=&page=  -> auditPage                 (administrator, manager, auditor)
 * GET  /api/audit.xlsx?person=&action=&from=&to=   -> XLSX                      (the same; audited)
 * POST /api/my/session           mySession -> mySessionAnswer                   (no session; one answer for every code that is none)
 */
