import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PlanAnswer } from '../../shared/api/plans'
import { dayOf } from '../../shared/calendar/beijing'
import { defaultPolicy } from '../../shared/study/policies'
import { inventedId, rosterXlsx } from '../../test/support/hr'
import { refusal } from '../app.fixture'
import { type Body, type Firm, openFirms } from './firms.fixture'
import { account, approved, decision, draft, evidenceOf, filed, papers, roster, send } from './lines/plan-lines.fixture'
import { changed } from './lines/roster-lines.fixture'

/** Ids of one organisation. */
interface Ids {
  class: string
  plan: string
  chain: string
  evidence: string
}
/** A ZIP with nothing in it. */
const EMPTY_ZIP = 22

let firms: Awaited<ReturnType<typeof openFirms>>
let foreign: Ids
beforeAll(async () => {
  firms = await openFirms()
  foreign = await idsOf(firms)
})
afterAll(() => firms.close())

/** What the other organisation has: an agreed plan, a class under way with a device that was receipted, and a file. */
async function idsOf({ firm, stranger }: typeof firms): Promise<Ids> {
  const { t, read, tx } = firm.deps.store
  const ask = async (path: string, body: Body) => {
    const answer = await firm.ask(stranger, 'POST', path, body)
    expect(answer.status, path).toBe(200)
    return answer.json()
  }
  const [member] = await read.select().from(t.member).where(eq(t.member.id, stranger))
  const plan = (await ask('/api/plans', { type: 'upskilling' })).id
  await tx((q) => q.update(t.plan).set({ status: 'approved' }).where(eq(t.plan.id, plan)))
  const opened = await ask('/api/classes', {
    name: '别家第1期',
    plan: {
      ...{ title: '计划', occupation: '电工', level: '五级/初级工', policy: defaultPolicy },
      courses: [{ site: 'px.example.cn', title: '电工' }],
      period: { from: '2026-01-01', to: '2027-12-31' },
    },
  })
  const [name, id] = ['别家学员', inventedId(90)]
  await ask(`/api/classes/${opened.id}/roster`, await rosterXlsx([{ name, id }]))
  const device = firm.app.device()
  await device.join({ classCode: opened.code, name, lastSix: id.slice(-6) })
  device.begin({ class: opened.id, organisation: member?.organisation ?? '' })
  await device.handIn()
  const theirs = await firm.ask(stranger, 'POST', `/api/classes/${opened.id}/receipts`, { chains: [device.chain] })
  expect((await theirs.arrayBuffer()).byteLength).toBeGreaterThan(EMPTY_ZIP)
  return { class: opened.id, plan, chain: device.chain, evidence: await evidenceOf(firm, stranger) }
}

interface Row {
  what: string
  /** A request on an own path that names this id in its body. */
  ask: (firm: Firm, id: string) => Promise<{ path: string; body: Body }>
  names: keyof Ids
  /** The same request succeeds with this one. */
  own?: (firm: Firm) => Promise<string>
  code: 'not-found' | 'conflict' | 'bad-request'
}

const evidence = (firm: Firm) => firm.evidence()
const day = dayOf(Date.now())

const rows: readonly Row[] = [
  {
    what: 'a class that is moved to an own plan',
    ask: async (firm, id) => ({ path: `/api/plans/${await approved(firm)}/moves`, body: { classes: [id] } }),
    ...{ names: 'class', code: 'conflict' },
  },
  {
    what: 'the class somebody is transferred to',
    ask: async (firm, id) => ({
      path: `/api/classes/${firm.class}/changes`,
      body: { kind: 'transfer', seat: firm.seat, class: id, reason: '调整', day },
    }),
    own: async ({ hr }) => (await hr.openClass({ name: '第9期', occupation: '电工' })).id,
    ...{ names: 'class', code: 'not-found' },
  },
  {
    what: 'the plan of a class that is opened',
    ask: async (_, plan) => ({ path: '/api/classes', body: { plan } }),
    ...{ own: approved, names: 'plan', code: 'not-found' },
  },
  {
    what: 'the evidence of an answer to an appeal',
    ask: async (firm, id) => ({
      path: `/api/appeals/${await firm.appeal()}`,
      body: { outcome: 'reject', reason: '确有倍速', evidence: id },
    }),
    ...{ own: evidence, names: 'evidence', code: 'bad-request' },
  },
  {
    what: 'the evidence of time that is withdrawn',
    ask: async ({ seat, about: { from, to } }, id) => ({
      path: `/api/seats/${seat}/withdraw`,
      body: { from, to, reason: '本人不在场', evidence: id },
    }),
    ...{ own: evidence, names: 'evidence', code: 'bad-request' },
  },
  {
    what: 'the evidence of a notice of a changed roster',
    ask: async (firm, id) => ({
      path: `/api/changes/${await changed(firm)}/notice`,
      body: { number: '绥培变〔2026〕1号', day, evidence: id },
    }),
    ...{ own: evidence, names: 'evidence', code: 'bad-request' },
  },
  {
    what: 'the paper of the bureau’s decision',
    ask: async (firm, id) => ({
      path: `/api/plans/${await filed(firm)}/decision`,
      body: { ...(await decision(firm)), document: id },
    }),
    ...{ own: evidence, names: 'evidence', code: 'bad-request' },
  },
  {
    what: 'a file of a plan that is filed',
    ask: async (firm, hash) => {
      await filed(firm)
      const { id, savedAt, details } = await draft(firm)
      const attachments = [...details.attachments, { kind: 'other', hash }]
      await send<PlanAnswer>(firm, 'POST', `/api/plans/${id}`, { savedAt, details: { ...details, attachments } })
      await send(firm, 'POST', `/api/plans/${id}/roster`, await roster())
      return { path: `/api/plans/${id}/file`, body: {} }
    },
    ...{ own: evidence, names: 'evidence', code: 'bad-request' },
  },
  {
    what: 'the licence of the organisation',
    ask: async (firm, licence) => ({ path: '/api/organisation', body: { ...(await papers(firm)), licence } }),
    ...{ own: evidence, names: 'evidence', code: 'bad-request' },
  },
  {
    what: 'the bank’s paper of the account',
    ask: async (firm, proof) => ({ path: '/api/organisation/account', body: { ...(await account(firm)), proof } }),
    ...{ own: evidence, names: 'evidence', code: 'bad-request' },
  },
]

it.each(rows)('of another organisation is refused on an own path: $what', async ({ ask, names, own, code }) => {
  const { firm, members, audited } = firms
  const post = async (id: string) => {
    const { path, body } = await ask(firm, id)
    const before = await audited(firms.organisation)
    return { answer: await firm.ask(members.administrator, 'POST', path, body), before }
  }
  const { answer, before } = await post(foreign[names])
  expect(await refusal(answer)).toMatchObject({ code })
  expect(await audited(firms.organisation), 'nothing was done').toBe(before)
  if (own) expect((await post(await own(firm))).answer.status, 'with an own one').toBe(200)
})

it('gets no receipt of another organisation’s chain', async () => {
  const { firm, members } = firms
  const of = async (chain: string) => {
    const path = `/api/classes/${firm.class}/receipts`
    const answer = await firm.ask(members.administrator, 'POST', path, { chains: [chain] })
    return (await answer.arrayBuffer()).byteLength
  }
  expect(await of(foreign.chain)).toBe(EMPTY_ZIP)
  expect(await of(firm.device.chain)).toBeGreaterThan(EMPTY_ZIP)
})
