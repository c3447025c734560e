import { eq } from 'drizzle-orm'
import { recordInspection } from '../../bureau/keeping/inspect'
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

/** What a bureau keeps. */
export const bureauKeepingLines: Lines = {
  'GET /api/bureau/reviews/:id/course': ofClaim('course'),
  'GET /api/bureau/reviews/:id/course.pdf': ofClaim('course.pdf'),
  'GET /api/bureau/reviews/:id/course.xlsx': ofClaim('course.xlsx'),
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
