import { eq } from 'drizzle-orm'
import type { KeepLinkRequest } from '../../../shared/api/bureau-links'
import { dayOf } from '../../../shared/calendar/beijing'
import { keepLink } from '../../bureau/keeping/class-links'
import type { Firm } from '../firms.fixture'
import { held } from './bureau-review-lines.fixture'
import { readers as everyReader, type Lines, writers } from './line.fixture'

const readers = everyReader.filter((role) => role !== 'teacher')

async function request(firm: Firm): Promise<KeepLinkRequest> {
  const { id } = await held(firm)
  const { t, read } = firm.deps.store
  const [claim] = await read.select().from(t.bureauClaim).where(eq(t.bureauClaim.id, id))
  const until = dayOf(firm.deps.clock.now())
  return { firm: claim?.firm ?? '', className: '第一期', address: 'https://school.example.cn/look#a', until }
}
const kept = (act: string) => async (firm: Firm) => ({
  path: `/api/bureau/class-links/${await keepLink(firm.deps, firm.bureau, await request(firm))}/${act}`,
  body: {},
})
const writes = { bureau: true, may: writers, other: 'not-found' } as const

/** Read-only links to running classes that a bureau keeps. */
export const bureauLinkLines: Lines = {
  'GET /api/bureau/class-links': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/exports/bureau/class-links': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/bureau/class-link-choices': { bureau: true, may: writers, other: 'nothing' },
  'POST /api/bureau/class-links': { ...writes, ask: async (firm) => ({ body: await request(firm) }) },
  'POST /api/bureau/class-links/:id/open': { ...writes, ask: kept('open') },
  'POST /api/bureau/class-links/:id/drop': { ...writes, ask: kept('drop') },
}
