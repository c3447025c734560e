import * as v from 'valibot'
import {
  type CorrectAccount,
  type CreatePayment,
  type NoteResult,
  type NoteReturn,
  payable,
  paymentAnswer,
  paymentsPage,
  type ReviewPayment,
  resultsReport,
} from '../../../shared/api/bureau-payments'
import {
  type AnswerObjection,
  duePage,
  noticeHabits,
  objector,
  type Publish,
  publicitiesPage,
  publicityAnswer,
  publicityTerm,
  publicPeoplePage,
  type RecordObjection,
  type TakeOff,
} from '../../../shared/api/bureau-publicity'
import { type StatisticsQuery, statisticsAnswer } from '../../../shared/api/bureau-statistics'
import type { ListQuery } from '../../../shared/api/lists'
import { ask, askFile } from './http'
import { queryText } from './lists'

const made = v.object({ id: v.string() })
export const ofPublicity = (id: string, rest = ''): string => `/bureau/publicities/${encodeURIComponent(id)}${rest}`
const ofPayment = (id: string, rest = ''): string => `/bureau/payments/${encodeURIComponent(id)}${rest}`

/** The routes of shared/api/bureau-publicity.ts, one function each. All throw `Problem`. */
export const publicity = {
  due: (query: ListQuery) => ask(duePage, 'GET', `/bureau/publishable?${queryText(query)}`),
  list: (query: ListQuery) => ask(publicitiesPage, 'GET', `/bureau/publicities?${queryText(query)}`),
  term: (days: number) => ask(publicityTerm, 'GET', `/bureau/publicity-term?days=${days}`),
  habits: () => ask(noticeHabits, 'GET', '/bureau/publicity-habits'),
  publish: (request: Publish) => ask(made, 'POST', '/bureau/publicities', request),
  one: (id: string) => ask(publicityAnswer, 'GET', ofPublicity(id)),
  people: (id: string) => (query: ListQuery) =>
    ask(publicPeoplePage, 'GET', `${ofPublicity(id, '/people')}?${queryText(query)}`),
  paper: (id: string, kind: 'pdf' | 'xlsx') => askFile('GET', ofPublicity(id, `/${kind}`), `公示名单.${kind}`),
  takeOff: (id: string, request: TakeOff) => ask(publicityAnswer, 'POST', ofPublicity(id, '/off'), request),
  object: (id: string, request: RecordObjection) =>
    ask(publicityAnswer, 'POST', ofPublicity(id, '/objections'), request),
  clear: (id: string) => ask(publicityAnswer, 'POST', ofPublicity(id, '/clear'), {}),
  answer: (objection: string, request: AnswerObjection) =>
    ask(publicityAnswer, 'POST', `/bureau/objections/${encodeURIComponent(objection)}/answer`, request),
  who: (objection: string) => ask(objector, 'POST', `/bureau/objections/${encodeURIComponent(objection)}/who`, {}),
}

/** The routes of shared/api/bureau-payments.ts, one function each. All throw `Problem`. */
export const payments = {
  due: (query: ListQuery) => ask(duePage, 'GET', `/bureau/payable?${queryText(query)}`),
  check: (claims: readonly string[]) => ask(v.array(payable), 'POST', '/bureau/payments/check', { claims }),
  list: (query: ListQuery) => ask(paymentsPage, 'GET', `/bureau/payments?${queryText(query)}`),
  create: (request: CreatePayment) => ask(made, 'POST', '/bureau/payments', request),
  one: (id: string) => ask(paymentAnswer, 'GET', ofPayment(id)),
  review: (id: string, request: ReviewPayment) => ask(paymentAnswer, 'POST', ofPayment(id, '/review'), request),
  sendBack: (id: string, request: NoteReturn) => ask(paymentAnswer, 'POST', ofPayment(id, '/return'), request),
  note: (id: string, request: NoteResult) => ask(paymentAnswer, 'POST', ofPayment(id, '/result'), request),
  results: (id: string, file: Blob, dry: boolean) =>
    ask(resultsReport, 'POST', ofPayment(id, `/results${dry ? '?dry' : ''}`), file),
  paper: (id: string, kind: 'pdf' | 'xlsx') => askFile('GET', ofPayment(id, `/${kind}`), `资金拨付表.${kind}`),
  writeBack: (id: string) => askFile('GET', ofPayment(id, '/write-back.xlsx'), '个人权益回写名单.xlsx'),
  correct: (claim: string, request: CorrectAccount) =>
    ask(v.object({}), 'POST', `/bureau/claims/${encodeURIComponent(claim)}/account`, request),
}

/** The routes of shared/api/bureau-statistics.ts. */
export const statistics = {
  read: (query: StatisticsQuery) => ask(statisticsAnswer, 'GET', `/bureau/statistics?${textOf(query)}`),
  file: (query: StatisticsQuery) => askFile('GET', `/bureau/statistics.xlsx?${textOf(query)}`, '职业培训补贴统计.xlsx'),
}

const textOf = ({ from, to }: StatisticsQuery): string =>
  new URLSearchParams({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }).toString()
