import { defaultPolicy, policyKey } from '../../../shared/study/policies'
import { everybody, type Lines, readers, writers } from './line.fixture'

const plan = {
  title: '培训计划',
  occupation: '养老护理员',
  level: '五级/初级工',
  policy: defaultPolicy,
  courses: [{ site: 'px.class.com.cn', title: '养老护理员（初级）', hours: '24' }],
  period: { from: '2026-01-01', to: '2027-12-31' },
}
const rule = JSON.stringify({
  id: 'px.example.org',
  version: 1,
  hosts: ['px.example.org'],
  pages: [{ name: 'lesson', fields: { 'course.title': [{ select: 'h2' }] } }],
})

/** Classes, rosters, records and decisions. */
export const consoleLines: Lines = {
  'GET /healthz': { open: 'nothing: it says that the server answers' },
  'GET /api/state': { open: 'nothing: it says whether there is an administrator' },
  'POST /api/setup': { open: 'the set-up link' },
  'POST /api/session': { open: 'a login and its password' },
  'DELETE /api/session': { may: everybody, other: 'nothing' },
  'GET /api/me': { may: everybody, other: 'nothing' },
  'GET /api/policies': { may: everybody, other: 'nothing' },
  'GET /api/keys': { may: everybody, other: 'nothing' },
  'GET /api/home': { may: everybody, other: 'nothing' },
  'GET /api/classes': { may: everybody, other: 'nothing' },
  'POST /api/classes': { may: writers, ask: () => ({ body: { name: '新的一期', plan } }), other: 'nothing' },
  'GET /api/classes/:id': { may: everybody, other: 'not-found' },
  'GET /api/classes/:id/slips': { may: writers, other: 'not-found' },
  'GET /api/classes/:id/class-file': { may: writers, other: 'not-found' },
  'POST /api/classes/:id/pending/:claim': {
    may: writers,
    ask: async (firm) => ({
      path: `/api/classes/${firm.class}/pending/${await firm.pending()}`,
      body: { accept: true },
    }),
    other: 'not-found',
  },
  'POST /api/classes/:id/hand-in': {
    may: writers,
    ask: ({ device }) => ({ body: device.handInFile() }),
    other: 'not-found',
  },
  'GET /api/classes/:id/findings': { may: readers, other: 'not-found' },
  'POST /api/findings/:id/note': {
    may: writers,
    ask: async (firm) => ({
      path: `/api/findings/${await firm.finding()}/note`,
      body: { text: '已经问过本人', settled: true },
    }),
    other: 'not-found',
  },
  'GET /api/classes/:id/health': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/recalculation': {
    may: everybody,
    ask: (firm) => ({
      path: `/api/classes/${firm.class}/recalculation?policy=${encodeURIComponent(policyKey(defaultPolicy))}`,
    }),
    other: 'not-found',
  },
  'POST /api/classes/:id/consent': { may: writers, ask: () => ({ body: { date: '2026-01-05' } }), other: 'not-found' },
  'GET /api/classes/:id/roster.xlsx': { may: writers, other: 'not-found' },
  'POST /api/classes/:id/package': { may: writers, other: 'not-found' },
  'GET /api/seats/:id': { may: everybody, other: 'not-found' },
  'GET /api/rules': { may: everybody, other: 'nothing' },
  'POST /api/rules': { may: writers, ask: () => ({ body: { rule } }), other: 'nothing' },
  'DELETE /api/rules/:id': { may: writers, ask: () => ({ path: '/api/rules/px.example.cn' }), other: 'not-found' },
  'GET /api/appeals': { may: readers, other: 'nothing' },
  'GET /api/appeals/:id': {
    may: readers,
    ask: async (firm) => ({ path: `/api/appeals/${await firm.appeal()}` }),
    other: 'not-found',
  },
  'POST /api/appeals/:id': {
    may: writers,
    ask: async (firm) => ({
      path: `/api/appeals/${await firm.appeal()}`,
      body: { outcome: 'reject', reason: '确有倍速' },
    }),
    other: 'not-found',
  },
  'POST /api/evidence': {
    may: writers,
    ask: () => ({ body: new Uint8Array([0x25, 0x50, 0x44, 0x46, 1]) }),
    other: 'nothing',
  },
  'GET /api/evidence/:hash': {
    may: [...writers, 'auditor'],
    ask: async (firm) => ({ path: `/api/evidence/${await firm.evidence()}` }),
    other: 'not-found',
  },
  'POST /api/seats/:id/withdraw': {
    may: writers,
    ask: ({ about: { from, to } }) => ({ body: { from, to, reason: '本人不在场' } }),
    other: 'not-found',
  },
  'POST /api/seats/:id/code': { may: writers, other: 'not-found' },
  'GET /api/classes/:id/appeals': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/links': { may: writers, other: 'not-found' },
  'GET /api/classes/:id/devices': { may: readers, other: 'not-found' },
  'POST /api/classes/:id/devices/:device': {
    may: writers,
    ask: (firm) => ({
      path: `/api/classes/${firm.class}/devices/${firm.device.id}`,
      body: { decision: 'approved', reason: '本人的电脑' },
    }),
    other: 'not-found',
  },
  'GET /api/classes/:id/attendance': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/attendance.xlsx': { may: writers, other: 'not-found' },
  'POST /api/classes/:id/second-factor': {
    may: writers,
    ask: () => ({ body: { required: true } }),
    other: 'not-found',
  },
}
