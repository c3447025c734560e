import { eq } from 'drizzle-orm'
import { bureauOn } from '../../bureau/bureau.fixture'
import type { Firm } from '../firms.fixture'
import { everybody, type Lines } from './line.fixture'

const heldClaim = async ({ deps, bureau }: Firm): Promise<string> => {
  const { firm, claim, someone } = await bureauOn(deps)
  const id = await claim(await firm('某校'), [someone(1)])
  const { t } = deps.store
  // Of the bureau that asks.
  await deps.store.tx((q) =>
    q.update(t.bureauClaim).set({ organisation: bureau.organisation, number: id }).where(eq(t.bureauClaim.id, id)),
  )
  return id
}

/** 疑点 between claims, and what they are held against. */
export const bureauAcrossLines: Lines = {
  'GET /api/bureau/claims/:id/findings': {
    ...{ bureau: true, may: everybody, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/claims/${await heldClaim(firm)}/findings` }),
  },
  'GET /api/exports/bureau/claims/:id/findings': {
    ...{ bureau: true, may: everybody, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/exports/bureau/claims/${await heldClaim(firm)}/findings` }),
  },
  'GET /api/bureau/year-limits': { bureau: true, may: everybody, other: 'nothing' },
  'POST /api/bureau/year-limits': {
    ...{ bureau: true, may: ['administrator', 'manager'], other: 'nothing' },
    ask: () => ({ body: { from: '2026-01-01', times: 2, source: '测试文件' } }),
  },
}
