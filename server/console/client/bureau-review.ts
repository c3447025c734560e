import {
  contactAnswer,
  type InterviewRequest,
  interviewAnswer,
  type ManualRequest,
  manualChoices,
  manualReport,
} from '../../../shared/api/bureau-interview'
import type { AnswerReopening, AskReopening } from '../../../shared/api/bureau-reopening'
import {
  type DecideReview,
  type ProposeRequest,
  type RecoveryRequest,
  type RulingRequest,
  reviewAnswer,
  reviewPeoplePage,
  reviewsPage,
} from '../../../shared/api/bureau-review'
import {
  type AnnounceDraw,
  type DrawRequest,
  drawAnswer,
  drawsAnswer,
  formulaAnswer,
  type RiskFormula,
} from '../../../shared/api/bureau-risk'
import type { ListQuery } from '../../../shared/api/lists'
import { ask, askFile } from './http'
import { queryText } from './lists'

export const ofReview = (id: string, rest = ''): string => `/bureau/reviews/${encodeURIComponent(id)}${rest}`
const act = (id: string, rest: string, body: object) => ask(reviewAnswer, 'POST', ofReview(id, rest), body)
const ofPerson = (id: string) => `/bureau/people/${encodeURIComponent(id)}/interview`

/** The routes of review at a bureau, one function each. All throw `Problem`. */
export const reviews = {
  list: (query: ListQuery) => ask(reviewsPage, 'GET', `/bureau/reviews?${queryText(query)}`),
  claim: (id: string) => ask(reviewAnswer, 'GET', ofReview(id)),
  people: (id: string) => (query: ListQuery) =>
    ask(reviewPeoplePage, 'GET', `${ofReview(id, '/people')}?${queryText(query)}`),
  rule: (id: string, request: RulingRequest) => act(id, '/rulings', request),
  propose: (id: string, request: ProposeRequest) => act(id, '/proposal', request),
  withdraw: (id: string, proposal: string) => act(id, '/withdraw', { proposal }),
  decide: (id: string, request: DecideReview) => act(id, '/decision', request),
  askToReopen: (id: string, request: AskReopening) => act(id, '/reopening', request),
  answerReopening: (id: string, request: AnswerReopening) => act(id, '/reopening/answer', request),
  comment: (id: string, text: string) => act(id, '/comments', { text }),
  recover: (id: string, request: RecoveryRequest) => act(id, '/recoveries', request),
  statement: (id: string, hash: string) => askFile('GET', ofReview(id, `/statements/${hash}`), '签名文件.json'),
  formula: () => ask(formulaAnswer, 'GET', '/bureau/risk-formula'),
  enterFormula: (formula: RiskFormula) => ask(formulaAnswer, 'POST', '/bureau/risk-formula', formula),
  draws: () => ask(drawsAnswer, 'GET', '/bureau/draws'),
  announceDraw: (request: AnnounceDraw) => ask(drawsAnswer, 'POST', '/bureau/draws/announcements', request),
  draw: (request: DrawRequest) => ask(drawAnswer, 'POST', '/bureau/draws', request),
  drawing: (id: string) => ask(drawAnswer, 'GET', `/bureau/draws/${encodeURIComponent(id)}`),
  interview: (id: string) => ask(interviewAnswer, 'GET', ofPerson(id)),
  contact: (id: string) => ask(contactAnswer, 'POST', `/bureau/people/${encodeURIComponent(id)}/contact`),
  noteInterview: (id: string, request: InterviewRequest) => ask(interviewAnswer, 'POST', ofPerson(id), request),
  manualChoices: () => ask(manualChoices, 'GET', '/bureau/manual-claims/choices'),
  template: () => askFile('GET', '/bureau/manual-claims/template', '手工申报导入表.xlsx'),
  workbook: (id: string) =>
    askFile('GET', `/bureau/manual-claims/workbooks/${encodeURIComponent(id)}`, '手工申报导入表.xlsx'),
  importManual: (file: Blob, about: ManualRequest) =>
    ask(manualReport, 'POST', `/bureau/manual-claims?${new URLSearchParams(about)}`, file),
}
