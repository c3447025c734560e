import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { inventedId } from '../../../test/support/hr'
import type { Role } from '../../access/actor'
import { bureauOn, deskOf } from '../../bureau/bureau.fixture'
import { openReopening } from '../../bureau/held-back'
import { drawChecks } from '../../bureau/review/draw'
import { announceDraw, openPlan } from '../../bureau/review/draw-plan'
import { builtInFormula } from '../../bureau/review/formula'
import { keepWorkbook } from '../../bureau/review/manual/workbooks'
import { propose } from '../../bureau/review/propose'
import { askToReopen } from '../../bureau/review/reopen'
import type { Body, Firm } from '../firms.fixture'
import { everybody, type Lines, writers } from './line.fixture'

const readers: readonly Role[] = [...writers, 'auditor']
const deciders: readonly Role[] = ['administrator', 'manager']

interface Held {
  id: string
  person: string
}

/** A claim with one person at the bureau that asks, which waits for review. */
export async function held({ deps, bureau }: Firm): Promise<Held> {
  const { firm, claim, someone } = await bureauOn(deps)
  const { t } = deps.store
  const of = await firm('某校')
  const id = await claim(of, [someone(1)], { receivedAt: deps.clock.now() - 5 * 86_400_000 })
  const { organisation } = bureau
  await deps.store.tx(async (q) => {
    await q.update(t.bureauFirm).set({ organisation }).where(eq(t.bureauFirm.id, of))
    await q.update(t.bureauClaim).set({ organisation, number: id }).where(eq(t.bureauClaim.id, id))
  })
  const [row] = await deps.store.read.select().from(t.bureauPerson).where(eq(t.bureauPerson.claim, id))
  return { id, person: row?.id ?? '' }
}

/** With a proposal that another than those of the lines made. */
async function proposed(firm: Firm): Promise<Held & { proposal: string }> {
  const claim = await held(firm)
  const { deps, bureau } = firm
  const somebody = { ...bureau, member: randomUUID() }
  await propose(deps, somebody, claim.id, { outcome: 'agreed', remark: '', items: [] })
  const { t, read } = deps.store
  const [row] = await read.select().from(t.bureauProposal).where(eq(t.bureauProposal.claim, claim.id))
  return { ...claim, proposal: row?.id ?? '' }
}

async function agreedAlready(firm: Firm): Promise<Held> {
  const claim = await held(firm)
  const { t, tx } = firm.deps.store
  await tx((q) => q.update(t.bureauClaim).set({ status: 'agreed' }).where(eq(t.bureauClaim.id, claim.id)))
  return claim
}

/** Another than those of the lines asked to have it reviewed again. */
async function asked(firm: Firm): Promise<Held & { reopening: string }> {
  const claim = await agreedAlready(firm)
  const { deps, bureau } = firm
  await askToReopen(deps, { ...bureau, member: randomUUID() }, claim.id, { reason: '密钥停用' })
  return { ...claim, reopening: (await openReopening(deps.store.read, deps.store, { ...claim, version: 1 }))?.id ?? '' }
}

const to =
  <H extends Held>(make: (firm: Firm) => Promise<H>, rest: string, body?: (claim: H) => Body) =>
  async (firm: Firm) => {
    const claim = await make(firm)
    return { path: `/api/bureau/reviews/${claim.id}${rest}`, ...(body && { body: body(claim) }) }
  }

async function drawn(firm: Firm): Promise<string> {
  const { id, publicDay } = await announced(firm)
  const { deps, bureau } = firm
  return drawChecks(deps, bureau, { announcement: id, publicValue: '1', publicDay, reason: '' })
}

const DAY = 86_400_000
const at = ({ deps }: Firm, days: number) => ({ ...deps, clock: { now: () => deps.clock.now() + days * DAY } })

/** A drawing that was announced two days ago for today. */
async function announced(firm: Firm): Promise<{ id: string; publicDay: string }> {
  await nothingAnnounced(firm)
  const { deps, bureau } = firm
  const publicDay = dayOf(deps.clock.now())
  return { id: await announceDraw(at(firm, -2), bureau, { publicDay }), publicDay }
}

/** Nothing is announced, and a claim waits. */
async function nothingAnnounced(firm: Firm): Promise<void> {
  const { deps, bureau } = firm
  const open = await openPlan(deps.store.read, deps.store, bureau.organisation)
  const value = { publicValue: '1', publicDay: open?.publicDay ?? '', reason: '' }
  if (open) await drawChecks(at(firm, 9), bureau, { announcement: open.id, ...value })
  await held(firm)
}

const HASH = 'a'.repeat(64)

/** Of which something is signed. */
async function signed(firm: Firm): Promise<Held> {
  const claim = await held(firm)
  const { deps, bureau } = firm
  const of = { organisation: bureau.organisation, claim: claim.id, subject: claim.id, firm: null, event: null }
  const act = { id: randomUUID(), kind: 'reopened', hash: HASH, statement: '{"body":{}}', by: '-', at: 1 }
  await deps.store.tx((q) => q.insert(deps.store.t.bureauAct).values({ ...of, ...act }))
  return claim
}

/** A workbook of a claim by hand as it came. */
async function workbook(firm: Firm): Promise<string> {
  const { id } = await held(firm)
  const { deps, bureau } = firm
  const { t } = deps.store
  const manual = randomUUID()
  await deps.store.tx(async (q) => {
    await q.insert(t.bureauManual).values({
      ...{ id: manual, organisation: bureau.organisation, claim: id, version: 1, sha256: 'b'.repeat(64) },
      ...{ name: '申报.xlsx', rateTable: 'guangdong-2020', by: '-', at: 1 },
    })
    await keepWorkbook(deps, q, manual, new Uint8Array([1]))
  })
  return manual
}

const manual = new URLSearchParams({
  ...{
    dry: '1',
    claim: '',
    firm: '',
    firmName: '某公司',
    firmKind: 'enterprise',
    creditCode: '',
    title: '一',
    theirNumber: '',
  },
  ...{ rateTable: 'guangdong-2020', accountName: '', accountBank: '', accountNumber: '', fileName: 'a.csv' },
})
const sheet = new TextEncoder().encode(
  `姓名,身份证号,培训班,职业,等级,开班日期,结业日期,线上学时,是否完成培训,考核是否合格,申请金额
学员甲,${inventedId(1)},一班,家政服务员,五级,2026-03-02,2026-03-20,20,是,是,600\n`,
)
const ruling = { online: '1', offline: '0', incomplete: false, whole: false, money: 0, reason: '重叠' }
const back = { person: '', kind: 'demanded', amount: 1, number: '', reason: '审计' }

/** Review at a bureau. */
export const bureauReviewLines: Lines = {
  'GET /api/bureau/reviews': { bureau: true, may: everybody, other: 'nothing' },
  'GET /api/exports/bureau/reviews': { bureau: true, may: everybody, other: 'nothing' },
  'GET /api/bureau/reviews/:id': { bureau: true, may: readers, ask: to(held, ''), other: 'not-found' },
  'GET /api/bureau/reviews/:id/people': { bureau: true, may: readers, ask: to(held, '/people'), other: 'not-found' },
  'GET /api/exports/bureau/reviews/:id/people': {
    ...{ bureau: true, may: readers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/exports/bureau/reviews/${(await held(firm)).id}/people` }),
  },
  'POST /api/bureau/reviews/:id/rulings': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: to(held, '/rulings', ({ person }) => ({ ...ruling, people: [person] })),
  },
  'POST /api/bureau/reviews/:id/proposal': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: to(held, '/proposal', () => ({ outcome: 'agreed', remark: '', items: [] })),
  },
  'POST /api/bureau/reviews/:id/withdraw': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: to(proposed, '/withdraw', ({ proposal }) => ({ proposal })),
  },
  'POST /api/bureau/reviews/:id/decision': {
    ...{ bureau: true, may: deciders, other: 'not-found' },
    ask: to(proposed, '/decision', ({ proposal }) => ({ proposal, confirm: true, number: '', remark: '' })),
  },
  'POST /api/bureau/reviews/:id/reopening': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: to(agreedAlready, '/reopening', () => ({ reason: '密钥停用' })),
  },
  'POST /api/bureau/reviews/:id/reopening/answer': {
    ...{ bureau: true, may: deciders, other: 'not-found' },
    ask: to(asked, '/reopening/answer', ({ reopening }) => ({ reopening, confirm: true, note: '' })),
  },
  'POST /api/bureau/reviews/:id/comments': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: to(held, '/comments', () => ({ text: '问过' })),
  },
  'POST /api/bureau/reviews/:id/recoveries': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => {
      const day = dayOf(firm.deps.clock.now())
      const asked = await to(held, '/recoveries', () => ({ ...back, day }))(firm)
      await deskOf(firm.deps, firm.bureau.organisation).paid(asked.path.split('/')[4] ?? '', day)
      return asked
    },
  },
  'GET /api/bureau/reviews/:id/statements/:hash': {
    bureau: true,
    may: readers,
    ask: to(signed, `/statements/${HASH}`),
    other: 'not-found',
  },
  'GET /api/bureau/risk-formula': { bureau: true, may: readers, other: 'nothing' },
  'POST /api/bureau/risk-formula': {
    ...{ bureau: true, may: deciders, other: 'nothing' },
    ask: () => ({ body: { ...builtInFormula, from: '2999-01-01' } }),
  },
  'GET /api/bureau/draws': { bureau: true, may: readers, other: 'nothing' },
  'POST /api/bureau/draws/announcements': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => {
      await nothingAnnounced(firm)
      return { body: { publicDay: dayOf(firm.deps.clock.now() + 2 * DAY) } }
    },
  },
  'POST /api/bureau/draws': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => {
      const { id: announcement, publicDay } = await announced(firm)
      return { body: { announcement, publicValue: '1', publicDay, reason: '' } }
    },
  },
  'GET /api/bureau/draws/:id': {
    ...{ bureau: true, may: readers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/draws/${await drawn(firm)}` }),
  },
  'GET /api/bureau/people/:id/interview': {
    ...{ bureau: true, may: readers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/people/${(await held(firm)).person}/interview` }),
  },
  'POST /api/bureau/people/:id/interview': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({
      path: `/api/bureau/people/${(await held(firm)).person}/interview`,
      body: { result: 'agrees', how: 'phone', answers: [], remark: '' },
    }),
  },
  'POST /api/bureau/people/:id/contact': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/people/${(await held(firm)).person}/contact` }),
  },
  'GET /api/bureau/manual-claims/choices': { bureau: true, may: writers, other: 'nothing' },
  'GET /api/bureau/manual-claims/template': { bureau: true, may: writers, other: 'nothing' },
  'GET /api/bureau/manual-claims/workbooks/:id': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/manual-claims/workbooks/${await workbook(firm)}` }),
  },
  'POST /api/bureau/manual-claims': {
    ...{ bureau: true, may: writers, other: 'nothing' },
    ask: () => ({ path: `/api/bureau/manual-claims?${manual}`, body: sheet }),
  },
}
