import * as v from 'valibot'
import {
  type AddScan,
  type BenefitListRequest,
  benefitList,
  benefitListReport,
  type ChooseClaimPeople,
  type CreateClaim,
  claimAnswer,
  claimableClass,
  claimPeoplePage,
  claimsPage,
  type DecideClaim,
  type EnterRateTable,
  type HandInClaim,
  importedStatement,
  type NoteEmployment,
  rateTablesAnswer,
  type SaveClaim,
} from '../../../shared/api/claims'
import { jobStarted } from '../../../shared/api/jobs'
import type { ListQuery } from '../../../shared/api/lists'
import { ask } from './http'
import { queryText } from './lists'

const nothing = v.object({})
export const ofClaim = (id: string, rest = ''): string => `/claims/${encodeURIComponent(id)}${rest}`
const act = (id: string, rest: string, body: object = {}) => ask(claimAnswer, 'POST', ofClaim(id, rest), body)

/** The routes of shared/api/claims.ts, one function each. All throw `Problem`. */
export const claims = {
  list: (query: ListQuery) => ask(claimsPage, 'GET', `/claims?${queryText(query)}`),
  people: (id: string) => (query: ListQuery) =>
    ask(claimPeoplePage, 'GET', `${ofClaim(id, '/people')}?${queryText(query)}`),
  claimable: () => ask(v.array(claimableClass), 'GET', '/claimable-classes'),
  create: (request: CreateClaim) => ask(claimAnswer, 'POST', '/claims', request),
  claim: (id: string) => ask(claimAnswer, 'GET', ofClaim(id)),
  save: (id: string, request: SaveClaim) => act(id, '', request),
  discard: (id: string) => ask(nothing, 'DELETE', ofClaim(id)),
  choose: (id: string, request: Partial<ChooseClaimPeople>) => act(id, '/people', request),
  employment: (id: string, request: NoteEmployment) => act(id, '/employment', request),
  reckon: (id: string) => ask(jobStarted, 'POST', ofClaim(id, '/reckon'), {}),
  ready: (id: string) => act(id, '/ready'),
  reopen: (id: string) => act(id, '/reopen'),
  handIn: (id: string, request: HandInClaim) => act(id, '/hand-in', request),
  decide: (id: string, request: DecideClaim) => act(id, '/decision', request),
  importDecision: (id: string, file: Blob, key?: string) =>
    ask(importedStatement, 'POST', ofClaim(id, `/decision-file${key === undefined ? '' : `?key=${key}`}`), file),
  addScan: (id: string, request: AddScan) => act(id, '/scans', request),
  rateTables: () => ask(rateTablesAnswer, 'GET', '/rate-tables'),
  enterRateTable: (request: EnterRateTable) => ask(rateTablesAnswer, 'POST', '/rate-tables', request),
  benefitLists: () => ask(v.array(benefitList), 'GET', '/benefit-lists'),
  addBenefitList: (file: Blob, about: BenefitListRequest) =>
    ask(benefitListReport, 'POST', `/benefit-lists?${new URLSearchParams(about)}`, file),
  removeBenefitList: (id: string) => ask(nothing, 'DELETE', `/benefit-lists/${encodeURIComponent(id)}`),
}
