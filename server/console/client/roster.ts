import * as v from 'valibot'
import {
  type ChangeRequest,
  type ComparisonRequest,
  changeSheet,
  classChanges,
  type HitListRequest,
  hitList,
  hitListReport,
  type NoticeRequest,
  type RosterChoices,
  type RosterReport,
  rosterProgress,
  rosterReport,
  seatDetails,
  seatHit,
} from '../../../shared/api/roster'
import { type RosterRules, rosterRules } from '../../../shared/people/roster-rules'
import { ask, askFile, askLines } from './http'
import { problemIn } from './problem'

const nothing = v.object({})
const ofClass = (id: string, rest: string) => `/classes/${encodeURIComponent(id)}${rest}`
const query = (choices: RosterChoices, more: Record<string, string> = {}) =>
  `?${new URLSearchParams({ ...more, choices: JSON.stringify(choices) })}`

export type Progress = Pick<v.InferOutput<typeof rosterProgress>, 'step' | 'done' | 'of'>

/** The console routes of shared/api/roster.ts. All throw `Problem`. */
export const roster = {
  template: (id: string) => askFile('GET', ofClass(id, '/roster-template'), '学员名册模板.xlsx'),
  check: (id: string, file: Blob, choices: RosterChoices) =>
    ask(rosterReport, 'POST', ofClass(id, `/roster${query(choices, { dry: '1' })}`), file),
  /** Says how far it is, and answers what it did. */
  async take(
    id: string,
    file: Blob,
    choices: RosterChoices,
    onProgress: (at: Progress) => void,
  ): Promise<RosterReport> {
    const { report, error } = await askLines(rosterProgress, ofClass(id, `/roster${query(choices)}`), file, onProgress)
    if (report) return report
    throw problemIn(error, 'internal')
  },
  corrected: (id: string, file: Blob, choices: RosterChoices) =>
    askFile('POST', ofClass(id, `/roster/corrected${query(choices)}`), '学员名册-标出问题.xlsx', file),
  changes: (id: string) => ask(classChanges, 'GET', ofClass(id, '/changes')),
  change: (id: string, request: ChangeRequest) =>
    ask(v.object({ form: v.string() }), 'POST', ofClass(id, '/changes'), request),
  notice: (form: string, request: NoticeRequest) =>
    ask(nothing, 'POST', `/changes/${encodeURIComponent(form)}/notice`, request),
  sheet: (form: string) => ask(changeSheet, 'GET', `/changes/${encodeURIComponent(form)}`),
  hits: (id: string) => ask(v.array(seatHit), 'GET', ofClass(id, '/hits')),
  comparison: (id: string, request: ComparisonRequest) =>
    askFile('POST', ofClass(id, '/comparison'), '比对名单.xlsx', request),
  details: (seat: string, clear: boolean) =>
    ask(seatDetails, 'GET', `/seats/${encodeURIComponent(seat)}/details${clear ? '?clear=1' : ''}`),
  hitLists: () => ask(v.array(hitList), 'GET', '/hit-lists'),
  /** `dry`: only says what would be read. */
  addHitList: (file: Blob, { columns = [], dry, ...about }: HitListRequest) =>
    ask(
      hitListReport,
      'POST',
      `/hit-lists?${new URLSearchParams({ ...about, columns: JSON.stringify(columns), ...(dry && { dry }) })}`,
      file,
    ),
  removeHitList: (id: string) => ask(nothing, 'DELETE', `/hit-lists/${encodeURIComponent(id)}`),
  rules: () => ask(rosterRules, 'GET', '/roster-rules'),
  setRules: (rules: RosterRules) => ask(rosterRules, 'POST', '/roster-rules', rules),
}
