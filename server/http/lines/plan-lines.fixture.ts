import { eq } from 'drizzle-orm'
import type { OrganisationAnswer, PlanAnswer } from '../../../shared/api/plans'
import { decisionText, signDecision } from '../../../shared/plan/decision'
import { filingReceiptText, signFilingReceipt } from '../../../shared/plan/filing-receipt'
import { wholePlan } from '../../../shared/plan/plan.fixture'
import { inventedId, rosterXlsx } from '../../../test/support/hr'
import { makeKey, nodeCrypto, signer } from '../../crypto'
import type { Body, Firm } from '../firms.fixture'
import { everybody, type Lines, writers } from './line.fixture'

export const roster = () =>
  rosterXlsx([
    { name: '赵六', id: inventedId(70) },
    { name: '钱七', id: inventedId(71) },
  ])

export async function send<T>({ hr }: Firm, method: string, path: string, body?: Body): Promise<T> {
  const response = await hr.call(method, path, body)
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/** The organisation's papers as they are, completed. */
export async function papers(firm: Firm): Promise<object> {
  const {
    kind: _,
    account: __,
    creditCodeWarning: ___,
    ...now
  } = await send<OrganisationAnswer>(firm, 'GET', '/api/organisation')
  return {
    ...{
      ...now,
      creditCode: '91110000600037341L',
      address: '绥化市',
      legalRepresentative: '周校长',
      contact: '孙老师',
    },
    ...{ phone: '0455-8000000', about: '学校', licence: await firm.evidence() },
    institution: { permit: '许可 1 号', permitUntil: '', permitScope: '', catalogue: '第一批', catalogueUntil: '' },
  }
}
export const account = async (firm: Firm) => ({
  ...{ holder: '示范学校', bank: '农商行', number: '6222000011112222', proof: await firm.evidence() },
})

export async function draft(firm: Firm): Promise<PlanAnswer> {
  const { id, savedAt } = await send<PlanAnswer>(firm, 'POST', '/api/plans', { type: 'employment' })
  return send(firm, 'POST', `/api/plans/${id}`, { savedAt, details: wholePlan() })
}
export async function filed(firm: Firm): Promise<string> {
  const { id } = await draft(firm)
  await send(firm, 'POST', '/api/organisation', await papers(firm))
  await send(firm, 'POST', '/api/organisation/account', await account(firm))
  await send(firm, 'POST', `/api/plans/${id}/roster`, await roster())
  await send(firm, 'POST', `/api/plans/${id}/file`, {})
  return id
}
export const decision = async (firm: Firm) => ({
  ...{
    outcome: 'agreed',
    number: '绥培备〔2026〕1号',
    date: '2026-12-01',
    remarks: '',
    document: await firm.evidence(),
  },
})
export async function approved(firm: Firm): Promise<string> {
  const id = await filed(firm)
  await send(firm, 'POST', `/api/plans/${id}/decision`, await decision(firm))
  return id
}
async function decisionFile(firm: Firm, id: string): Promise<string> {
  const plan = await send<PlanAnswer>(firm, 'GET', `/api/plans/${id}`)
  return decisionText(
    await signDecision(nodeCrypto, signer(await makeKey('Ed25519')), {
      ...{
        filing: plan.filing ?? '',
        plan: id,
        version: plan.version,
        organisation: firm.organisation,
        outcome: 'agreed',
      },
      ...{ number: '', date: '2026-12-01', remarks: '', bureau: { id: 'b', name: '人社局' }, at: 1 },
    }),
  )
}
async function receiptFile(firm: Firm, id: string): Promise<string> {
  const { filing = '', version } = await send<PlanAnswer>(firm, 'GET', `/api/plans/${id}`)
  return filingReceiptText(
    await signFilingReceipt(nodeCrypto, signer(await makeKey('Ed25519')), {
      ...{
        filing,
        plan: id,
        version,
        organisation: firm.organisation,
        number: '备案受理〔2026〕1号',
        tentative: false,
      },
      ...{ received: '2026-12-01', due: '2026-12-08', bureau: { id: 'b', name: '人社局' }, at: 1 },
    }),
  )
}
/** A type that the organisation of whoever asks may hold. */
async function typeFor({ deps: { store } }: Firm, member: string): Promise<string> {
  const { t, read } = store
  const [row] = await read
    .select({ kind: t.organisation.kind })
    .from(t.organisation)
    .innerJoin(t.member, eq(t.member.organisation, t.organisation.id))
    .where(eq(t.member.id, member))
  return row?.kind === 'institution' ? 'employment' : 'upskilling'
}
const pdf = new TextEncoder().encode('%PDF-1.4 of another')
export const evidenceOf = async ({ ask }: Firm, member: string): Promise<string> =>
  (await (await ask(member, 'POST', '/api/evidence', pdf)).json()).hash

const to =
  (make: (firm: Firm) => Promise<string>, rest: string, body?: Body | ((firm: Firm) => Promise<Body>)) =>
  async (firm: Firm) => {
    const id = await make(firm)
    const made = typeof body === 'function' ? await body(firm) : body
    return { path: `/api/plans/${id}${rest}`, ...(made !== undefined && { body: made }) }
  }
const draftId = async (firm: Firm) => (await draft(firm)).id

/** Plans, the organisation's papers, the calendar. */
export const planLines: Lines = {
  'GET /api/organisation': { may: everybody, other: 'nothing' },
  'POST /api/organisation': {
    may: writers,
    ask: async (firm) => {
      const own = await papers(firm)
      // Files of one organisation are no other's, and its name is its own.
      return {
        body: async (member) =>
          (await typeFor(firm, member)) === 'employment' ? own : { ...own, name: '另一家企业', licence: undefined },
      }
    },
    other: 'nothing',
  },
  'POST /api/organisation/account': {
    may: ['administrator', 'manager'],
    ask: async (firm) => {
      const own = await account(firm)
      // A file of one organisation is no other's.
      return {
        body: async (member) =>
          (await typeFor(firm, member)) === 'employment' ? own : { ...own, proof: await evidenceOf(firm, member) },
      }
    },
    other: 'nothing',
  },
  'POST /api/organisation/account/show': {
    may: writers,
    ask: async (firm) => {
      await send(firm, 'POST', '/api/organisation/account', await account(firm))
      return { body: {} }
    },
    // It is asked about no id: who has an account of its own is shown that.
    other: 'nothing',
  },
  'GET /api/calendar': { may: everybody, other: 'nothing' },
  'POST /api/calendar': {
    may: ['administrator'],
    ask: () => ({
      body: {
        ...{ year: 2027, notice: '国办发明电', source: '导入', workdays: [] },
        holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
      },
    }),
    other: 'nothing',
  },
  'GET /api/agreed-plans': { may: everybody, other: 'nothing' },
  'GET /api/plans': { may: everybody, other: 'nothing' },
  'POST /api/plans': {
    may: writers,
    ask: (firm) => ({ body: async (member) => ({ type: await typeFor(firm, member) }) }),
    other: 'nothing',
  },
  'GET /api/plans/:id': { may: everybody, ask: to(draftId, ''), other: 'not-found' },
  'POST /api/plans/:id': {
    may: writers,
    ask: async (firm) => {
      const { id, savedAt, details } = await draft(firm)
      return { path: `/api/plans/${id}`, body: { savedAt, details } }
    },
    other: 'not-found',
  },
  'DELETE /api/plans/:id': { may: writers, ask: to(draftId, ''), other: 'not-found' },
  'POST /api/plans/:id/roster': { may: writers, ask: to(draftId, '/roster', roster), other: 'not-found' },
  'POST /api/plans/:id/file': {
    may: writers,
    ask: async (firm) => {
      await filed(firm)
      const { id } = await draft(firm)
      await send(firm, 'POST', `/api/plans/${id}/roster`, await roster())
      return { path: `/api/plans/${id}/file`, body: {} }
    },
    other: 'not-found',
  },
  'GET /api/plans/:id/filing.json': { may: writers, ask: to(filed, '/filing.json'), other: 'not-found' },
  'GET /api/plans/:id/filing.zip': { may: writers, ask: to(filed, '/filing.zip'), other: 'not-found' },
  'GET /api/plans/:id/papers': {
    may: [...writers, 'teacher', 'auditor'],
    ask: to(draftId, '/papers'),
    other: 'not-found',
  },
  'GET /api/plans/:id/papers.xlsx': { may: writers, ask: to(draftId, '/papers.xlsx'), other: 'not-found' },
  'GET /api/plans/:id/timetable.xlsx': { may: writers, ask: to(draftId, '/timetable.xlsx'), other: 'not-found' },
  'POST /api/plans/:id/decision': { may: writers, ask: to(filed, '/decision', decision), other: 'not-found' },
  'POST /api/plans/:id/decision-file': {
    may: writers,
    ask: async (firm) => {
      const id = await filed(firm)
      return { path: `/api/plans/${id}/decision-file`, body: await decisionFile(firm, id) }
    },
    other: 'not-found',
  },
  'POST /api/plans/:id/receipt-file': {
    may: writers,
    ask: async (firm) => {
      const id = await filed(firm)
      return { path: `/api/plans/${id}/receipt-file`, body: await receiptFile(firm, id) }
    },
    other: 'not-found',
  },
  'POST /api/plans/:id/change': { may: writers, ask: to(approved, '/change', {}), other: 'not-found' },
  'GET /api/plans/:id/moves': { may: everybody, ask: to(approved, '/moves'), other: 'not-found' },
  'POST /api/plans/:id/moves': { may: writers, ask: to(approved, '/moves', { classes: [] }), other: 'not-found' },
  'POST /api/plans/:id/deadlines/:deadline': {
    may: writers,
    ask: to(approved, '/deadlines/import', { day: '2027-01-20' }),
    other: 'not-found',
  },
  'GET /api/classes/:id/plan': {
    may: everybody,
    ask: async (firm) => {
      const { id } = await send<{ id: string }>(firm, 'POST', '/api/classes', { plan: await approved(firm) })
      return { path: `/api/classes/${id}/plan` }
    },
    other: 'not-found',
  },
  'POST /api/classes/:id/filing': {
    may: writers,
    ask: async (firm) => ({
      path: `/api/classes/${await firm.spareClass()}/filing`,
      body: { number: '绥人社备〔2026〕12 号', date: '2026-01-05', document: await firm.evidence() },
    }),
    other: 'not-found',
  },
  'POST /api/classes/:id/copy': { may: writers, ask: () => ({ body: { from: '2027-03-01' } }), other: 'not-found' },
  'POST /api/classes/:id/plan-roster': {
    may: writers,
    ask: async (firm) => {
      const { id } = await send<{ id: string }>(firm, 'POST', '/api/classes', { plan: await approved(firm) })
      return { path: `/api/classes/${id}/plan-roster`, body: {} }
    },
    other: 'not-found',
  },
}
