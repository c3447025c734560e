import type { ClaimAnswer } from '../../../shared/api/claims'
import type { Firm } from '../firms.fixture'
import { everybody, type Lines, writers } from './line.fixture'
import { send } from './plan-lines.fixture'

const managers = ['administrator', 'manager'] as const
const recipient = {
  recipient: 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
  ...{ bureau: '绥化市人力资源和社会保障局', compared: '与就业科王科长当面核对' },
}
const claim = async (firm: Firm): Promise<string> => {
  // A person stands in one living claim.
  await firm.deps.store.tx((q) => q.update(firm.deps.store.t.subsidyClaim).set({ status: 'refused' }))
  return (await send<ClaimAnswer>(firm, 'POST', '/api/claims', { classes: [firm.class] })).id
}
const ofClaim = (rest: string) => async (firm: Firm) => ({ path: `/api/claims/${await claim(firm)}${rest}` })

/** Packages of claims, and to whom they are delivered. */
export const packageLines: Lines = {
  'GET /api/delivery': { may: [...writers, 'auditor'], other: 'nothing' },
  'POST /api/delivery/recipient': { may: managers, ask: () => ({ body: recipient }), other: 'nothing' },
  'POST /api/delivery/recipient/withdraw': {
    may: managers,
    ask: async (firm) => {
      await send(firm, 'POST', '/api/delivery/recipient', recipient)
      return {}
    },
    other: 'nothing',
  },
  'POST /api/delivery/sm2': { may: managers, other: 'nothing' },
  'POST /api/claims/:id/package/job': { may: writers, ask: ofClaim('/package/job'), other: 'not-found' },
  'POST /api/claims/:id/videos/job': { may: writers, ask: ofClaim('/videos/job'), other: 'not-found' },
  'GET /api/claims/:id/packages': { may: everybody, ask: ofClaim('/packages'), other: 'not-found' },
}
