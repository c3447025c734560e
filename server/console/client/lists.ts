import type * as v from 'valibot'
import {
  appealsPage,
  attendancePage,
  classesPage,
  devicesPage,
  findingsPage,
  handInsPage,
  type ListQuery,
  MAX_PAGE_SIZE,
  pendingPage,
  peoplePage,
  plansPage,
  questionsPage,
  rosterPage,
} from '../../../shared/api/lists'
import { ask, askFile, type ServedFile } from './http'

/** The query of a list's address; what is empty is left out. */
export function queryText(query: ListQuery & { columns?: string }): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString()
}

export const ofClass = (id: string, list: string): string => `/classes/${encodeURIComponent(id)}/${list}`
const page =
  <S extends v.GenericSchema>(schema: S, path: string) =>
  (query: ListQuery): Promise<v.InferOutput<S>> =>
    ask(schema, 'GET', `${path}?${queryText(query)}`)

/** The lists of shared/api/lists.ts, one function each. All throw `Problem`. */
export const lists = {
  classes: page(classesPage, '/classes'),
  people: page(peoplePage, '/people'),
  questions: page(questionsPage, '/questions'),
  plans: page(plansPage, '/plans'),
  appeals: page(appealsPage, '/appeals'),
  roster: (id: string) => page(rosterPage, ofClass(id, 'roster')),
  findings: (id: string) => page(findingsPage, ofClass(id, 'findings')),
  appealsOf: (id: string) => page(appealsPage, ofClass(id, 'appeals')),
  attendance: (id: string) => page(attendancePage, ofClass(id, 'attendance')),
  /** Of one person, the newest days. */
  attendanceOf: (id: string, seat: string) =>
    ask(attendancePage, 'GET', `${ofClass(id, 'attendance')}?size=${MAX_PAGE_SIZE}&seat=${encodeURIComponent(seat)}`),
  devices: (id: string) => page(devicesPage, ofClass(id, 'devices')),
  handIns: (id: string) => page(handInsPage, ofClass(id, 'hand-ins')),
  pending: (id: string) => page(pendingPage, ofClass(id, 'pending')),
  /** Everything of a list as XLSX, with these columns. */
  file: (path: string, query: ListQuery, columns: readonly string[]): Promise<ServedFile> =>
    askFile('GET', `/exports${path}?${queryText({ ...query, columns: columns.join(',') })}`, 'xueji.xlsx'),
}
