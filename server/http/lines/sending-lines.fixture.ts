import { randomUUID } from 'node:crypto'
import { fingerprint } from '../../../shared/record/batch'
import { openExchange } from '../../bureau/counter/switch'
import { nodeCrypto } from '../../crypto'
import { listening } from '../../exchange/exchange.fixture'
import type { Firm } from '../firms.fixture'
import { type Lines, writers } from './line.fixture'

const managers = ['administrator', 'manager'] as const
const readers = [...writers, 'auditor'] as const

/** Every organisation here has a bureau at an address where nobody listens: no network is needed to be let through or not. */
async function kept({ deps: { store, clock } }: Firm): Promise<void> {
  const { t } = store
  const about = { bureau: 'bureau', name: '绥化市人社局', key: 'ab'.repeat(32), compared: '电话', by: '-' }
  await store.tx(async (q) => {
    for (const { id: organisation } of await q.select({ id: t.organisation.id }).from(t.organisation)) {
      const row = { ...about, id: randomUUID(), organisation, address: 'http://127.0.0.1:9/exchange/bureau' }
      await q.insert(t.exchangeBureau).values({ ...row, at: clock.now() })
    }
  })
}

/** The bureau of this server, at an address that answers. */
async function counter({ deps, bureau, app }: Firm): Promise<{ address: string; key: string }> {
  await openExchange(deps, bureau, true)
  const { publicKey } = await deps.keys.package(bureau.organisation)
  const origin = await listening(app.app.fetch)
  return { address: `${origin}/exchange/${bureau.organisation}`, key: fingerprint(nodeCrypto, publicKey) }
}

const withKept =
  (path?: (firm: Firm) => string) =>
  async (firm: Firm): Promise<{ path?: string; body: object }> => {
    await kept(firm)
    return { ...(path && { path: path(firm) }), body: {} }
  }

/** 网络报送 of a 单位. */
export const sendingLines: Lines = {
  'GET /api/sending': { may: readers, other: 'nothing' },
  'POST /api/sending/look': {
    ...{ may: managers, other: 'nothing' },
    ask: async (firm) => ({ body: { address: (await counter(firm)).address } }),
  },
  'POST /api/sending/bureau': {
    ...{ may: managers, other: 'nothing' },
    ask: async (firm) => ({ body: { ...(await counter(firm)), compared: '与就业科电话核对' } }),
  },
  'POST /api/sending/bureau/end': { may: managers, other: 'nothing', ask: withKept() },
  'POST /api/sending/fetch': { may: writers, other: 'nothing', ask: withKept() },
  'POST /api/sending/seen': { may: writers, other: 'nothing', ask: () => ({ body: {} }) },
  'GET /api/sending/:what/:id': {
    ...{ may: readers, other: 'nothing' },
    ask: withKept((firm) => `/api/sending/stage/${firm.class}`),
  },
  'POST /api/sending/:what/:id/job': {
    ...{ may: writers, other: 'not-found' },
    ask: withKept((firm) => `/api/sending/stage/${firm.class}/job`),
  },
}
