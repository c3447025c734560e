import * as v from 'valibot'
import {
  classDetail,
  classHealth,
  classSummary,
  handInReport,
  me,
  type NoteFinding,
  type OpenClassRequest,
  recalculation,
  ruleList,
  seatDetail,
  type setupRequest,
  slip,
} from '../../../shared/api'
import type { signInRequest } from '../../../shared/api/access'
import { home } from '../../../shared/api/home'
import { job, jobStarted, packageRecord } from '../../../shared/api/jobs'
import { policy } from '../../../shared/study/policy'
import { ask, askFile } from './http'

const key = v.object({ fingerprint: v.string(), key: v.string() })
const keys = v.object({ package: v.optional(key), service: v.optional(key), log: v.optional(key) })
export type Keys = v.InferOutput<typeof keys>
const nothing = v.object({})
const ofClass = (id: string, rest = '') => `/classes/${encodeURIComponent(id)}${rest}`

/** The console routes of shared/api.ts, one function each. All throw `Problem`. */
export const api = {
  state: () => ask(v.object({ setUp: v.boolean(), secure: v.boolean() }), 'GET', '/state'),
  setUp: (request: v.InferOutput<typeof setupRequest>) => ask(me, 'POST', '/setup', request),
  signIn: (request: v.InferOutput<typeof signInRequest>) => ask(me, 'POST', '/session', request),
  signOut: () => ask(nothing, 'DELETE', '/session'),
  me: () => ask(me, 'GET', '/me'),
  home: (page: number) => ask(home, 'GET', `/home?page=${page}`),
  policies: () => ask(v.array(policy), 'GET', '/policies'),
  keys: () => ask(keys, 'GET', '/keys'),
  openClass: (request: OpenClassRequest) => ask(classSummary, 'POST', '/classes', request),
  classDetail: (id: string) => ask(classDetail, 'GET', ofClass(id)),
  rosterFile: (id: string) => askFile('GET', ofClass(id, '/roster.xlsx'), '学员名册.xlsx'),
  slips: (id: string) => ask(v.array(slip), 'GET', ofClass(id, '/slips')),
  classFile: (id: string, offline: boolean) =>
    askFile('GET', ofClass(id, `/class-file${offline ? '?offline=1' : ''}`), '班级文件.json'),
  handIn: (id: string, file: Blob) => ask(handInReport, 'POST', ofClass(id, '/hand-in'), file),
  /** Receipt files, named by trainee: of these chains, or of everybody whose records ever came by file. */
  receipts: (id: string, chains?: readonly string[]) =>
    askFile('POST', ofClass(id, '/receipts'), '回执文件.zip', chains && { chains }),
  decide: (id: string, claim: string, decision: { accept: boolean; seat?: string }) =>
    ask(nothing, 'POST', ofClass(id, `/pending/${encodeURIComponent(claim)}`), decision),
  noteFinding: (id: string, note: NoteFinding) =>
    ask(nothing, 'POST', `/findings/${encodeURIComponent(id)}/note`, note),
  health: (id: string) => ask(classHealth, 'GET', ofClass(id, '/health')),
  recalculation: (id: string, policy: string) =>
    ask(recalculation, 'GET', ofClass(id, `/recalculation?policy=${encodeURIComponent(policy)}`)),
  startPackage: (id: string) => ask(jobStarted, 'POST', ofClass(id, '/package/job'), {}),
  packages: (id: string) => ask(v.array(packageRecord), 'GET', ofClass(id, '/packages')),
  job: (id: string) => ask(job, 'GET', `/jobs/${encodeURIComponent(id)}`),
  jobFile: (id: string) => askFile('GET', `/jobs/${encodeURIComponent(id)}/file`, '申报资料包.zip'),
  rules: () => ask(ruleList, 'GET', '/rules'),
  publishRule: (rule: string) => ask(ruleList, 'POST', '/rules', { rule }),
  withdrawRule: (id: string) => ask(ruleList, 'DELETE', `/rules/${encodeURIComponent(id)}`),
  seat: (id: string) => ask(seatDetail, 'GET', `/seats/${encodeURIComponent(id)}`),
}
