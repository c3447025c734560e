import * as v from 'valibot'
import { classSummary } from '../../../shared/api'
import {
  agreedPlans,
  calendarAnswer,
  type EnterDecision,
  importedDecision,
  organisationAnswer,
  planAnswer,
  planMoves,
  planPapers,
  type SaveAccount,
  type SaveOrganisation,
  type SavePlan,
} from '../../../shared/api/plans'
import { rosterReport } from '../../../shared/api/roster'
import type { CalendarYear } from '../../../shared/calendar/year'
import { ask, askFile } from './http'

const nothing = v.object({})
const of = (id: string, rest = '') => `/plans/${encodeURIComponent(id)}${rest}`
const ofClass = (id: string, rest: string) => `/classes/${encodeURIComponent(id)}${rest}`
const attached = v.object({ people: v.number(), warnings: v.array(v.object({ message: v.string() })) })

/** The routes of shared/api/plans.ts, one function each. All throw `Problem`. */
export const plans = {
  organisation: () => ask(organisationAnswer, 'GET', '/organisation'),
  saveOrganisation: (request: SaveOrganisation) => ask(organisationAnswer, 'POST', '/organisation', request),
  saveAccount: (request: SaveAccount) => ask(organisationAnswer, 'POST', '/organisation/account', request),
  showAccount: () => ask(v.object({ number: v.string() }), 'POST', '/organisation/account/show', {}),
  calendar: () => ask(calendarAnswer, 'GET', '/calendar'),
  importCalendar: (year: CalendarYear) => ask(calendarAnswer, 'POST', '/calendar', year),

  agreed: () => ask(agreedPlans, 'GET', '/agreed-plans'),
  create: (type: string) => ask(planAnswer, 'POST', '/plans', { type }),
  plan: (id: string) => ask(planAnswer, 'GET', of(id)),
  save: (id: string, request: SavePlan) => ask(planAnswer, 'POST', of(id), request),
  discard: (id: string) => ask(nothing, 'DELETE', of(id)),
  attachRoster: (id: string, file: Blob) => ask(attached, 'POST', of(id, '/roster'), file),
  file: (id: string) => ask(planAnswer, 'POST', of(id, '/file'), {}),
  filingZip: (id: string) => askFile('GET', of(id, '/filing.zip'), '报送文件.zip'),
  filingFile: (id: string) => askFile('GET', of(id, '/filing.json'), '报送文件.json'),
  papers: (id: string, full: boolean) => ask(planPapers, 'GET', of(id, `/papers${full ? '?full=1' : ''}`)),
  papersFile: (id: string) => askFile('GET', of(id, '/papers.xlsx'), '报送材料.xlsx'),
  timetableFile: (id: string) => askFile('GET', of(id, '/timetable.xlsx'), '课程表.xlsx'),
  enterDecision: (id: string, decision: EnterDecision) => ask(planAnswer, 'POST', of(id, '/decision'), decision),
  importDecision: (id: string, file: Blob, key?: string) =>
    ask(importedDecision, 'POST', of(id, `/decision-file${key === undefined ? '' : `?key=${key}`}`), file),
  importReceipt: (id: string, file: Blob, key?: string) =>
    ask(importedDecision, 'POST', of(id, `/receipt-file${key === undefined ? '' : `?key=${key}`}`), file),
  change: (id: string) => ask(planAnswer, 'POST', of(id, '/change'), {}),
  moves: (id: string) => ask(planMoves, 'GET', of(id, '/moves')),
  move: (id: string, classes: string[]) => ask(planAnswer, 'POST', of(id, '/moves'), { classes }),
  done: (id: string, deadline: string, day: string) =>
    ask(planAnswer, 'POST', of(id, `/deadlines/${encodeURIComponent(deadline)}`), { day }),
  ofClass: (id: string) => ask(planAnswer, 'GET', ofClass(id, '/plan')),
  copyClass: (id: string, from: string) => ask(planAnswer, 'POST', ofClass(id, '/copy'), { from }),
  openClass: (plan: string, name?: string) =>
    ask(classSummary, 'POST', '/classes', { plan, ...(name !== undefined && { name }) }),
  bringRoster: (id: string) => ask(rosterReport, 'POST', ofClass(id, '/plan-roster'), {}),
}
