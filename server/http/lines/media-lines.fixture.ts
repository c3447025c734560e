import { eq } from 'drizzle-orm'
import { lessonFile, TusClient } from '../../media/media.fixture'
import type { Firm } from '../firms.fixture'
import { type Lines, readers, writers } from './line.fixture'

const tus = { 'tus-resumable': '1.0.0' }
const base64 = (text: string) => Buffer.from(text).toString('base64')
const answering = ['administrator', 'manager'] as const

async function courseOf({ deps, class: own }: Firm, id = own): Promise<string> {
  const { t, read } = deps.store
  const [row] = await read
    .select({ key: t.planCourse.key })
    .from(t.class)
    .innerJoin(t.planCourse, eq(t.planCourse.plan, t.class.plan))
    .where(eq(t.class.id, id))
  return row?.key ?? ''
}
const begun = async (firm: Firm): Promise<string> =>
  new TusClient(firm.hr).begin(firm.class, 1000, { course: await courseOf(firm) })

/** A video that was kept, of a class whose subsidy was paid long ago and of which no claim is open. */
async function kept(firm: Firm): Promise<string> {
  const { deps, hr } = firm
  const { id } = await hr.openClass()
  await new TusClient(hr).send(id, lessonFile(), { course: await courseOf(firm, id) })
  await hr.call('POST', `/api/classes/${id}/settled`, { how: 'settled', day: '2020-01-02', note: '已拨付' })
  const [file] = await deps.store.read.select({ id: deps.store.t.mediaFile.id }).from(deps.store.t.mediaFile)
  return file?.id ?? ''
}
async function statement(firm: Firm): Promise<string> {
  const file = await kept(firm)
  const { t, read } = firm.deps.store
  const rows = await read.select({ id: t.lessonVideo.id }).from(t.lessonVideo).where(eq(t.lessonVideo.file, file))
  return rows.at(-1)?.id ?? ''
}
async function hold({ hr, deps }: Firm): Promise<string> {
  await hr.call('POST', '/api/media/holds', { reason: '审计' })
  const rows = await deps.store.read.select({ id: deps.store.t.mediaHold.id }).from(deps.store.t.mediaHold)
  return rows.at(-1)?.id ?? ''
}
/** Holds of other lines end first: while one lies, nothing goes. */
async function askedDisposal(firm: Firm): Promise<string> {
  const { hr, deps } = firm
  const { t, read } = deps.store
  const files = [await kept(firm)]
  for (const { id } of await read.select({ id: t.mediaHold.id }).from(t.mediaHold))
    await hr.call('POST', `/api/media/holds/${id}/end`, { reason: '审计结束' })
  await hr.call('POST', '/api/media/disposals', { files, reason: '留存期满' })
  const rows = await read.select({ id: t.mediaDisposal.id }).from(t.mediaDisposal).orderBy(t.mediaDisposal.at)
  return rows.at(-1)?.id ?? ''
}

/** Lecture videos: who runs classes keeps them, who answers for the organisation says when they may go. */
export const mediaLines: Lines = {
  'POST /api/media/uploads': {
    may: writers,
    answers: 201,
    other: 'not-found',
    ask: async (firm) => ({
      body: new Uint8Array(),
      headers: {
        ...tus,
        'upload-length': '1000',
        'upload-metadata': `class ${base64(firm.class)},course ${base64(await courseOf(firm))},filename ${base64('第一节.mp4')}`,
      },
    }),
  },
  'GET /api/media/uploads/:id': {
    may: writers,
    other: 'not-found',
    ask: async (firm) => ({ path: await begun(firm) }),
  },
  'PATCH /api/media/uploads/:id': {
    may: writers,
    answers: 204,
    other: 'not-found',
    ask: async (firm) => ({
      path: await begun(firm),
      body: lessonFile().slice(0, 500),
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    }),
  },
  'DELETE /api/media/uploads/:id': {
    may: writers,
    other: 'not-found',
    ask: async (firm) => ({ path: await begun(firm) }),
  },
  'GET /api/classes/:id/videos': { may: readers, other: 'not-found' },
  'POST /api/classes/:id/videos': {
    may: writers,
    other: 'not-found',
    ask: async (firm) => ({
      body: { how: 'undertaking', course: await courseOf(firm), evidence: await firm.evidence() },
    }),
  },
  'POST /api/classes/:id/settled': {
    may: answering,
    other: 'not-found',
    ask: () => ({ body: { how: 'settled', day: '2020-01-02', note: '已拨付' } }),
  },
  'POST /api/videos/:id/end': {
    may: writers,
    other: 'not-found',
    ask: async (firm) => ({ path: `/api/videos/${await statement(firm)}/end`, body: { reason: '登记错了' } }),
  },
  'GET /api/media': { may: readers, other: 'nothing' },
  'GET /api/media/files': { may: readers, other: 'nothing' },
  'GET /api/exports/media/files': { may: readers, other: 'nothing' },
  'GET /api/media/files/:id': {
    may: readers,
    other: 'not-found',
    ask: async (firm) => ({ path: `/api/media/files/${await kept(firm)}` }),
  },
  'POST /api/media/check': { may: writers, other: 'nothing' },
  'POST /api/media/rules': {
    may: answering,
    other: 'nothing',
    ask: () => ({ body: { title: '本单位档案规定', source: '档案管理办法', from: '2026-01-01', years: 1 } }),
  },
  'POST /api/media/holds': {
    may: answering,
    other: 'not-found',
    ask: (firm) => ({ body: { class: firm.class, reason: '审计' } }),
  },
  'POST /api/media/holds/:id/end': {
    may: answering,
    other: 'not-found',
    ask: async (firm) => ({ path: `/api/media/holds/${await hold(firm)}/end`, body: { reason: '审计结束' } }),
  },
  'POST /api/media/disposals': {
    may: writers,
    other: 'not-found',
    ask: async (firm) => {
      await askedDisposal(firm)
      return { body: { files: [await kept(firm)], reason: '留存期满' } }
    },
  },
  'POST /api/media/disposals/:id/confirm': {
    may: answering,
    other: 'not-found',
    ask: async (firm) => ({ path: `/api/media/disposals/${await askedDisposal(firm)}/confirm` }),
  },
  'POST /api/media/disposals/:id/withdraw': {
    may: writers,
    other: 'not-found',
    ask: async (firm) => ({ path: `/api/media/disposals/${await askedDisposal(firm)}/withdraw` }),
  },
}
