import { dayOf } from '../../../shared/calendar/beijing'
import { defaultRosterRules } from '../../../shared/people/roster-rules'
import { inventedId, rosterXlsx } from '../../../test/support/hr'
import type { Firm } from '../firms.fixture'
import { type Lines, writers } from './line.fixture'

const seen = [...writers, 'auditor'] as const
let people = 200

/** Somebody who comes later. */
const addition = () => ({
  kind: 'add',
  person: { name: '增补人员', id: inventedId(++people) },
  reason: '新入职',
  day: dayOf(Date.now()),
})

export async function changed({ hr, class: id }: Firm): Promise<string> {
  return (await (await hr.call('POST', `/api/classes/${id}/changes`, addition())).json()).form
}

const listed = `/api/hit-lists?${new URLSearchParams({ name: '财政供养人员', source: '财政局', day: '2026-10-01' })}`
const numbers = () => rosterXlsx([{ name: '某人', id: inventedId(1) }])

/** Rosters, 名册变更 and lists to compare with. */
export const rosterLines: Lines = {
  'GET /api/classes/:id/roster-template': { may: writers, other: 'not-found' },
  'POST /api/classes/:id/roster': {
    may: writers,
    // The bureau's consent to the class is on record: who comes later is an 增补.
    ask: async ({ class: id }) => {
      const change = { reason: '新入职', day: dayOf(Date.now()) }
      return {
        path: `/api/classes/${id}/roster?${new URLSearchParams({ choices: JSON.stringify({ change }) })}`,
        body: await rosterXlsx([{ name: '赵六', id: inventedId(50) }]),
      }
    },
    other: 'not-found',
  },
  'POST /api/classes/:id/roster/corrected': {
    may: writers,
    ask: async () => ({ body: await rosterXlsx([{ name: '赵六', id: inventedId(50) }]) }),
    other: 'not-found',
  },
  'GET /api/classes/:id/changes': { may: seen, other: 'not-found' },
  'POST /api/classes/:id/changes': { may: writers, ask: () => ({ body: addition() }), other: 'not-found' },
  'GET /api/changes/:form': {
    may: writers,
    ask: async (firm) => ({ path: `/api/changes/${await changed(firm)}` }),
    other: 'not-found',
  },
  'POST /api/changes/:form/notice': {
    may: writers,
    ask: async (firm) => ({
      path: `/api/changes/${await changed(firm)}/notice`,
      body: { number: '绥培变〔2026〕1号', day: '2026-11-20' },
    }),
    other: 'not-found',
  },
  'GET /api/classes/:id/hits': { may: seen, other: 'not-found' },
  'POST /api/classes/:id/comparison': {
    may: writers,
    ask: () => ({ body: { form: 'hash', salt: 'salt of the other side', purpose: '与财政供养人员比对' } }),
    other: 'not-found',
  },
  'GET /api/seats/:id/details': { may: seen, other: 'not-found' },
  'GET /api/hit-lists': { may: seen, other: 'nothing' },
  'POST /api/hit-lists': { may: writers, ask: async () => ({ path: listed, body: await numbers() }), other: 'nothing' },
  'DELETE /api/hit-lists/:id': {
    may: writers,
    ask: async ({ hr }) => {
      await hr.call('POST', listed, await numbers())
      const [list] = await (await hr.get('/api/hit-lists')).json()
      return { path: `/api/hit-lists/${list.id}` }
    },
    other: 'not-found',
  },
  'GET /api/roster-rules': { may: seen, other: 'nothing' },
  'POST /api/roster-rules': { may: writers, ask: () => ({ body: defaultRosterRules }), other: 'nothing' },
}
