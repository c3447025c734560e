import * as v from 'valibot'
import {
  type InspectRequest,
  inspectable,
  inspectionsPage,
  type RectifyRequest,
} from '../../../shared/api/bureau-inspections'
import {
  type AuditorExport,
  courseAnswer,
  type DisposePackages,
  type HoldPackages,
  keepingAnswer,
  type TransferRequest,
  transferAnswer,
} from '../../../shared/api/bureau-keeping'
import { jobStarted } from '../../../shared/api/jobs'
import type { ListQuery } from '../../../shared/api/lists'
import { ofReview } from './bureau-review'
import { ask, askFile } from './http'
import { queryText } from './lists'

const act = (path: string, body: object = {}) => ask(keepingAnswer, 'POST', `/bureau/keeping/${path}`, body)
const disposal = (id: string, step: string) => act(`disposals/${encodeURIComponent(id)}/${step}`)

const ofFirm = (id: string, rest = ''): string => `/bureau/firms/${encodeURIComponent(id)}/transfer${rest}`

/** The routes of what a bureau keeps, one function each. All throw `Problem`. */
export const keeping = {
  course: (id: string) => ask(courseAnswer, 'GET', ofReview(id, '/course')),
  coursePaper: (id: string, kind: 'pdf' | 'xlsx') =>
    askFile('GET', ofReview(id, `/course.${kind}`), `补贴申请全过程清单.${kind}`),
  state: () => ask(keepingAnswer, 'GET', '/bureau/keeping'),
  verify: (id: string) => ask(jobStarted, 'POST', `/bureau/keeping/packages/${encodeURIComponent(id)}/verify`, {}),
  hold: (request: HoldPackages) => act('holds', request),
  endHold: (id: string, reason: string) => act(`holds/${encodeURIComponent(id)}/end`, { reason }),
  askDisposal: (request: DisposePackages) => act('disposals', request),
  confirmDisposal: (id: string) => disposal(id, 'confirm'),
  withdrawDisposal: (id: string) => disposal(id, 'withdraw'),
  disposalPaper: (id: string, kind: 'pdf' | 'xlsx') =>
    askFile('GET', `/bureau/keeping/disposals/${encodeURIComponent(id)}/paper.${kind}`, `培训资料销毁清单.${kind}`),
  transfers: (firm: string) => ask(transferAnswer, 'GET', ofFirm(firm)),
  transfer: (firm: string, request: TransferRequest) => ask(transferAnswer, 'POST', ofFirm(firm), request),
  transferPaper: (firm: string, kind: 'pdf' | 'xlsx') =>
    askFile('GET', ofFirm(firm, `.${kind}`), `培训资料移交清单.${kind}`),
  auditorExport: (asked: AuditorExport) => ask(jobStarted, 'POST', '/bureau/auditor-export', asked),
}

/** The routes of 巡查, one function each. All throw `Problem`. */
export const inspections = {
  list: (query: ListQuery) => ask(inspectionsPage, 'GET', `/bureau/inspections?${queryText(query)}`),
  classes: () => ask(inspectable, 'GET', '/bureau/inspectable'),
  record: (request: InspectRequest) => ask(v.object({ id: v.string() }), 'POST', '/bureau/inspections', request),
  rectified: (id: string, request: RectifyRequest) =>
    ask(v.object({}), 'POST', `/bureau/inspections/${encodeURIComponent(id)}/rectified`, request),
}
