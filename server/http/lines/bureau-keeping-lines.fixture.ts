import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { askPackageDisposal, confirmPackageDisposal, holdPackages } from '../../bureau/keeping/dispose'
import { recordInspection } from '../../bureau/keeping/inspect'
import { keepingState } from '../../bureau/keeping/keeping-state'
import { recordTransfer } from '../../bureau/keeping/transfer'
import type { Firm } from '../firms.fixture'
import { held } from './bureau-review-lines.fixture'
import { readers as everyReader, type Lines, writers } from './line.fixture'

const readers = everyReader.filter((role) => role !== 'teacher')
const ofClaim = (rest: string) => ({
  ...({ bureau: true, may: readers, other: 'not-found' } as const),
  ask: async (firm: Firm) => ({ path: `/api/bureau/reviews/${(await held(firm)).id}/${rest}` }),
})

const today = '2026-03-02'
const inspection = {
  ...({ class: 'class-1', day: today, who: '李明', how: 'site', result: 'rectify', found: '无人签到' } as const),
  due: today,
}

/** A class a claim came of, as an inspection names it. */
async function ofClass(firm: Firm) {
  const { id } = await held(firm)
  const { t, read } = firm.deps.store
  const [claim] = await read.select().from(t.bureauClaim).where(eq(t.bureauClaim.id, id))
  return { ...inspection, firm: claim?.firm ?? '' }
}

/** A package of a claim that was refused four years ago. */
async function keptLong(firm: Firm) {
  const { id: claim } = await held(firm)
  const { deps, bureau } = firm
  const { organisation } = bureau
  const { t, tx } = deps.store
  const [id, at] = [randomUUID(), deps.clock.now() - 4 * 366 * 86_400_000]
  const sha256 = createHash('sha256').update(id).digest('hex')
  await tx(async (q) => {
    await q.insert(t.bureauPackage).values({
      ...{ id, organisation, firm: null, claim, kind: 'claim', version: 1, content: sha256, sha256, bytes: 1, at },
      ...{ name: '一.zip', bag: 'bag', verdict: 'agrees', report: '{}', key: null, dataHash: null, by: '-' },
    })
    await q.update(t.bureauClaim).set({ status: 'refused' }).where(eq(t.bureauClaim.id, claim))
    const event = { id: randomUUID(), organisation, claim, version: 1, kind: 'refused', detail: '{}', by: '-', at }
    await q.insert(t.bureauEvent).values(event)
  })
  return id
}
const asked = async (firm: Firm) =>
  askPackageDisposal(
    firm.deps,
    { ...firm.bureau, member: randomUUID() },
    { packages: [await keptLong(firm)], reason: '到期' },
  )
const reason = { reason: '审计' }
const deciders = ['administrator', 'manager'] as const

const handed = { day: today, who: '张校长', what: '', reason: '注销' }
const transferred = (kind: string) => ({
  ...({ bureau: true, may: readers, other: 'not-found' } as const),
  ask: async (firm: Firm) => {
    const { firm: of } = await ofClass(firm)
    await recordTransfer(firm.deps, firm.bureau, of, handed)
    return { path: `/api/bureau/firms/${of}/transfer${kind}` }
  },
})

const disposedOf = (kind: string) => ({
  ...({ bureau: true, may: readers, other: 'not-found' } as const),
  ask: async (firm: Firm) => {
    const id = await asked(firm)
    await confirmPackageDisposal(firm.deps, firm.bureau, id)
    return { path: `/api/bureau/keeping/disposals/${id}/paper.${kind}` }
  },
})

/** What a bureau keeps. */
export const bureauKeepingLines: Lines = {
  'GET /api/bureau/reviews/:id/course': ofClaim('course'),
  'GET /api/bureau/reviews/:id/course.pdf': ofClaim('course.pdf'),
  'GET /api/bureau/reviews/:id/course.xlsx': ofClaim('course.xlsx'),
  'GET /api/bureau/firms/:id/transfer': transferred(''),
  'GET /api/bureau/firms/:id/transfer.pdf': transferred('.pdf'),
  'GET /api/bureau/firms/:id/transfer.xlsx': transferred('.xlsx'),
  'POST /api/bureau/firms/:id/transfer': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/firms/${(await ofClass(firm)).firm}/transfer`, body: handed }),
  },
  'GET /api/bureau/keeping': { bureau: true, may: readers, other: 'nothing' },
  'POST /api/bureau/keeping/packages/:id/verify': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/keeping/packages/${await keptLong(firm)}/verify`, body: {} }),
  },
  'POST /api/bureau/keeping/holds': {
    ...{ bureau: true, may: deciders, other: 'not-found' },
    // The number of a claim of these lines is its id.
    ask: async (firm) => ({ body: { ...reason, number: (await held(firm)).id } }),
  },
  'POST /api/bureau/keeping/holds/:id/end': {
    ...{ bureau: true, may: deciders, other: 'not-found' },
    ask: async (firm) => {
      const { deps, bureau } = firm
      await holdPackages(deps, bureau, { ...reason, number: (await held(firm)).id })
      const [hold] = (await keepingState(deps, bureau)).holds
      return { path: `/api/bureau/keeping/holds/${hold?.id}/end`, body: reason }
    },
  },
  'POST /api/bureau/keeping/disposals': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ body: { ...reason, packages: [await keptLong(firm)] } }),
  },
  'POST /api/bureau/keeping/disposals/:id/confirm': {
    ...{ bureau: true, may: deciders, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/keeping/disposals/${await asked(firm)}/confirm`, body: {} }),
  },
  'POST /api/bureau/keeping/disposals/:id/withdraw': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/keeping/disposals/${await asked(firm)}/withdraw`, body: {} }),
  },
  'GET /api/bureau/keeping/disposals/:id/paper.pdf': disposedOf('pdf'),
  'GET /api/bureau/keeping/disposals/:id/paper.xlsx': disposedOf('xlsx'),
  'POST /api/bureau/auditor-export': {
    ...{ bureau: true, may: ['administrator', 'manager', 'auditor'], other: 'nothing' },
    ask: () => ({ body: { authorisation: '' } }),
  },
  'GET /api/bureau/inspections': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/exports/bureau/inspections': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/bureau/inspectable': { bureau: true, may: writers, other: 'nothing' },
  'POST /api/bureau/inspections': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ body: await ofClass(firm) }),
  },
  'POST /api/bureau/inspections/:id/rectified': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => {
      const id = await recordInspection(firm.deps, firm.bureau, await ofClass(firm))
      return { path: `/api/bureau/inspections/${id}/rectified`, body: { day: today, how: '已补签到' } }
    },
  },
}
