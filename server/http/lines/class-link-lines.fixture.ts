import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Firm } from '../firms.fixture'
import { type Lines, writers } from './line.fixture'

const viewers = [...writers, 'auditor'] as const
const request = { reader: '绥化市人社局', until: dayOf(Date.now()) }

/** A link to the firm's class. */
async function madeLink({ deps, organisation, class: ofClass }: Firm): Promise<string> {
  const { t, read, tx } = deps.store
  const [member] = await read.select({ id: t.member.id }).from(t.member).where(eq(t.member.organisation, organisation))
  const id = randomUUID()
  await tx((q) =>
    q.insert(t.classLink).values({
      ...{ id, organisation, class: ofClass, reader: request.reader, secretIndex: id, until: request.until },
      ...{ by: member?.id ?? '', at: deps.clock.now() },
    }),
  )
  return id
}

/** 给主管部门的只读链接. */
export const classLinkLines: Lines = {
  'GET /api/classes/:id/bureau-links': { may: viewers, other: 'not-found' },
  'POST /api/classes/:id/bureau-links': { may: writers, other: 'not-found', ask: () => ({ body: request }) },
  'POST /api/bureau-links/:id/revoke': {
    may: writers,
    ask: async (firm) => ({ path: `/api/bureau-links/${await madeLink(firm)}/revoke`, body: { reason: '换人' } }),
    other: 'not-found',
  },
  'GET /api/classes/:id/link-openings': { may: viewers, other: 'not-found' },
  'GET /api/exports/classes/:id/link-openings': { may: viewers, other: 'not-found' },
  'GET /api/look': { open: 'the secret of a link, which is of one class and ends' },
  'GET /api/look/people': { open: 'the secret of a link, which is of one class and ends' },
}
