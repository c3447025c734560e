import * as v from 'valibot'
import { appealRow, attendanceRow, classSummary, deviceRow, findingRow, handInRow, rosterRow } from '../api'
import { count, milliseconds, random128, text } from '../record/fields'
import { paperRow } from './exam'
import { planRow } from './plans'
import { questionRow } from './reach'
import { resultsRow } from './results'

/** Lists that the server sorts, searches and cuts into pages: one way to ask, one shape of answer. */

export const MAX_PAGE_SIZE = 200
const whole = (least: number, most: number) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))]),
    v.integer(),
    v.minValue(least),
    v.maxValue(most),
  )

/**
 * What is asked of a list, as it stands in the query of its address. `page` counts from 1; `sort` names a column, the first
 * of `sorts` where it is absent; `search` finds names, numbers, the last four of an ID number, or a whole ID number;
 * `filter` is one of the list's own, '' for all.
 */
export const listQuery = <const S extends readonly [string, ...string[]], const F extends readonly string[]>(
  sorts: S,
  filters: F,
) =>
  v.object({
    page: v.optional(whole(1, 1_000_000), 1),
    size: v.optional(whole(1, MAX_PAGE_SIZE), 50),
    sort: v.optional(v.picklist(sorts)),
    order: v.optional(v.picklist(['up', 'down'])),
    search: v.optional(v.pipe(v.string(), v.maxLength(100)), ''),
    filter: v.optional(v.picklist(['', ...filters]), ''),
  })

/** One page of a list: `total` rows in all that fit, of which page `page` (from 1) is here. */
export const listPage = <R extends v.GenericSchema>(row: R) =>
  v.object({ rows: v.array(row), total: count, page: count })

/** One question to any list, before its own schema reads it. */
export interface ListQuery {
  page?: number
  size?: number
  sort?: string
  order?: 'up' | 'down'
  search?: string
  filter?: string
  /** Of a list of the organisation: what belongs to one class. */
  class?: string
}
export interface ListPage<Row> {
  rows: Row[]
  total: number
  page: number
}

/* ---------- the lists ---------- */

export const classesQuery = listQuery(['created', 'name', 'from', 'status', 'credited'], ['open', 'closed'])
export const classesPage = listPage(classSummary)

export const rosterFilters = ['waiting', 'pending', 'joined', 'silent', 'lacking', 'findings', 'left'] as const
export const rosterQuery = listQuery(['number', 'name', 'state', 'credited', 'last', 'lacking'], rosterFilters)
export const rosterPage = listPage(rosterRow)

/** A person of the organisation with every class they are in. */
export const personRow = v.object({
  person: v.string(),
  name: v.string(),
  idMasked: v.string(),
  /** Of all classes together, ms. */
  credited: milliseconds,
  seats: v.array(
    v.object({
      seat: v.string(),
      class: v.string(),
      className: v.string(),
      open: v.boolean(),
      number: v.string(),
      state: rosterRow.entries.state,
      credited: milliseconds,
      leftAt: v.optional(milliseconds),
    }),
  ),
})
export type PersonRow = v.InferOutput<typeof personRow>
export const peopleQuery = listQuery(['name', 'added', 'credited'], ['studying', 'several', 'none'])
export const peoplePage = listPage(personRow)

export const findingsQuery = listQuery(['severity', 'changed'], ['open', 'serious', 'check', 'note'])
export const findingsPage = v.object({
  ...listPage(findingRow).entries,
  /** Of the whole class, whatever was searched and filtered. */
  counts: v.object({ open: count, serious: count, check: count, note: count }),
  /** People whose newest records were not looked at yet; ask again. */
  due: count,
})
export type FindingsPage = v.InferOutput<typeof findingsPage>

export const appealsQuery = listQuery(['at', 'name'], ['open', 'decided'])
export const appealListRow = v.object({ ...appealRow.entries, className: v.string() })
export type AppealListRow = v.InferOutput<typeof appealListRow>
export const appealsPage = listPage(appealListRow)

export const attendanceQuery = v.object({
  ...listQuery(['day', 'number'], []).entries,
  /** '' or one Beijing day. */
  filter: v.optional(v.pipe(v.string(), v.regex(/^(\d{4}-\d{2}-\d{2})?$/)), ''),
  /** Of one person alone. */
  seat: v.optional(text(64)),
})
export const attendancePage = v.object({
  ...listPage(attendanceRow).entries,
  secondFactor: v.boolean(),
  /** Every day on which somebody signed in, the newest first. */
  days: v.array(v.string()),
})

export const devicesQuery = listQuery(['people', 'first', 'last'], ['shared', 'undecided', 'approved', 'revoked'])
export const devicesPage = listPage(deviceRow)

export const pendingRow = v.object({
  claim: random128,
  /** '' where nobody said who it is. */
  seat: v.string(),
  name: v.string(),
  number: v.optional(v.string()),
  idMasked: v.optional(v.string()),
  device: v.string(),
  at: milliseconds,
})
export type PendingRow = v.InferOutput<typeof pendingRow>
export const pendingQuery = listQuery(['at', 'name'], ['named', 'unnamed'])
export const pendingPage = listPage(pendingRow)

/** Files that were imported into a class; `unbound`: of chains that belong to nobody yet. */
export const handInsQuery = listQuery(['at', 'number', 'entries', 'made'], ['late', 'unbound'])
export const handInsPage = listPage(handInRow)

/** What trainees asked; by `waiting` who has no answer stands first, the longest waiting before all others. */
export const questionsQuery = v.object({
  ...listQuery(['waiting', 'at', 'name'], ['open', 'answered', 'shown']).entries,
  /** Of one class alone. */
  class: v.optional(text(64)),
})
export const questionsPage = listPage(questionRow)

/** Everybody of a class with every result: `failed` without a later one of the part that passed. */
export const resultsQuery = listQuery(['number', 'name'], ['none', 'failed', 'uncertified'])
export const resultsPage = listPage(resultsRow)

/** Papers of a test. */
export const papersQuery = listQuery(['number', 'name', 'begun', 'value'], ['under-way', 'passed', 'failed'])
export const papersPage = listPage(paperRow)

/** One row a plan: its newest version. */
export const plansQuery = listQuery(
  ['saved', 'title', 'status', 'from', 'classes'],
  ['draft', 'filed', 'approved', 'returned'],
)
export const plansPage = listPage(planRow)

/**
 * Console routes; each takes the query of its schema and answers its page. Behind the session.
 *
 * GET /api/classes                     classesQuery    -> classesPage
 * GET /api/classes/:id/roster          rosterQuery     -> rosterPage
 * GET /api/classes/:id/findings        findingsQuery   -> findingsPage
 * GET /api/classes/:id/appeals         appealsQuery    -> appealsPage
 * GET /api/appeals                     appealsQuery    -> appealsPage        (of the organisation)
 * GET /api/classes/:id/attendance      attendanceQuery -> attendancePage
 * GET /api/classes/:id/devices         devicesQuery    -> devicesPage
 * GET /api/classes/:id/pending         pendingQuery    -> pendingPage
 * GET /api/classes/:id/hand-ins        handInsQuery    -> handInsPage
 * GET /api/classes/:id/imports         importsQuery    -> importsPage        (sources.ts)
 * GET /api/classes/:id/imported        importedQuery   -> importedPage       (sources.ts)
 * GET /api/people                      peopleQuery     -> peoplePage
 * GET /api/questions                   questionsQuery  -> questionsPage      (of the organisation)
 * GET /api/classes/:id/results         resultsQuery    -> resultsPage
 * GET /api/tests/:id/papers            papersQuery     -> papersPage
 * GET /api/plans                       plansQuery      -> plansPage
 * GET /api/exports/<one of these>?<its query>&columns=a,b  -> XLSX of everything that fits: same columns, filter and order; ID numbers
 *                                                          masked; audited
 */
