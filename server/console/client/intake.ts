import { authorities } from '../../../shared/api/bureau-authorities'
import { exchangeSettings } from '../../../shared/api/bureau-exchange'
import {
  intakeDetail,
  intakePage,
  intakeSettings,
  receiving,
  stageDetail,
  stagesPage,
} from '../../../shared/api/bureau-intake'
import type { ListQuery } from '../../../shared/api/lists'
import { ask, askFile } from './http'
import { queryText } from './lists'

const of = (id: string, rest = '') => `/bureau/intake/${encodeURIComponent(id)}${rest}`

/** The routes of shared/api/bureau-intake.ts, one function each. All throw `Problem`. */
export const intake = {
  list: (query: ListQuery) => ask(intakePage, 'GET', `/bureau/intake?${queryText(query)}`),
  of: (id: string) => ask(intakeDetail, 'GET', of(id)),
  receive: (upload: string) => ask(receiving, 'POST', `/bureau/uploads/${encodeURIComponent(upload)}/receive`, {}),
  again: (id: string) => ask(receiving, 'POST', of(id, '/again'), {}),
  paper: (id: string) => askFile('GET', of(id, '/report.pdf'), '核验报告.pdf'),
  package: (id: string) => askFile('GET', of(id, '/package'), '资料包.zip'),
  stages: (query: ListQuery) => ask(stagesPage, 'GET', `/bureau/stages?${queryText(query)}`),
  stage: (id: string) => ask(stageDetail, 'GET', `/bureau/stages/${encodeURIComponent(id)}`),
  settings: () => ask(intakeSettings, 'GET', '/bureau/intake-settings'),
  authorities: () => ask(authorities, 'GET', '/bureau/authorities'),
  addAuthorities: (file: Blob) => ask(authorities, 'POST', '/bureau/authorities', file),
  endAuthority: (id: string, reason: string) =>
    ask(authorities, 'POST', `/bureau/authorities/${encodeURIComponent(id)}/end`, { reason }),
  exchange: () => ask(exchangeSettings, 'GET', '/bureau/exchange'),
  openExchange: (open: boolean) => ask(exchangeSettings, 'POST', '/bureau/exchange', { open }),
  setFolder: (folder: string) => ask(intakeSettings, 'POST', '/bureau/intake-settings/folder', { folder }),
}
