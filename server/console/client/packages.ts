import * as v from 'valibot'
import { jobStarted } from '../../../shared/api/jobs'
import { claimPackage, delivery, type RecipientRequest } from '../../../shared/api/packages'
import { ask } from './http'

const of = (claim: string, rest: string) => `/claims/${encodeURIComponent(claim)}${rest}`

/** The routes of shared/api/packages.ts, one function each. All throw `Problem`. */
export const packages = {
  of: (claim: string) => ask(v.array(claimPackage), 'GET', of(claim, '/packages')),
  start: (claim: string) => ask(jobStarted, 'POST', of(claim, '/package/job'), {}),
  startVideos: (claim: string) => ask(jobStarted, 'POST', of(claim, '/videos/job'), {}),
  delivery: () => ask(delivery, 'GET', '/delivery'),
  setRecipient: (request: RecipientRequest) => ask(delivery, 'POST', '/delivery/recipient', request),
  withdrawRecipient: () => ask(delivery, 'POST', '/delivery/recipient/withdraw', {}),
  enableSm2: () => ask(delivery, 'POST', '/delivery/sm2', {}),
}
