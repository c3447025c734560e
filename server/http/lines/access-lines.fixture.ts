import { fromBase32, PASSWORD } from '../../access/access.fixture'
import { rotatingCode } from '../../access/second-factor'
import type { Firm } from '../firms.fixture'
import { everybody, type Lines } from './line.fixture'

const admins = ['administrator'] as const
const current = { current: PASSWORD }

/** Who comes in: members, hosted organisations, one's own sign-in, the audit. */
export const accessLines: Lines = {
  'POST /api/invitation': { open: 'the token of an invitation' },
  'POST /api/invitation/accept': { open: 'the token of an invitation' },
  'POST /api/invitation/password': { open: 'the token of a new-password link' },
  'POST /api/my/session': { open: 'a personal code' },
  'GET /api/members': { may: admins, other: 'nothing' },
  'POST /api/members': { may: admins, ask: () => ({ body: { role: 'teacher' } }), other: 'nothing' },
  'POST /api/members/:id': {
    may: admins,
    ask: async (firm) => ({ path: `/api/members/${await firm.member()}`, body: { change: 'unlock' } }),
    other: 'not-found',
  },
  'POST /api/members/:id/password-link': {
    may: admins,
    ask: async (firm) => ({ path: `/api/members/${await firm.member()}/password-link` }),
    other: 'not-found',
  },
  'POST /api/members-factor': { may: admins, ask: () => ({ body: { required: false } }), other: 'nothing' },
  'DELETE /api/invitations/:id': {
    may: admins,
    ask: async (firm) => ({ path: `/api/invitations/${await firm.invitation()}` }),
    other: 'not-found',
  },
  'GET /api/security': { may: everybody, other: 'nothing' },
  'POST /api/security/name': { may: everybody, ask: () => ({ body: { name: '改过的姓名' } }), other: 'nothing' },
  'POST /api/security/password': {
    may: everybody,
    ask: () => ({ body: { ...current, password: PASSWORD } }),
    other: 'nothing',
  },
  'DELETE /api/security/sessions': { may: everybody, other: 'nothing' },
  'POST /api/security/factor': { may: everybody, ask: () => ({ body: current }), other: 'nothing' },
  'POST /api/security/factor/confirm': {
    may: everybody,
    ask: (firm) => ({ body: (member) => offered(firm, member) }),
    other: 'nothing',
  },
  'POST /api/security/factor/remove': { may: everybody, ask: () => ({ body: current }), other: 'nothing' },
  'POST /api/security/recovery-codes': {
    may: everybody,
    ask: (firm) => ({
      body: async (member) => {
        await firm.ask(member, 'POST', '/api/security/factor/confirm', await offered(firm, member))
        return current
      },
    }),
    other: 'nothing',
  },
  'GET /api/hosted': { may: admins, other: 'not-allowed' },
  'POST /api/hosted': {
    may: admins,
    ask: () => ({ body: { kind: 'enterprise', name: '第三家企业' } }),
    other: 'not-allowed',
  },
  'POST /api/hosted/:id': {
    may: admins,
    ask: async (firm) => ({ path: `/api/hosted/${await firm.hosted()}`, body: { stopped: true } }),
    other: 'not-allowed',
  },
  'POST /api/hosted/:id/invitation': {
    may: admins,
    ask: async (firm) => ({ path: `/api/hosted/${await firm.hosted()}/invitation` }),
    other: 'not-allowed',
  },
  'GET /api/audit': { may: ['administrator', 'manager', 'auditor'], other: 'nothing' },
  'GET /api/audit.xlsx': { may: ['administrator', 'manager', 'auditor'], other: 'nothing' },
}

/** A set-up under way, with the code that an authenticator shows for it now. */
async function offered(firm: Firm, member: string): Promise<object> {
  const { sealed, secret } = await (await firm.ask(member, 'POST', '/api/security/factor', current)).json()
  return { sealed, code: rotatingCode(fromBase32(secret), Math.floor(firm.deps.clock.now() / 30_000), 'sha1') }
}
