import * as v from 'valibot'
import { classHealth, rosterRow } from '../api'
import { count, day, milliseconds } from '../record/fields'
import { columnKeys, columnStates, fourColumns } from '../study/columns'
import { listPage, listQuery } from './lists'
import { hoursBySource, pace } from './person'

/** The class board (班级看板): who studies now, how complete everybody's four columns are, who is behind, and how the class goes. */

/** What the last records that came say is being played. */
export const studying = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  course: v.string(),
  lesson: v.string(),
  /** When the last of it was written down on the trainee's computer, ms. */
  at: milliseconds,
})
export type Studying = v.InferOutput<typeof studying>

/** Beyond these the board says how many more there are. */
export const MOST_STUDYING = 60

/** What is pushed while somebody looks: event `live` of the stream. */
export const boardLive = v.object({
  at: milliseconds,
  /** The newest first. */
  studying: v.array(studying),
  /** All of them, shown or not. */
  studyingNow: count,
  signedInToday: count,
  /** Changes whenever something that the board shows has changed: ask for it again. */
  version: v.string(),
})
export type BoardLive = v.InferOutput<typeof boardLive>

const byState = v.object(v.entriesFromList(columnStates, count))
export const board = v.object({
  live: boardLive,
  /** People on the roster now; all counts are of them. */
  people: count,
  columns: v.object(v.entriesFromList(columnKeys, byState)),
  /** With no open column. */
  whole: count,
  /** Absent where the plan names no hours. */
  behind: v.optional(count),
  /** 待核实事项 that nobody has settled. */
  findings: count,
  hours: hoursBySource,
  /** 记录状况 by site. */
  sites: classHealth.entries.sites,
})
export type Board = v.InferOutput<typeof board>

export const boardRow = v.object({
  seat: v.string(),
  number: v.string(),
  name: v.string(),
  state: rosterRow.entries.state,
  studying: v.boolean(),
  columns: fourColumns,
  hours: hoursBySource,
  /** Absent where the plan names no hours. */
  pace: v.optional(pace),
  /** What is missing to complete the training by the policy, each a sentence in Chinese. */
  missing: v.array(v.string()),
  findings: count,
  lastAt: v.optional(milliseconds),
})
export type BoardRow = v.InferOutput<typeof boardRow>

export const boardFilters = ['studying', 'behind', 'open', ...columnKeys, 'findings'] as const
export const boardQuery = listQuery(['behind', 'number', 'name', 'whole', 'last', 'findings'], boardFilters)
export const boardPage = listPage(boardRow)

/** Who is to be urged, and to what: names alone leave the screen. */
export const urgeKinds = ['not-joined', 'silent', 'behind', 'signIn', 'answers', 'tests'] as const
export type UrgeKind = (typeof urgeKinds)[number]
export const urge = v.object({
  organisation: v.string(),
  className: v.string(),
  /** Last day of the period. */
  until: day,
  groups: v.array(v.object({ kind: v.picklist(urgeKinds), names: v.array(v.string()) })),
})
export type Urge = v.InferOutput<typeof urge>

/** People whose value lies in [from, to); `to` is absent for the last one, which has no end. */
export const band = v.object({ from: v.number(), to: v.optional(v.number()), people: count })
export type Band = v.InferOutput<typeof band>
export const boardCharts = v.object({
  days: v.array(v.object({ day, credited: milliseconds, notCounted: milliseconds, people: count })),
  /** Time that does not count, by reason, the largest first. */
  lost: v.array(v.object({ reason: v.string(), ms: milliseconds })),
  /** By percent of the required hours; absent where the plan names none. */
  completion: v.optional(v.array(band)),
  /** By the newest score of each course as a share of its maximum (100 where none was shown), percent. */
  scores: v.array(band),
})
export type BoardCharts = v.InferOutput<typeof boardCharts>

/**
 * Console routes, behind the session; for who looks after the class or audits it.
 *
 * GET /api/classes/:id/board                       -> board
 * GET /api/classes/:id/board/people    boardQuery  -> boardPage       (and below /api/exports, as every list)
 * GET /api/classes/:id/board/charts                -> boardCharts
 * GET /api/classes/:id/board/urge                  -> urge
 * GET /api/classes/:id/board/live                  text/event-stream: event `live`, data boardLive, at once and whenever it changes
 */
