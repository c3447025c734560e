import { dayOf } from '../../../shared/calendar/beijing'
import { deskOf } from '../../bureau/bureau.fixture'
import { recordObjection } from '../../bureau/publicity/objections'
import { publish } from '../../bureau/publicity/publish'
import type { Firm } from '../firms.fixture'
import { type Behind, everybody, type Lines, writers } from './line.fixture'

const decides = ['administrator', 'manager'] as const
const notice = {
  ...{ title: '第一批公示', standard: '每课时 30 元', phone: '0455-8000000', place: '一楼大厅', days: 5 },
}
const said = { how: 'letter', who: '张三', contact: '', said: '没有参加过培训' } as const

/** A claim of the bureau that was agreed. */
export async function agreed({ deps, bureau }: Firm): Promise<string> {
  const desk = deskOf(deps, bureau.organisation)
  return desk.claim(await desk.firm('示范职业培训学校'), [desk.someone(1)], { status: 'agreed' })
}

/** A 公示 that runs, and its claim. */
async function running(firm: Firm): Promise<{ id: string; claim: string }> {
  const claim = await agreed(firm)
  return { id: await publish(firm.deps, firm.bureau, { ...notice, claims: [claim] }), claim }
}

async function objected(firm: Firm): Promise<string> {
  const { id, claim } = await running(firm)
  return recordObjection(firm.deps, firm.bureau, id, { ...said, day: dayOf(firm.deps.clock.now()), claim })
}

/** A 公示 whose period is over. */
async function over(firm: Firm): Promise<string> {
  const { id } = await running(firm)
  const { t, tx } = firm.deps.store
  await tx((q) => q.update(t.bureauPublicity).set({ opens: '2026-01-05' }))
  return id
}

const of = (rest: string, may = everybody): Behind => ({
  ...{ may, bureau: true, other: 'not-found' },
  ask: async (firm) => ({ path: `/api${rest.replace(':id', (await running(firm)).id)}` }),
})

export const publicityLines: Lines = {
  'GET /public/publicity.css': { open: 'nothing: how the pages look' },
  'GET /public': { open: 'nothing: every 公示 that runs' },
  'GET /public/:id': { open: 'nothing: masked, while the period runs' },
  'GET /public/:id/list.pdf': { open: 'nothing: masked, while the period runs' },
  'GET /public/:id/list.xlsx': { open: 'nothing: masked, while the period runs' },
  'GET /api/bureau/publishable': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/exports/bureau/publishable': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/bureau/publicities': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/exports/bureau/publicities': { may: everybody, bureau: true, other: 'nothing' },
  'GET /api/bureau/publicity-term': {
    ...{ may: everybody, bureau: true, other: 'nothing' },
    ask: () => ({ path: '/api/bureau/publicity-term?days=5' }),
  },
  'GET /api/bureau/publicity-habits': { may: writers, bureau: true, other: 'nothing' },
  'POST /api/bureau/publicities': {
    ...{ may: writers, bureau: true, other: 'not-found' },
    ask: async (firm) => ({ body: { ...notice, claims: [await agreed(firm)] } }),
  },
  'GET /api/bureau/publicities/:id': of('/bureau/publicities/:id'),
  'GET /api/bureau/publicities/:id/people': of('/bureau/publicities/:id/people'),
  'GET /api/exports/bureau/publicities/:id/people': of('/exports/bureau/publicities/:id/people'),
  'GET /api/bureau/publicities/:id/pdf': of('/bureau/publicities/:id/pdf'),
  'GET /api/bureau/publicities/:id/xlsx': of('/bureau/publicities/:id/xlsx'),
  'POST /api/bureau/publicities/:id/off': {
    ...{ may: decides, bureau: true, other: 'not-found' },
    ask: async (firm) => {
      const { id, claim } = await running(firm)
      return { path: `/api/bureau/publicities/${id}/off`, body: { claim, reason: '单位撤回' } }
    },
  },
  'POST /api/bureau/publicities/:id/objections': {
    ...{ may: writers, bureau: true, other: 'not-found' },
    ask: async (firm) => ({
      path: `/api/bureau/publicities/${(await running(firm)).id}/objections`,
      body: { ...said, day: dayOf(firm.deps.clock.now()) },
    }),
  },
  'POST /api/bureau/publicities/:id/clear': {
    ...{ may: writers, bureau: true, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/publicities/${await over(firm)}/clear` }),
  },
  'POST /api/bureau/objections/:id/answer': {
    ...{ may: decides, bureau: true, other: 'not-found' },
    ask: async (firm) => ({
      path: `/api/bureau/objections/${await objected(firm)}/answer`,
      body: { outcome: 'unfounded', answer: '已核对' },
    }),
  },
  'POST /api/bureau/objections/:id/who': {
    ...{ may: writers, bureau: true, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/objections/${await objected(firm)}/who` }),
  },
}
