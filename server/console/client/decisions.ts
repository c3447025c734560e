import * as v from 'valibot'
import { appealDetail, type deviceDecision, personLink, phonePage, slip } from '../../../shared/api'
import type { recordFiling } from '../../../shared/api/plans'
import type { AppealDecision, AppealRequest, WithdrawRequest } from '../../../shared/appeals'
import { ask, askFile } from './http'

const nothing = v.object({})
const ofClass = (id: string, rest: string) => `/classes/${encodeURIComponent(id)}${rest}`

/** The console routes about what people decide. All throw `Problem`. */
export const decisions = {
  appeal: (id: string) => ask(appealDetail, 'GET', `/appeals/${encodeURIComponent(id)}`),
  decide: (id: string, decision: AppealDecision) =>
    ask(appealDetail, 'POST', `/appeals/${encodeURIComponent(id)}`, decision),
  evidence: async (file: Blob) => (await ask(v.object({ hash: v.string() }), 'POST', '/evidence', file)).hash,
  evidenceFile: (hash: string) => askFile('GET', `/evidence/${hash}`, hash.slice(0, 8)),
  withdraw: (seat: string, request: WithdrawRequest) =>
    ask(nothing, 'POST', `/seats/${encodeURIComponent(seat)}/withdraw`, request),
  consent: (id: string, date: string) => ask(nothing, 'POST', ofClass(id, '/consent'), { date }),
  filing: (id: string, filing: v.InferOutput<typeof recordFiling>) =>
    ask(nothing, 'POST', ofClass(id, '/filing'), filing),
  reissueCode: (seat: string) => ask(slip, 'POST', `/seats/${encodeURIComponent(seat)}/code`, {}),
  links: (id: string) => ask(v.array(personLink), 'GET', ofClass(id, '/links')),
  decideDevice: (id: string, device: string, decision: v.InferOutput<typeof deviceDecision>) =>
    ask(nothing, 'POST', ofClass(id, `/devices/${encodeURIComponent(device)}`), decision),
  attendanceFile: (id: string) => askFile('GET', ofClass(id, '/attendance.xlsx'), '签到考勤.xlsx'),
  requireFactor: (id: string, required: boolean) => ask(nothing, 'POST', ofClass(id, '/second-factor'), { required }),
}

/** The trainee's phone page, by the token of its link. */
export const phone = {
  page: (token: string) => ask(phonePage, 'GET', '/my', undefined, token),
  appeal: (token: string, request: AppealRequest) => ask(nothing, 'POST', '/my/appeals', request, token),
}
