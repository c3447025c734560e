import { jobStarted } from '../../../shared/api/jobs'
import { type KeepBureau, lookedAtBureau, sendingState, sentOf } from '../../../shared/api/sending'
import type { DeliveryKind } from '../../../shared/exchange/delivery'
import { ask } from './http'

const of = (what: DeliveryKind, id: string, rest = '') => `/sending/${what}/${encodeURIComponent(id)}${rest}`

/** 网络报送, one function a route. All throw `Problem`. */
export const sending = {
  state: () => ask(sendingState, 'GET', '/sending'),
  look: (address: string) => ask(lookedAtBureau, 'POST', '/sending/look', { address }),
  keep: (request: KeepBureau) => ask(sendingState, 'POST', '/sending/bureau', request),
  end: () => ask(sendingState, 'POST', '/sending/bureau/end', {}),
  fetch: () => ask(jobStarted, 'POST', '/sending/fetch', {}),
  seen: () => ask(sendingState, 'POST', '/sending/seen', {}),
  of: (what: DeliveryKind, id: string) => ask(sentOf, 'GET', of(what, id)),
  send: (what: DeliveryKind, id: string) => ask(jobStarted, 'POST', of(what, id, '/job'), {}),
}
