import { setImmediate as breath } from 'node:timers/promises'
import type { Firm } from '../firms.fixture'
import { type Behind, everybody, type Lines, readers, writers } from './line.fixture'

const lists: Readonly<Record<string, Behind>> = {
  '/people': { may: readers, other: 'nothing' },
  '/classes/:id/pending': { may: readers, other: 'not-found' },
  '/classes/:id/roster': { may: everybody, other: 'not-found' },
  '/classes/:id/lessons': { may: readers, other: 'not-found' },
  '/classes/:id/absences': { may: readers, other: 'not-found' },
  '/classes/:id/retraining': { may: readers, other: 'not-found' },
  '/classes/:id/teaching-log': { may: readers, other: 'not-found' },
}
const elsewhere: Readonly<Record<string, Behind>> = {
  '/classes': { may: everybody, other: 'nothing' },
  '/plans': { may: everybody, other: 'nothing' },
  '/appeals': { may: readers, other: 'nothing' },
  '/classes/:id/findings': { may: readers, other: 'not-found' },
  '/classes/:id/appeals': { may: readers, other: 'not-found' },
  '/classes/:id/attendance': { may: readers, other: 'not-found' },
  '/classes/:id/devices': { may: readers, other: 'not-found' },
  '/classes/:id/hand-ins': { may: readers, other: 'not-found' },
  '/classes/:id/imports': { may: readers, other: 'not-found' },
  '/classes/:id/imported': { may: readers, other: 'not-found' },
  '/questions': { may: readers, other: 'nothing' },
  '/classes/:id/results': { may: readers, other: 'not-found' },
}
const below = (path: string, lines: Readonly<Record<string, Behind>>): Lines =>
  Object.fromEntries(Object.entries(lines).map(([route, line]) => [`GET ${path}${route}`, line]))

/** The job that built a package. */
async function built({ hr, class: id }: Firm): Promise<string> {
  const { job } = await (await hr.call('POST', `/api/classes/${id}/package/job`, {})).json()
  const state = async () => (await (await hr.get(`/api/jobs/${job}`)).json()).state
  while ((await state()) === 'running') await breath()
  return job
}

/** Lists that have no line yet, and the export of every list. */
export const listLines: Lines = {
  'GET /api/classes/:id/packages': { may: everybody, other: 'not-found' },
  'GET /api/jobs/:id': {
    may: writers,
    ask: async (firm) => ({ path: `/api/jobs/${await built(firm)}` }),
    other: 'not-found',
  },
  'GET /api/jobs/:id/file': {
    may: writers,
    ask: async (firm) => ({ path: `/api/jobs/${await built(firm)}/file` }),
    other: 'not-found',
  },
  ...below('/api', lists),
  ...below('/api/exports', { ...lists, ...elsewhere }),
  // The last of all: what it begins is audited while others are looked at.
  'POST /api/classes/:id/package/job': { may: writers, other: 'not-found' },
}
