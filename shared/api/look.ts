import * as v from 'valibot'
import { count, day, milliseconds } from '../record/fields'
import { policy } from '../study/policy'
import { board, boardCharts, boardQuery, boardRow } from './board'
import { listPage } from './lists'

/** What a bureau sees of one running class by its read-only link (class-links.ts): no ID number, phone, account or unmasked name is in it. */

/** Behind the # of the address: the class, so that who keeps the link can file it, and the secret. */
export const lookToken = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/
/** Where the page stands. */
export const LOOK_PATH = '/look'

/** Open 待核实事项 of one kind. */
export const lookFinding = v.object({
  ...{ code: v.string(), label: v.string(), severity: v.picklist(['serious', 'check', 'note']) },
  ...{ count, people: count, changedAt: milliseconds },
})
export type LookFinding = v.InferOutput<typeof lookFinding>

export const look = v.object({
  at: milliseconds,
  /** For whom the link was made, and its last day. */
  ...{ reader: v.string(), until: day },
  ...{ organisation: v.string(), className: v.string(), status: v.picklist(['open', 'closed']) },
  plan: v.object({
    ...{ title: v.string(), occupation: v.string(), level: v.string(), policy },
    period: v.object({ from: day, to: day }),
    /** 备案号 and the day of the bureau's agreement, where they were recorded. */
    agreement: v.optional(v.object({ number: v.string(), date: day })),
    consentDate: v.optional(day),
    platforms: v.array(v.string()),
    courses: v.array(v.object({ title: v.string(), site: v.string(), hours: v.optional(v.string()) })),
  }),
  /** Of who is on the roster now; who studies now is a number alone. */
  board: v.object({
    ...v.omit(board, ['live']).entries,
    ...{ studyingNow: count, signedInToday: count },
  }),
  days: boardCharts.entries.days,
  /** The gravest first. */
  findings: v.array(lookFinding),
})
export type Look = v.InferOutput<typeof look>

/** `name` is masked: `王*明`. */
export const lookRow = v.omit(boardRow, ['seat'])
export type LookRow = v.InferOutput<typeof lookRow>
/** As of the board; a search finds 参训编号 alone. */
export const lookQuery = boardQuery
export const lookPage = listPage(lookRow)

/**
 * No session; `authorization: Bearer CLASS.SECRET`, as it stands behind the # of the link.
 *
 * GET /api/look                         -> look
 * GET /api/look/people     lookQuery    -> lookPage
 */
