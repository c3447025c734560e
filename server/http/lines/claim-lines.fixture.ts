import type { ClaimAnswer } from '../../../shared/api/claims'
import { steady } from '../../../test/support/device'
import { course, lesson } from '../../app.fixture'
import { ownTable } from '../../claim/claims/claims.fixture'
import { decisionFile } from '../../claim/claims/decision-file.fixture'
import type { Body, Firm } from '../firms.fixture'
import { everybody, type Lines, writers } from './line.fixture'
import { account, papers, send } from './plan-lines.fixture'

const created = async (firm: Firm): Promise<ClaimAnswer> => send(firm, 'POST', '/api/claims', { classes: [firm.class] })

/** A claim of somebody with a little study, to which nothing is missing. */
async function whole(firm: Firm): Promise<ClaimAnswer> {
  await send(firm, 'POST', '/api/organisation', await papers(firm))
  await send(firm, 'POST', '/api/organisation/account', await account(firm))
  // On record already where another line asked for it: it does not change after the first receipt.
  await firm.hr.call('POST', `/api/classes/${firm.class}/consent`, { date: '2026-01-01' })
  await send(firm, 'POST', '/api/rate-tables', {
    ...{ ...ownTable, standard: [{ kind: 'head', amount: '100' }], caps: undefined, limits: undefined, conditions: {} },
  })
  firm.device.answer(Date.now() - 120_000)
  firm.device.watch(course, lesson, [[steady(Date.now() - 110_000, 100_000)]], Date.now() - 5000)
  await firm.device.handIn()
  await firm.deps.deriver.settle()
  const { id } = await created(firm)
  return send(firm, 'POST', `/api/claims/${id}/people`, { add: [firm.seat] })
}
async function ready(firm: Firm): Promise<ClaimAnswer> {
  await firm.deps.store.tx((q) => q.update(firm.deps.store.t.subsidyClaim).set({ status: 'refused' }))
  const { id } = await whole(firm)
  return send(firm, 'POST', `/api/claims/${id}/ready`, {})
}
const handIn = { day: '2026-12-20', number: '', remark: '' }
async function handedIn(firm: Firm): Promise<ClaimAnswer> {
  const { id } = await ready(firm)
  return send(firm, 'POST', `/api/claims/${id}/hand-in`, handIn)
}

const to =
  (
    make: (firm: Firm) => Promise<ClaimAnswer>,
    rest: string,
    body?: (firm: Firm, claim: ClaimAnswer) => Promise<Body> | Body,
  ) =>
  async (firm: Firm): Promise<{ path: string; body?: Body }> => {
    const claim = await make(firm)
    return { path: `/api/claims/${claim.id}${rest}`, ...(body && { body: await body(firm, claim) }) }
  }
const list = '身份证号,职业（工种）,等级\n11010519491231002X,养老护理员,五级\n'
const listed = (name: string) => `/api/benefit-lists?name=${encodeURIComponent(name)}&source=a&day=2026-01-01`

/** 补贴申请, rate tables, what was paid before. */
export const claimLines: Lines = {
  'GET /api/claims': { may: everybody, other: 'nothing' },
  'GET /api/exports/claims': { may: everybody, other: 'nothing' },
  'GET /api/claimable-classes': { may: everybody, other: 'nothing' },
  'POST /api/claims': { may: writers, ask: (firm) => ({ body: { classes: [firm.class] } }), other: 'not-found' },
  'GET /api/claims/:id': { may: everybody, ask: to(created, ''), other: 'not-found' },
  'POST /api/claims/:id': {
    may: writers,
    ask: to(created, '', (firm, { title, onBehalf, day, rateTable, savedAt }) => ({
      ...{ title, onBehalf, day, rateTable, savedAt, classes: [{ id: firm.class, trade: '' }] },
    })),
    other: 'not-found',
  },
  'DELETE /api/claims/:id': { may: writers, ask: to(created, ''), other: 'not-found' },
  'GET /api/claims/:id/people': { may: everybody, ask: to(created, '/people'), other: 'not-found' },
  'GET /api/exports/claims/:id/people': {
    may: everybody,
    ask: async (firm) => ({ path: `/api/exports/claims/${(await created(firm)).id}/people` }),
    other: 'not-found',
  },
  'POST /api/claims/:id/people': {
    may: writers,
    ask: to(created, '/people', () => ({ ready: true })),
    other: 'not-found',
  },
  'POST /api/claims/:id/employment': {
    may: writers,
    ask: to(created, '/employment', (firm) => ({ seats: [firm.seat], day: '2026-12-20' })),
    other: 'not-found',
  },
  'POST /api/claims/:id/reckon': { may: writers, ask: to(created, '/reckon', () => ({})), other: 'not-found' },
  'POST /api/claims/:id/ready': { may: writers, ask: to(whole, '/ready', () => ({})), other: 'not-found' },
  'POST /api/claims/:id/reopen': { may: writers, ask: to(ready, '/reopen', () => ({})), other: 'not-found' },
  'POST /api/claims/:id/hand-in': { may: writers, ask: to(ready, '/hand-in', () => handIn), other: 'not-found' },
  'POST /api/claims/:id/decision': {
    may: writers,
    ask: to(handedIn, '/decision', () => ({ ...handIn, outcome: 'returned' })),
    other: 'not-found',
  },
  'POST /api/claims/:id/decision-file': {
    may: writers,
    ask: to(handedIn, '/decision-file', (firm, { id }) => decisionFile(firm.deps, firm.organisation, id)),
    other: 'not-found',
  },
  'POST /api/claims/:id/scans': {
    may: writers,
    ask: to(ready, '/scans', async (firm) => ({ form: 'application', file: await firm.evidence() })),
    other: 'not-found',
  },
  'GET /api/rate-tables': { may: everybody, other: 'nothing' },
  'POST /api/rate-tables': { may: writers, ask: () => ({ body: ownTable }), other: 'nothing' },
  'GET /api/benefit-lists': { may: [...writers, 'auditor'], other: 'nothing' },
  'POST /api/benefit-lists': { may: writers, ask: () => ({ path: listed('已享受'), body: list }), other: 'nothing' },
  'DELETE /api/benefit-lists/:id': {
    may: writers,
    ask: async (firm) => {
      await send(firm, 'POST', listed('移除'), list)
      const lists = await send<{ id: string }[]>(firm, 'GET', '/api/benefit-lists')
      return { path: `/api/benefit-lists/${lists[0]?.id}` }
    },
    other: 'not-found',
  },
}
